import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { Database } from '../database/database.js';
import { Keyring } from '../kernel/keyring.js';
import { NotFound } from '../kernel/problems.js';
import { Registration } from './registration.entity.js';

const groupVersion = 1;

type Linked = Pick<Registration, 'id' | 'tokenVersion'>;

/** The secrets by which registrants come back: derived from the row, stored nowhere. */
@Injectable()
export class RegistrationLinks {
  constructor(
    private readonly settings: Settings,
    private readonly keyring: Keyring,
    private readonly database: Database,
  ) {}

  /** Where the registrant sees and cancels the registration. */
  manageUrl(registration: Linked): string {
    return `${this.settings.publicUrl}/pendaftaran/${this.manageToken(registration)}`;
  }

  manageToken({ id, tokenVersion }: Linked): string {
    return this.keyring.token('manage', id, tokenVersion);
  }

  /** Where whoever registered a group finds the pages of all of them. */
  groupUrl(groupId: string): string {
    return `${this.settings.publicUrl}/pendaftaran/rombongan/${this.groupToken(groupId)}`;
  }

  groupToken(groupId: string): string {
    return this.keyring.token('group', groupId, groupVersion);
  }

  /** Its id. Throws `NotFound` for a token that was not made here. */
  groupOf(token: string): string {
    const named = this.keyring.readToken(token);
    if (named === null || !this.keyring.verifyToken('group', token, groupVersion)) {
      throw new NotFound('registration_not_found');
    }
    return named.id;
  }

  /** What the QR code at the door holds. */
  ticket({ id, tokenVersion }: Linked): string {
    return this.keyring.token('ticket', id, tokenVersion);
  }

  /** The registration of a manage link. Throws `NotFound` for a token that was not made here or was revoked. */
  async registrationOf(token: string): Promise<Registration> {
    const named = this.keyring.readToken(token);
    const registration = named === null ? null : await this.database.reader.findOneBy(Registration, { id: named.id });
    if (registration === null) throw new NotFound('registration_not_found');
    this.requireOpens(token, registration);
    return registration;
  }

  /** Throws `NotFound` when the manage link does not lead to this registration, or not any more. */
  requireOpens(token: string, { tokenVersion }: Linked): void {
    if (!this.keyring.verifyToken('manage', token, tokenVersion)) throw new NotFound('registration_not_found');
  }
}
