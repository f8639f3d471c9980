import type { Row } from '../database/rows.js';
import type { Participant } from '../participants/participant.entity.js';

/** By what a person is told from others, keyed and hashed. */
export function personKey({ nikHash, contactHash, id }: Row<Participant>): string {
  return nikHash ?? contactHash ?? id;
}
