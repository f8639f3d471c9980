import { Injectable } from '@nestjs/common';
import type { AuditEntry } from '../../identity/audit-entry.entity.js';
import { formatInstant } from '../../kernel/date-texts.js';
import { defaultZone } from '../../programs/create-batch.js';
import { ConsolePages } from '../console-pages.js';
import type { Visit } from '../visit.js';
import { AuditSubjects } from './audit-subjects.js';
import { AuditTrailQueries } from './audit-trail.queries.js';
import { AuditWords } from './audit-words.js';

/** One entry as it is read. */
export interface AuditLine {
  readonly when: string;
  readonly who: string;
  readonly what: string;
  /** "Angkatan: Diklat Keuangan (I)". */
  readonly about: string;
  readonly href: string | null;
  readonly changes: readonly string[];
}

/** Entries in the reader's words. */
@Injectable()
export class AuditLines {
  constructor(
    private readonly pages: ConsolePages,
    private readonly trail: AuditTrailQueries,
    private readonly subjects: AuditSubjects,
    private readonly words: AuditWords,
  ) {}

  async of(visit: Visit, entries: readonly AuditEntry[]): Promise<AuditLine[]> {
    const { actor, locale } = visit;
    const users = new Map((await this.trail.users(actor)).map(({ id, name }) => [id, name]));
    const subjects = await this.subjects.of(actor.officeId, entries);
    return entries.map(({ at, action, actorKind, actorId, subjectType, subjectId, before, after }) => {
      const subject = subjects.get(subjectId);
      const type = this.words.type(locale, subjectType);
      return {
        when: formatInstant(at, { locale, zone: defaultZone }),
        who: users.get(actorId ?? '') ?? this.pages.text(visit, `audit:actor_${actorKind}`),
        what: this.words.action(locale, action),
        about: subject === undefined ? type : `${type}: ${subject.text}`,
        href: subject?.href ?? null,
        changes: this.words.changes(locale, before, after),
      };
    });
  }
}
