import type { Actor } from '../identity/actor.js';
import type { Locale } from '../kernel/locale.js';

/** How a registration comes in. */
export interface Entrance {
  /** A stranger at a network address, or a member of staff on somebody's behalf. */
  readonly from: { readonly address: string } | { readonly actor: Actor };
  readonly locale: Locale;
  /** Given for a row of a spreadsheet; else what the body says. */
  readonly channel?: 'import';
  readonly idempotencyKey?: string | undefined;
}
