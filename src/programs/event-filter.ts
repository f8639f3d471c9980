import { isUUID } from 'class-validator';
import { regions } from '../kernel/regions.js';
import { programKinds, type ProgramKind } from './program.entity.js';

export interface EventFilter {
  readonly kind?: ProgramKind;
  /** Of the venue. */
  readonly regencyCode?: string;
  /** The last event of the page before. */
  readonly after?: string;
}

/**
 * What the address of the list asks for. Links travel through chats that add words of their own (`fbclid`), and lists
 * are typed by hand: what is not understood narrows nothing.
 */
export function readEventFilter({ kind, regencyCode, after }: Readonly<Record<string, unknown>>): EventFilter {
  const known = programKinds.find((word) => word === kind);
  return {
    ...(known === undefined ? {} : { kind: known }),
    ...(typeof regencyCode === 'string' && regions.isRegency(regencyCode) ? { regencyCode } : {}),
    ...(isUUID(after) ? { after: String(after) } : {}),
  };
}
