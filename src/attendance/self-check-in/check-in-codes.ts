import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Settings } from '../../config/settings.js';
import { Clock } from '../../kernel/clock.js';
import { Keyring } from '../../kernel/keyring.js';
import { codeOf, normalizeCode } from '../../kernel/short-code.js';
import { slotAt, slotEnd, slotsAccepted } from './self-check-in.rules.js';

export interface ShownCode {
  /** What the QR holds: an address that ends with 44 characters, 128 bits of them proof. */
  readonly url: string;
  /** The same to be typed by hand, as in `K7M4-9QTX`. */
  readonly typed: string;
  /** When the next one comes up. */
  readonly changesAt: Date;
}

/**
 * The codes that a screen shows during a session: a token that names the session, made for these 20 seconds and kept
 * nowhere. Who photographs one can pass it on for as long as it is accepted, and no longer.
 */
@Injectable()
export class CheckInCodes {
  constructor(
    private readonly keyring: Keyring,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  current(sessionId: string): ShownCode {
    const slot = slotAt(this.clock.now());
    const token = this.keyring.token('check_in_code', sessionId, slot);
    return { url: `${this.settings.publicUrl}/h/${token}`, typed: typedForm(token), changesAt: slotEnd(slot) };
  }

  /** The session whose code it is, or null: not made here, altered, older than 60 seconds, or still to come. */
  sessionOf(token: string): string | null {
    const named = this.keyring.readToken(token);
    const slots = slotsAccepted(this.clock.now());
    return named !== null && slots.some((slot) => this.keyring.verifyToken('check_in_code', token, slot))
      ? named.id
      : null;
  }

  /** The token behind what was typed, if it is a code of one of these sessions that is accepted now; else null. */
  tokenOf(typed: string, sessionIds: readonly string[]): string | null {
    const wanted = normalizeCode(typed);
    const slots = slotsAccepted(this.clock.now());
    const tokens = sessionIds.flatMap((id) => slots.flatMap((slot) => this.keyring.tokens('check_in_code', id, slot)));
    return tokens.find((token) => typedForm(token) === wanted) ?? null;
  }
}

function typedForm(token: string): string {
  return codeOf(createHash('sha256').update(token).digest());
}
