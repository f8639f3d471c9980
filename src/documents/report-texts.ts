import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { templatesFolder } from '../http/templates-folder.js';
import type { Locale } from '../kernel/locale.js';
import type { AttendanceReportView, ReportGroup, ReportMark, ReportRegion } from './attendance-report.view.js';

type Words<K extends string> = Readonly<Record<K, string>>;

/** The fixed words of an attendance report; the same in mail, PDF, workbook and CSV. */
export interface ReportTexts {
  readonly title: string;
  readonly correctionTitle: string;
  readonly replaces: string;
  readonly head: Words<'program' | 'kind' | 'theme' | 'batch' | 'partners' | 'dates' | 'venue' | 'fiscalYear' | 'asOf'>;
  readonly kinds: Words<AttendanceReportView['program']['kind']>;
  readonly totals: string;
  readonly rows: Words<keyof AttendanceReportView['totals']>;
  readonly columns: Words<
    | 'no'
    | 'item'
    | 'male'
    | 'female'
    | 'unknown'
    | 'total'
    | 'code'
    | 'region'
    | 'group'
    | 'session'
    | 'date'
    | 'time'
    | 'lessonHours'
    | 'name'
    | 'gender'
    | 'enterprise'
    | 'percentage'
    | 'remark'
  >;
  readonly marks: Words<ReportMark>;
  readonly letters: Words<ReportMark>;
  readonly genders: Words<'male' | 'female'>;
  readonly bySession: string;
  readonly byRegion: string;
  readonly byGroup: string;
  readonly participants: string;
  readonly regions: Words<'outside' | 'unknown'>;
  readonly groups: Words<ReportGroup['kind']>;
  readonly qualified: string;
  readonly notQualified: string;
  readonly legend: string;
  readonly page: string;
  readonly notice: string;
  readonly sheets: Words<'summary' | 'regions' | 'sessions' | 'participants'>;
}

export const reportTexts = JSON.parse(
  readFileSync(join(templatesFolder, 'documents', 'report-texts.json'), 'utf8'),
) as Readonly<Record<Locale, ReportTexts>>;

export function reportTitle({ locale, correction }: AttendanceReportView): string {
  const texts = reportTexts[locale];
  return correction === 0 ? texts.title : texts.correctionTitle.replace('{n}', String(correction));
}

export function regionName({ kind, name }: ReportRegion, texts: ReportTexts): string {
  return kind === 'regency' ? name : texts.regions[kind];
}

/** Label and value of each line of the report's head; what is empty is left out. */
export function headLines(view: AttendanceReportView): [string, string][] {
  const { head, kinds } = reportTexts[view.locale];
  const lines: [string, string | null][] = [
    [head.program, view.program.title],
    [head.kind, kinds[view.program.kind]],
    [head.theme, view.program.theme],
    [head.batch, view.batch],
    [head.partners, view.partners.join(', ')],
    [head.dates, view.dates],
    [head.venue, view.venue],
    [head.fiscalYear, String(view.program.fiscalYear)],
    [head.asOf, view.asOf],
  ];
  return lines.flatMap(([label, value]) => (value === null || value === '' ? [] : [[label, value]]));
}

export const totalRows = ['registered', 'confirmed', 'attended', 'qualified', 'neverAttended'] as const;
export const markColumns = ['present', 'late', 'excused', 'sick', 'absent', 'none'] as const;
export const groupColumns = ['registered', 'confirmed', 'attended', 'qualified'] as const;

/** The sum of each column over all rows. */
export function columnSums<K extends string>(
  rows: readonly Readonly<Record<K, number>>[],
  columns: readonly K[],
): number[] {
  return columns.map((column) => rows.reduce((sum, row) => sum + row[column], 0));
}
