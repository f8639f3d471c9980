import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { insertByCommit, type Row } from '../database/rows.js';
import { Clock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import { AuditEntry, type ActorKind } from './audit-entry.entity.js';

export type AuditActor = { readonly userId: string } | 'participant' | 'system';

export interface AuditFact {
  readonly officeId: string;
  readonly actor: AuditActor;
  readonly action: string;
  readonly subject: { readonly type: string; readonly id: string };
  /** Without NIK, phone and birth date. */
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
}

/** Writes who did what, in the transaction that did it. */
@Injectable()
export class Audit {
  constructor(private readonly clock: Clock) {}

  async record(tx: EntityManager, fact: AuditFact): Promise<void> {
    await this.recordAll(tx, [fact]);
  }

  /** The same for many facts of one transaction. */
  async recordAll(tx: EntityManager, facts: readonly AuditFact[]): Promise<void> {
    await insertByCommit(
      tx,
      AuditEntry,
      facts.map((fact) => this.entry(fact)),
    );
  }

  private entry(fact: AuditFact): Row<AuditEntry> {
    return {
      id: newId(),
      officeId: fact.officeId,
      at: this.clock.now(),
      actorKind: actorKind(fact.actor),
      actorId: typeof fact.actor === 'string' ? null : fact.actor.userId,
      action: fact.action,
      subjectType: fact.subject.type,
      subjectId: fact.subject.id,
      before: fact.before ?? null,
      after: fact.after ?? null,
    };
  }
}

function actorKind(actor: AuditActor): ActorKind {
  return typeof actor === 'string' ? actor : 'user';
}
