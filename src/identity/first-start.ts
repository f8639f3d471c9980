import { Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import { BadSettings, Settings } from '../config/settings.js';
import { Database } from '../database/database.js';
import { lockName } from '../database/locks.js';
import { insertRow } from '../database/rows.js';
import { Clock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import { Office } from './office.entity.js';
import { PasswordLinks } from './password-links.js';
import { refusePassword, type PasswordRefusal } from './password.rules.js';
import { Passwords } from './passwords.js';
import { User } from './user.entity.js';

const defaultAdminEmail = 'admin@localhost';

const refusals: Readonly<Record<Exclude<PasswordRefusal, 'password_too_common'>, string>> = {
  password_too_short: 'must have at least 8 characters',
  password_too_long: 'must have at most 128 characters',
};

const firstOffice = {
  name: 'Dinas Koperasi dan UKM Provinsi Kalimantan Selatan',
  parentName: 'PEMERINTAH PROVINSI KALIMANTAN SELATAN',
  address: 'Kawasan Perkantoran Pemerintah Provinsi Kalimantan Selatan, Banjarbaru',
  city: 'Banjarbaru',
  provinceCode: '63',
  email: null,
  phone: null,
  certificateNumberPattern: '{seq}/{kind}/DISKOPUKM-KS/{romanMonth}/{year}',
  signatoryTitle: 'Kepala Dinas',
  signatoryName: '(nama penanda tangan)',
  signatoryNip: null,
};

/** Makes the office and its administrator, once; until somebody can sign in, each start tells a link to set a password. */
@Injectable()
export class FirstStart {
  constructor(
    private readonly database: Database,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly links: PasswordLinks,
  ) {}

  /**
   * Answers the link, or null when somebody can sign in. Safe when two processes start at once; a worker leaves it to
   * those that serve people. Throws `BadSettings` for an ADMIN_PASSWORD that is too short or
   * too long; that it is a common word is the operator's own choice.
   */
  async run(): Promise<string | null> {
    if (this.settings.role === 'worker') return null;
    const { adminEmail = defaultAdminEmail } = this.settings;
    const passwordHash = (await this.database.reader.exists(Office)) ? null : await this.firstPasswordHash();
    return this.database.transaction(async (tx) => {
      await lockName(tx, 'first start');
      const now = this.clock.now();
      if (!(await tx.exists(Office))) {
        const officeId = newId();
        await insertRow(tx, Office, { id: officeId, ...firstOffice, createdAt: now });
        const user = { id: newId(), officeId, email: adminEmail.toLowerCase(), name: 'Administrator', createdAt: now };
        const blank = { tokenVersion: 0, passwordLinkExpiresAt: null, disabledAt: null };
        await insertRow(tx, User, { ...user, ...blank, role: 'administrator', passwordHash });
      }
      if (await tx.existsBy(User, { role: 'administrator', passwordHash: Not(IsNull()) })) return null;
      const waiting = await tx.findOne(User, {
        where: { role: 'administrator', disabledAt: IsNull() },
        order: { id: 'ASC' },
      });
      return waiting === null ? null : this.links.make(tx, waiting, 'system');
    });
  }

  private async firstPasswordHash(): Promise<string | null> {
    const { adminPassword } = this.settings;
    if (adminPassword === undefined) return null;
    const refusal = refusePassword(adminPassword);
    if (refusal !== null && refusal !== 'password_too_common')
      throw new BadSettings([`ADMIN_PASSWORD ${refusals[refusal]}.`]);
    return this.passwords.hash(adminPassword);
  }
}
