import { isUUID } from 'class-validator';
import { regions } from '../kernel/regions.js';
import { programKinds, type ProgramKind } from './program.entity.js';

export interface EventFilter {
  readonly kind?: ProgramKind;
  /** Of the venue. */
  readonly regencyCode?: string;
  /** Words to look for. */
  readonly q?: string;
  /** The last event of the page before. */
  readonly after?: string;
}

const longestSearch = 100;

/**
 * What the address of the list asks for. Links travel through chats that add words of their own (`fbclid`), and lists
 * are typed by hand: what is not understood narrows nothing.
 */
export function readEventFilter({ kind, regencyCode, q, after }: Readonly<Record<string, unknown>>): EventFilter {
  const known = programKinds.find((word) => word === kind);
  return {
    ...(known === undefined ? {} : { kind: known }),
    ...(typeof regencyCode === 'string' && regions.isRegency(regencyCode) ? { regencyCode } : {}),
    ...(typeof q === 'string' && q.trim() !== '' ? { q: q.trim().slice(0, longestSearch) } : {}),
    ...(isUUID(after) ? { after: String(after) } : {}),
  };
}
