import { Injectable } from '@nestjs/common';
import { In, type SelectQueryBuilder } from 'typeorm';
import { instantText } from '../database/columns.js';
import { Database } from '../database/database.js';
import { pageOf, type Page } from '../http/paging.js';
import { Office } from '../identity/office.entity.js';
import { Clock } from '../kernel/clock.js';
import { NotFound } from '../kernel/problems.js';
import { Batch } from './batch.entity.js';
import type { PublicBatchListQuery } from './batch-list.dto.js';
import { BatchQueries } from './batch.queries.js';
import { Partner } from './partner.entity.js';
import { ProgramPartner } from './program-partner.entity.js';
import { Program } from './program.entity.js';
import { publicBatchJson, type PublicBatchDetail, type PublicBatchView } from './public-batch.views.js';
import { Quota } from './quota.entity.js';
import { Session } from './session.entity.js';

/** What anybody may see: batches that are published and not over. Drafts don't exist here. */
@Injectable()
export class PublicBatches {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly batches: BatchQueries,
  ) {}

  /** Those whose last session has not ended, in order of publication's making. */
  async open({ kind, regencyCode, q, after, limit }: PublicBatchListQuery): Promise<Page<PublicBatchView>> {
    const query = this.published()
      .andWhere((batch) => `EXISTS ${lastingSessions(batch)}`, { now: instantText(this.clock.now()) })
      .orderBy('batch.id', 'ASC')
      .take(limit + 1);
    if (kind !== undefined) query.andWhere('program.kind = :kind', { kind });
    if (regencyCode !== undefined) query.andWhere('batch.venueRegencyCode = :regencyCode', { regencyCode });
    if (q !== undefined) matching(query, q);
    if (after !== undefined) query.andWhere('batch.id > :after', { after });
    const rows = await query.getMany();
    const views = await this.viewsOf(rows);
    return pageOf(rows, limit, (batch) => viewOf(views, batch));
  }

  /** One that was published, even if it is over or was cancelled. Throws `NotFound`. */
  async one(id: string): Promise<PublicBatchDetail> {
    const batch = await this.database.reader
      .createQueryBuilder(Batch, 'batch')
      .where("batch.id = :id AND batch.status <> 'draft' AND batch.publishedAt IS NOT NULL", { id })
      .getOne();
    if (batch === null) throw new NotFound('batch_not_found');
    const view = viewOf(await this.viewsOf([batch]), batch);
    const program = await this.database.reader.findOneByOrFail(Program, { id: batch.programId });
    const sessions = await this.batches.timetable(id);
    return {
      ...view,
      description: program.description,
      minimumAttendance: program.minimumAttendance,
      requirements: { nik: program.kind !== 'dialog', fields: program.requiredFields },
      sessions: sessions.map(({ trainers, ...session }) => ({
        ...session,
        trainers: trainers.map(({ name }) => name),
      })),
      partners: await this.partnersOf(program.id),
      office: (await this.database.reader.findOneByOrFail(Office, { id: batch.officeId })).name,
    };
  }

  private published(): SelectQueryBuilder<Batch> {
    return this.database.reader
      .createQueryBuilder(Batch, 'batch')
      .innerJoin(Program, 'program', 'program.id = batch.programId')
      .where("batch.status = 'published'");
  }

  private async viewsOf(batches: readonly Batch[]): Promise<Map<string, PublicBatchView>> {
    const { reader } = this.database;
    const ids = batches.map(({ id }) => id);
    const programs = await reader.findBy(Program, { id: In(batches.map(({ programId }) => programId)) });
    const quotas = await reader.find(Quota, { where: { batchId: In(ids) }, order: { id: 'ASC' } });
    const sessions = await reader.find(Session, { where: { batchId: In(ids) }, order: { startsAt: 'ASC' } });
    const now = this.clock.now();
    return new Map(
      batches.flatMap((batch): [string, PublicBatchView][] => {
        const program = programs.find(({ id }) => id === batch.programId);
        if (program === undefined) return [];
        const own = { program, quotas: quotas.filter(({ batchId }) => batchId === batch.id) };
        const days = sessions.filter(({ batchId }) => batchId === batch.id);
        return [[batch.id, publicBatchJson(batch, { ...own, sessions: days }, now)]];
      }),
    );
  }

  private async partnersOf(programId: string): Promise<string[]> {
    const partners = await this.database.reader
      .createQueryBuilder(Partner, 'partner')
      .innerJoin(ProgramPartner, 'link', 'link.partnerId = partner.id')
      .where('link.programId = :programId', { programId })
      .orderBy('partner.id', 'ASC')
      .getMany();
    return partners.map(({ name }) => name);
  }
}

/** Every word stands in title, theme, description, venue or address, in any case. */
function matching(query: SelectQueryBuilder<Batch>, q: string): void {
  const columns = [
    'program.title',
    "COALESCE(program.theme, '')",
    "COALESCE(program.description, '')",
    'batch.venueName',
    'batch.venueAddress',
  ];
  const words = q
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  for (const [index, word] of words.entries()) {
    const part = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    const places = columns.map((column) => `LOWER(${column}) LIKE :word${index} ESCAPE '\\'`);
    query.andWhere(`(${places.join(' OR ')})`, { [`word${index}`]: part });
  }
}

function lastingSessions(batch: SelectQueryBuilder<Batch>): string {
  return batch
    .subQuery()
    .select('1')
    .from(Session, 'session')
    .where('session.batchId = batch.id AND session.endsAt > :now')
    .getQuery();
}

function viewOf(views: ReadonlyMap<string, PublicBatchView>, batch: Batch): PublicBatchView {
  const found = views.get(batch.id);
  if (found === undefined) throw new Error(`Batch ${batch.id} has no program.`);
  return found;
}
