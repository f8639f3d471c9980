import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { formField } from '../../http/form-fields.js';
import { isDay, startOfDay } from '../../kernel/dates.js';
import { defaultZone } from '../../programs/create-batch.js';
import { ConsolePages } from '../console-pages.js';
import { settingsTabs } from '../settings-tabs.js';
import { pageIn, Visitor, type Visit } from '../visit.js';
import { auditCsv } from './audit-csv.js';
import { AuditLines } from './audit-lines.js';
import { AuditTrailQueries, type AuditFilter } from './audit-trail.queries.js';

const path = '/console/pengaturan/jejak';
const perPage = 50;
/** A file holds at most so many entries, the latest; a narrower question gets the others. */
const mostInFile = 20_000;
const perRead = 500;
const dayHours = 24 * 3_600_000;
const filters = ['orang', 'jenis', 'angkatan', 'hari'] as const;
const types = [
  ...['registration', 'attendance', 'certificate', 'attendance_report', 'batch', 'session', 'program', 'partner'],
  ...['trainer', 'user', 'office', 'participant', 'email_message', 'signatory'],
] as const;

/** Who did what, when, and from what to what. */
@ApiExcludeController()
@Controller('console/pengaturan/jejak')
export class AuditPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly trail: AuditTrailQueries,
    private readonly lines: AuditLines,
  ) {}

  @Get()
  async list(@Visitor('administrator') visit: Visit): Promise<void> {
    const { items, next } = await this.trail.list(visit.actor, filterIn(visit), pageIn(visit, perPage));
    const asked = Object.fromEntries(filters.flatMap((name) => (visit.query[name] ? [[name, visit.query[name]]] : [])));
    const href = (at: string, more: Readonly<Record<string, string>> = {}) =>
      `${at}?${new URLSearchParams({ ...asked, ...more }).toString()}`;
    await this.pages.show(visit, 'audit', {
      section: 'settings',
      path,
      title: this.pages.text(visit, 'section_settings'),
      tabs: settingsTabs(visit, this.pages, 'audit'),
      fields: await this.fields(visit),
      batch: visit.query.angkatan ?? null,
      narrowed: Object.keys(asked).length > 0,
      clearHref: path,
      fileHref: href(`${path}/unduh`),
      entries: await this.lines.of(visit, items),
      next: next === null ? null : href(path, { after: next }),
    });
  }

  /** The same entries as CSV, as Indonesian spreadsheets read it. */
  @Get('unduh')
  async file(@Visitor('administrator') visit: Visit): Promise<void> {
    const lines: Awaited<ReturnType<AuditLines['of']>>[] = [];
    let after: string | undefined;
    for (let read = 0; read < mostInFile; read += perRead) {
      const page = { limit: perRead, ...(after === undefined ? {} : { after }) };
      const { items, next } = await this.trail.list(visit.actor, filterIn(visit), page);
      lines.push(await this.lines.of(visit, items));
      if (next === null) break;
      after = next;
    }
    const heads = ['when', 'who', 'what', 'about', 'changes'].map((word) => this.pages.text(visit, `audit:${word}`));
    await visit.reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${this.pages.text(visit, 'audit:filename')}.csv"`)
      .header('cache-control', 'no-store')
      .send(auditCsv(heads, lines.flat()));
  }

  private async fields(visit: Visit) {
    const text = (key: string) => this.pages.text(visit, `audit:${key}`);
    const people = (await this.trail.users(visit.actor)).map(({ id, name }): [string, string] => [id, name]);
    const others = (['participant', 'system'] as const).map((who): [string, string] => [who, text(`actor_${who}`)]);
    const kinds = types.map((type): [string, string] => [type, text(`type_${type}`)]);
    const list = (name: string, items: readonly [string, string][]) =>
      formField(
        { name, label: text(`f_${name}`), filter: true, required: true, groups: [{ group: '', items }] },
        visit.query[name] ?? '',
        null,
      );
    const day = { name: 'hari', label: text('f_hari'), type: 'date', filter: true, required: true };
    return [list('orang', [...people, ...others]), list('jenis', kinds), formField(day, visit.query.hari ?? '', null)];
  }
}

/** What is not understood narrows nothing. */
function filterIn({ query: { orang, jenis, angkatan, hari } }: Visit): AuditFilter {
  const from = hari !== undefined && isDay(hari) ? startOfDay(defaultZone, hari) : null;
  return {
    ...(orang === undefined ? {} : { who: orang }),
    ...(jenis === undefined ? {} : { type: jenis }),
    ...(isUUID(angkatan) ? { batchId: String(angkatan) } : {}),
    ...(from === null ? {} : { day: [from, new Date(from.getTime() + dayHours)] as const }),
  };
}
