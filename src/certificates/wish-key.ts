import { newId } from '../kernel/ids.js';
import { InvalidInput } from '../kernel/problems.js';

/** What tells one wish from another; without one, every wish is new. Throws `InvalidInput` for a malformed key. */
export function wishKey(given: string | undefined): string {
  if (given === undefined || given === '') return newId();
  if (/^[\w-]{1,100}$/.test(given)) return given;
  throw new InvalidInput([{ field: 'Idempotency-Key', code: 'idempotency_key_malformed' }]);
}
