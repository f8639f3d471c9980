import type { Content, TableCell } from 'pdfmake/interfaces.js';
import type { Locale } from '../kernel/locale.js';
import type { AttendanceReportView, ReportParticipant } from './attendance-report.view.js';
import { number, table, type Column } from './report-pdf-table.js';
import type { ReportTexts } from './report-texts.js';

/** In points: between the margins of a landscape page; around each cell; of the columns that never change. */
const pageRoom = 745;
const padding = 4;
const fixed = { no: 20, gender: 22, percentage: 44, remark: 70 };
const roomForMarks = 320;
const widestMark = 18;
const narrowestMark = 4;

/** The list of participants on landscape pages of its own, with one column for each session. */
export function participantList(view: AttendanceReportView, texts: ReportTexts): Content[] {
  const widths = widthsFor(view.sessions.length);
  const rows = view.participants.map((one, index) => row(one, index + 1, view.locale, texts));
  const list = table(columns(view.sessions.length, widths, texts), rows, 'dense');
  return [
    { text: texts.participants, style: 'section', pageBreak: 'before', pageOrientation: 'landscape' },
    { text: texts.legend, style: 'quiet', margin: [0, 0, 0, 5] },
    { ...list, fontSize: widths.mark < 9 ? 6.5 : 9 },
  ];
}

/** The more sessions, the narrower their columns; what they leave is shared among the words. */
function widthsFor(sessions: number) {
  const mark = Math.max(narrowestMark, Math.min(widestMark, roomForMarks / Math.max(1, sessions) - padding));
  const { no, gender, percentage, remark } = fixed;
  const taken = no + gender + percentage + remark + 7 * padding + sessions * (mark + padding);
  const words = pageRoom - taken;
  return { mark, name: words * 0.38, enterprise: words * 0.35, region: words * 0.27 };
}

function columns(sessions: number, widths: ReturnType<typeof widthsFor>, texts: ReportTexts): Column[] {
  const { no, name, gender, enterprise, region, percentage, remark } = texts.columns;
  const marks = Array.from({ length: sessions }, (_, index): Column => {
    return { heading: String(index + 1), width: widths.mark, align: 'center' };
  });
  return [
    { heading: no, width: fixed.no, align: 'right' },
    { heading: name, width: widths.name },
    { heading: gender, width: fixed.gender, align: 'center' },
    { heading: enterprise, width: widths.enterprise },
    { heading: region, width: widths.region },
    ...marks,
    { heading: percentage, width: fixed.percentage, align: 'right' },
    { heading: remark, width: fixed.remark, align: 'center' },
  ];
}

function row(one: ReportParticipant, position: number, locale: Locale, texts: ReportTexts): TableCell[] {
  return [
    number(position),
    one.name,
    { text: one.gender === null ? '' : texts.genders[one.gender], alignment: 'center' },
    one.enterprise ?? '',
    one.regency ?? '',
    ...one.marks.map((mark): TableCell => ({ text: texts.letters[mark], alignment: 'center' })),
    { text: new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(one.percentage), alignment: 'right' },
    { text: one.qualified ? texts.qualified : '', alignment: 'center' },
  ];
}
