import { Injectable } from '@nestjs/common';
import { In, type EntityTarget, type FindOptionsWhere } from 'typeorm';
import { Certificate } from '../../certificates/certificate.entity.js';
import { Database } from '../../database/database.js';
import type { AuditEntry } from '../../identity/audit-entry.entity.js';
import { User } from '../../identity/user.entity.js';
import { romanNumeral } from '../../kernel/numbers.js';
import { Batch } from '../../programs/batch.entity.js';
import { Partner } from '../../programs/partner.entity.js';
import { Program } from '../../programs/program.entity.js';
import { Session } from '../../programs/session.entity.js';
import { Trainer } from '../../programs/trainer.entity.js';
import { Registration } from '../../registrations/registration.entity.js';

/** What an entry is about: never a participant's name, but the number of the registration. */
export interface AuditSubject {
  readonly text: string;
  readonly href: string | null;
}

type Subjects = Map<string, AuditSubject>;

/** Gives what entries are about their names, as far as it still exists. */
@Injectable()
export class AuditSubjects {
  constructor(private readonly database: Database) {}

  /** By the id of the subject. */
  async of(officeId: string, entries: readonly AuditEntry[]): Promise<Subjects> {
    const found: Subjects = new Map();
    const rows = <E extends { id: string; officeId: string }>(type: string, entity: EntityTarget<E>) =>
      this.rows(entity, officeId, idsOf(entries, type));
    for (const { id, name } of await rows('user', User)) found.set(id, at(name, `/console/pengaturan/pengguna/${id}`));
    for (const { id, title } of await rows('program', Program)) found.set(id, at(title, `/console/program/${id}`));
    for (const { id, name } of await rows('partner', Partner)) found.set(id, at(name, `/console/mitra/${id}`));
    for (const { id, name } of await rows('trainer', Trainer)) found.set(id, at(name, null));
    for (const { id, title, batchId } of await rows('session', Session)) {
      found.set(id, at(title, `/console/angkatan/${batchId}/jadwal`));
    }
    for (const { id, code, batchId } of await rows('registration', Registration)) {
      found.set(id, at(code, `/console/angkatan/${batchId}/peserta?q=${code}`));
    }
    for (const { id, number } of await rows('certificate', Certificate)) found.set(id, at(number, null));
    for (const [id, batch] of await this.batches(officeId, idsOf(entries, 'batch'))) found.set(id, batch);
    return found;
  }

  private async batches(officeId: string, ids: readonly string[]): Promise<Subjects> {
    const batches = await this.rows(Batch, officeId, ids);
    const programs = await this.rows(Program, officeId, [...new Set(batches.map(({ programId }) => programId))]);
    const titles = new Map(programs.map(({ id, title }) => [id, title]));
    return new Map(
      batches.map(({ id, programId, number }) => [
        id,
        at(`${titles.get(programId) ?? ''} (${romanNumeral(number)})`, `/console/angkatan/${id}`),
      ]),
    );
  }

  private async rows<E extends { id: string; officeId: string }>(
    entity: EntityTarget<E>,
    officeId: string,
    ids: readonly string[],
  ): Promise<E[]> {
    if (ids.length === 0) return [];
    return this.database.reader.findBy(entity, { id: In([...ids]), officeId } as FindOptionsWhere<E>);
  }
}

function idsOf(entries: readonly AuditEntry[], type: string): string[] {
  return [...new Set(entries.filter(({ subjectType }) => subjectType === type).map(({ subjectId }) => subjectId))];
}

function at(text: string, href: string | null): AuditSubject {
  return { text, href };
}
