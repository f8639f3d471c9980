import { Injectable } from '@nestjs/common';
import { Keyring } from '../kernel/keyring.js';
import { maskNik } from './masked-nik.js';
import type { Participant } from './participant.entity.js';

type Bearer = Pick<Participant, 'id' | 'officeId' | 'nikCiphertext'>;

/** Opens the NIK that a participant's row holds encrypted. */
@Injectable()
export class NikVault {
  constructor(private readonly keyring: Keyring) {}

  /** 16 digits, or null when none was given. Throws `UnreadableCiphertext`. Whoever shows it records that. */
  plain({ id, officeId, nikCiphertext }: Bearer): string | null {
    return nikCiphertext === null
      ? null
      : this.keyring.decrypt(nikCiphertext, { office: officeId, row: id, column: 'nik' });
  }

  /** `6371************`, or null when none was given. */
  masked(bearer: Bearer): string | null {
    const nik = this.plain(bearer);
    return nik === null ? null : maskNik(nik);
  }
}
