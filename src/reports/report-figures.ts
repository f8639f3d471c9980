import type { AttendanceReportView, GenderCount } from '../documents/attendance-report.view.js';
import type { BarChartPlan } from '../documents/bar-chart.js';
import {
  columnSums,
  groupColumns,
  headLines,
  markColumns,
  regionName,
  reportTexts,
  totalRows,
} from '../documents/report-texts.js';
import { figure, type Figure } from './figure.js';

/** Says a text of `partner.json` in the language of the report. */
export type PartnerText = (key: string, params?: Readonly<Record<string, string | number>>) => string;

/** A live report as partners see it on a page, and organisers before they send it. Names stand in the files only. */
export interface ReportPage {
  readonly asOf: string;
  /** Without title and time, which stand above. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly figures: readonly Figure[];
}

export function reportPage(view: AttendanceReportView, text: PartnerText): ReportPage {
  const { program, asOf } = reportTexts[view.locale].head;
  const inTitle = [program, asOf];
  const facts = headLines(view).flatMap(([label, value]) => (inTitle.includes(label) ? [] : [{ label, value }]));
  const sessions = view.sessions.length === 0 ? [] : [bySession(view, text)];
  return {
    asOf: view.asOf,
    facts,
    figures: [totals(view, text), ...sessions, byRegion(view, text), byGroup(view, text)],
  };
}

const genders = ['male', 'female', 'unknown'] as const;

function totals({ locale, totals: counts }: AttendanceReportView, text: PartnerText): Figure {
  const { rows, columns, totals: title } = reportTexts[locale];
  const numbers = ({ total, ...byGender }: GenderCount) => [...genders.map((gender) => byGender[gender]), total];
  return figure({
    id: 'totals',
    title,
    columns: [columns.item, ...genders.map((gender) => text(gender)), columns.total],
    rows: totalRows.map((row) => ({ header: rows[row], numbers: numbers(counts[row]) })),
    chart: {
      description: text('chart_genders'),
      series: presenceSeries(text),
      bars: genders.map((gender) => presence(text(gender), counts.attended[gender], counts.confirmed[gender])),
    },
  });
}

/** Those who attended, then the rest of those who were confirmed. */
function presence(label: string, attended: number, confirmed: number) {
  return { label, parts: [attended, confirmed - attended], text: `${attended} / ${confirmed}` };
}

function presenceSeries(text: PartnerText): BarChartPlan['series'] {
  return [
    { tone: 'full', text: text('legend_attended') },
    { tone: 'open', text: text('legend_confirmed') },
  ];
}

function bySession({ locale, sessions }: AttendanceReportView, text: PartnerText): Figure {
  const { marks, columns, bySession: title } = reportTexts[locale];
  return figure({
    id: 'by-session',
    title,
    columns: [columns.session, ...markColumns.map((mark) => marks[mark])],
    rows: sessions.map((session) => ({
      header: session.title,
      note: `${session.date}, ${session.time}`,
      numbers: markColumns.map((mark) => session[mark]),
    })),
    chart: {
      description: text('chart_sessions'),
      series: [
        { tone: 'full', text: marks.present },
        { tone: 'second', text: marks.late },
        { tone: 'open', text: text('legend_not_there') },
      ],
      bars: sessions.map((session, index) => {
        const { present, late, excused, sick, absent, none } = session;
        const rest = excused + sick + absent + none;
        const there = `${present + late} / ${present + late + rest}`;
        return { label: `${index + 1}. ${session.title}`, parts: [present, late, rest], text: there };
      }),
    },
  });
}

function byRegion({ locale, regions }: AttendanceReportView, text: PartnerText): Figure {
  const texts = reportTexts[locale];
  const rows = regions.map((region) => ({
    header: regionName(region, texts),
    numbers: groupColumns.map((column) => region[column]),
  }));
  return figure({
    id: 'by-region',
    title: texts.byRegion,
    columns: [texts.columns.region, ...groupColumns.map((column) => texts.rows[column])],
    rows: [...rows, { header: texts.columns.total, numbers: columnSums(regions, groupColumns) }],
    chart: {
      description: text('chart_regions'),
      series: presenceSeries(text),
      bars: regions.map((region) => presence(regionName(region, texts), region.attended, region.confirmed)),
    },
  });
}

function byGroup({ locale, groups }: AttendanceReportView, text: PartnerText): Figure {
  const texts = reportTexts[locale];
  return figure({
    id: 'by-group',
    title: texts.byGroup,
    columns: [texts.columns.group, ...groupColumns.map((column) => texts.rows[column])],
    rows: groups.map((group) => ({
      header: texts.groups[group.kind],
      numbers: groupColumns.map((column) => group[column]),
    })),
    chart: {
      description: text('chart_groups'),
      series: presenceSeries(text),
      bars: groups.map((group) => presence(texts.groups[group.kind], group.attended, group.confirmed)),
    },
  });
}
