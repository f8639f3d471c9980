import { Controller, Get, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  SignInSheet,
  sheetFillings,
  sheetReaders,
  type SheetAsked,
  type SheetFile,
} from '../../attendance/sign-in-sheet.js';
import { sheetScopes } from '../../attendance/sign-in-sheet.rules.js';
import { sheetPapers } from '../../documents/sign-in-sheet-pdf.js';
import { formField, type FieldPlan } from '../../http/form-fields.js';
import { IdParam } from '../../http/id-param.js';
import { hasRole } from '../../identity/actor.js';
import { formatDay } from '../../kernel/date-texts.js';
import { isDay } from '../../kernel/dates.js';
import { DayMatrix } from '../../attendance/day-matrix.js';
import { BatchFrame, batchHref } from '../batch-frame.js';
import { ConsolePages } from '../console-pages.js';
import { Visitor, type Visit } from '../visit.js';

/** Daftar hadir, ready to print: of a session by one link, of days and of others than participants by a form. */
@ApiExcludeController()
@Controller('console')
export class SignInSheetsPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly frame: BatchFrame,
    private readonly matrix: DayMatrix,
    private readonly sheet: SignInSheet,
  ) {}

  @Get('sesi/:id/daftar-hadir')
  async ofSession(@Visitor('attendant') visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    await hand(visit, await this.sheet.run(visit.actor, id));
  }

  @Get('angkatan/:id/presensi/daftar-hadir')
  async choose(@Visitor('attendant') visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    const batch = await this.frame.batch(visit, id);
    const { days } = await this.matrix.day(visit.actor, id, {});
    const path = batchHref(id, '/presensi/daftar-hadir');
    const view = {
      action: `${path}/pdf`,
      backHref: batchHref(id, '/presensi'),
      none: days.length === 0,
      fields: this.plans(visit, days).map((plan) => formField(plan, this.preset(visit, plan, days), null)),
    };
    await this.frame.show(visit, batch, 'sign-in-sheets', { tab: 'attendance', view });
  }

  @Get('angkatan/:id/presensi/daftar-hadir/pdf')
  async make(@Visitor('attendant') visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    await hand(visit, await this.sheet.ofBatch(visit.actor, id, askedIn(visit)));
  }

  private preset({ query }: Visit, { name }: FieldPlan, days: readonly string[]): string {
    const first = { readers: 'participants', scope: 'day', filling: 'names', paper: 'a4' }[name];
    const day = days.find((one) => one === query.hari) ?? '';
    return name === 'day' ? day : (first ?? '');
  }

  private plans(visit: Visit, days: readonly string[]): FieldPlan[] {
    const text = (key: string) => this.pages.text(visit, `attendance:${key}`);
    const words = (list: readonly string[], prefix: string) =>
      list.map((word) => [word, text(`${prefix}${word}`)] as const);
    const dayItems = days.map((day) => [day, formatDay(day, visit.locale)] as const);
    return [
      { name: 'readers', label: text('sheet_for'), required: true, choices: words(sheetReaders, 'sheet_for_') },
      { name: 'scope', label: text('sheet_of'), required: true, choices: words(sheetScopes, 'sheet_scope_') },
      { name: 'day', label: text('sheet_day'), filter: true, required: true, groups: [{ group: '', items: dayItems }] },
      { name: 'filling', label: text('sheet_fill'), required: true, choices: words(sheetFillings, 'sheet_fill_') },
      { name: 'paper', label: text('sheet_paper'), required: true, choices: words(sheetPapers, 'sheet_paper_') },
      ...(hasRole(visit.actor, 'organizer')
        ? [{ name: 'phones', label: text('sheet_phone'), checks: [['ya', text('sheet_phone_print')] as const] }]
        : []),
    ];
  }
}

/** What the address asks for; anything it does not say, or says wrongly, is the usual. */
function askedIn({ query }: Visit): SheetAsked {
  const one = <W extends string>(words: readonly W[], word: string | undefined, usual: W): W =>
    words.find((known) => known === word) ?? usual;
  return {
    readers: one(sheetReaders, query.readers, 'participants'),
    scope: one(sheetScopes, query.scope, 'day'),
    filling: one(sheetFillings, query.filling, 'names'),
    paper: one(sheetPapers, query.paper, 'a4'),
    phones: query.phones === 'ya',
    ...(query.day !== undefined && isDay(query.day) ? { day: query.day } : {}),
  };
}

async function hand({ reply }: Visit, { filename, content }: SheetFile): Promise<void> {
  await reply
    .type('application/pdf')
    .header('content-disposition', `inline; filename="${filename}"`)
    .header('cache-control', 'no-store')
    .send(content);
}
