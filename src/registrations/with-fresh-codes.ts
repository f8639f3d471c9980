import { breaksUnique } from '../database/constraints.js';

const attempts = 3;

/** Runs a registering transaction again when a code that it drew was given before. */
export async function withFreshCodes<T>(register: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await register();
    } catch (error) {
      const clash = breaksUnique(error, 'uq_registrations_code', 'registrations', ['code']);
      if (!clash || attempt === attempts) throw error;
    }
  }
}
