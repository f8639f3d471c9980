import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ConstraintViolation, withoutParameters } from '../database/constraints.js';
import { Database } from '../database/database.js';
import { insertRow, updateRows } from '../database/rows.js';
import { Clock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import { NotFound, Refusal } from '../kernel/problems.js';
import { requireRole, type Actor } from './actor.js';
import { Audit } from './audit.js';
import { Office } from './office.entity.js';
import type { SignatoryBody } from './signatory.dto.js';
import { Signatory } from './signatory.entity.js';

export interface SignatoryView {
  /** Null for the default of an office that has named nobody else yet. */
  readonly id: string | null;
  readonly title: string;
  readonly name: string;
  readonly nip: string | null;
  readonly grade: string | null;
  readonly isDefault: boolean;
}

/** Who may sign an office's certificates: several, of whom one is the default. What was issued stays as it was signed. */
@Injectable()
export class ManageSignatories {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** The default first. */
  async list(actor: Actor): Promise<SignatoryView[]> {
    requireRole(actor, 'organizer');
    const { reader } = this.database;
    const rows = await reader.find(Signatory, { where: { officeId: actor.officeId }, order: { id: 'ASC' } });
    const shown = rows.map(view);
    if (rows.some(({ defaultSince }) => defaultSince !== null)) {
      return shown.sort((a, b) => Number(b.isDefault) - Number(a.isDefault));
    }
    const office = await reader.findOneByOrFail(Office, { id: actor.officeId });
    return [{ ...ofOffice(office), id: null, isDefault: true }, ...shown];
  }

  /** Within the caller's transaction; answers the new row's id. */
  async add(tx: EntityManager, actor: Actor, body: SignatoryBody): Promise<string> {
    requireRole(actor, 'administrator');
    const id = newId();
    await insertRow(tx, Signatory, { id, officeId: actor.officeId, ...columns(body), ...this.fresh(false) });
    await this.record(tx, actor, id, 'signatory.added');
    return id;
  }

  /** Null for the default. Throws `NotFound`. */
  async change(actor: Actor, id: string | null, body: SignatoryBody): Promise<void> {
    requireRole(actor, 'administrator');
    await this.database.transaction(async (tx) => {
      const standing = id === null ? await this.keepDefault(tx, actor) : await this.find(tx, actor, id);
      await updateRows(tx, Signatory, { id: standing.id }, columns(body));
      if (standing.defaultSince !== null) await mirror(tx, actor, columns(body));
      await this.record(tx, actor, standing.id, 'signatory.changed');
    });
  }

  async makeDefault(actor: Actor, id: string): Promise<void> {
    requireRole(actor, 'administrator');
    await this.database.transaction(async (tx) => {
      const next = await this.find(tx, actor, id);
      const last = await this.keepDefault(tx, actor);
      await updateRows(tx, Signatory, { id: last.id }, { defaultSince: null });
      await updateRows(tx, Signatory, { id }, { defaultSince: this.clock.now() });
      await mirror(tx, actor, next);
      await this.record(tx, actor, id, 'signatory.made_default');
    });
  }

  /** Throws `signatory_in_use` for the default and for one that a batch has chosen. */
  async remove(actor: Actor, id: string): Promise<void> {
    requireRole(actor, 'administrator');
    await this.database.transaction(async (tx) => {
      const { defaultSince } = await this.find(tx, actor, id);
      if (defaultSince !== null) throw new Refusal('signatory_in_use');
      await this.record(tx, actor, id, 'signatory.removed');
      try {
        await tx.delete(Signatory, { id });
      } catch (error) {
        const broken = withoutParameters(error);
        if (!(broken instanceof ConstraintViolation) || broken.kind !== 'foreign_key') throw error;
        throw new Refusal('signatory_in_use');
      }
    });
  }

  /** The default as a row of its own, made from the office's when there was none. */
  private async keepDefault(tx: EntityManager, { officeId }: Actor): Promise<Signatory> {
    const standing = await defaultSignatory(tx, officeId);
    if (standing !== null) return standing;
    const office = await tx.findOneByOrFail(Office, { id: officeId });
    const row = { id: newId(), officeId, ...ofOffice(office), ...this.fresh(true) };
    await insertRow(tx, Signatory, row);
    return row;
  }

  private fresh(isDefault: boolean) {
    const now = this.clock.now();
    return { defaultSince: isDefault ? now : null, createdAt: now };
  }

  private async find(tx: EntityManager, { officeId }: Actor, id: string): Promise<Signatory> {
    const signatory = await tx.findOneBy(Signatory, { id, officeId });
    if (signatory === null) throw new NotFound('signatory_not_found');
    return signatory;
  }

  private async record(tx: EntityManager, actor: Actor, id: string, action: string): Promise<void> {
    const { officeId } = actor;
    await this.audit.record(tx, { officeId, actor, action, subject: { type: 'signatory', id } });
  }
}

/** The one who signs where nobody else was chosen; null while the office's own row says it alone. */
export function defaultSignatory(tx: EntityManager, officeId: string): Promise<Signatory | null> {
  return tx
    .createQueryBuilder(Signatory, 'signatory')
    .where('signatory.officeId = :officeId AND signatory.defaultSince IS NOT NULL', { officeId })
    .getOne();
}

type Signing = Pick<Signatory, 'title' | 'name' | 'nip' | 'grade'>;

export function ofOffice({ signatoryTitle, signatoryName, signatoryNip }: Office): Signing {
  return { title: signatoryTitle, name: signatoryName, nip: signatoryNip, grade: null };
}

function columns({ title, name, nip = null, grade = null }: SignatoryBody): Signing {
  return { title, name, nip, grade };
}

async function mirror(tx: EntityManager, { officeId }: Actor, { title, name, nip }: Signing): Promise<void> {
  const change = { signatoryTitle: title, signatoryName: name, signatoryNip: nip };
  await updateRows(tx, Office, { id: officeId }, change);
}

function view({ id, title, name, nip, grade, defaultSince }: Signatory): SignatoryView {
  return { id, title, name, nip, grade, isDefault: defaultSince !== null };
}
