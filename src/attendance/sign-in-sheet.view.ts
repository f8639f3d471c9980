import type { SheetColumnView, SheetRow, SignInSheetView } from '../documents/sign-in-sheet-pdf.js';
import { formatDay, formatDayRange, formatLongDay, formatTimeRange } from '../kernel/date-texts.js';
import { dayIn } from '../kernel/dates.js';
import { romanNumeral } from '../kernel/numbers.js';
import { displayPhone } from '../kernel/phone.js';
import { regions } from '../kernel/regions.js';
import type { Batch } from '../programs/batch.entity.js';
import type { Program } from '../programs/program.entity.js';
import type { Trainer } from '../programs/trainer.entity.js';
import { countsAsAttended } from './attendance.rules.js';
import type { SheetPerson } from './sheet-people.js';
import { markText, type SheetColumn, type SheetPlan, type SheetSession } from './sign-in-sheet.rules.js';

export interface TaughtSession extends SheetSession {
  readonly title: string;
  readonly room: string | null;
  readonly trainers: readonly Pick<Trainer, 'name' | 'organization'>[];
}

export interface SheetContent {
  readonly readers: 'participants' | 'trainers' | 'committee';
  readonly filling: 'names' | 'marks' | 'blank';
  readonly phones: boolean;
  readonly batch: Batch;
  readonly program: Program;
  readonly people: readonly SheetPerson[];
}

type Plan = SheetPlan<TaughtSession>;
type Fact = readonly [string, string];

const dots = '………………………';
const roles = {
  owner: 'Pemilik usaha',
  board: 'Pengurus',
  supervisor: 'Pengawas',
  manager: 'Pengelola',
  member: 'Anggota',
  employee: 'Karyawan',
  aspiring: 'Calon wirausaha',
} as const;
const blankRows = { participants: 5, trainers: 3, committee: 10 } as const;
const wholeBlankRows = 25;
const titles = { participants: 'PESERTA', trainers: 'NARASUMBER', committee: 'PANITIA' } as const;

/** One sheet as offices lay it out: what, when and where above; who signs below. Always in Indonesian. */
export function signInSheet(plan: Plan, content: SheetContent): SignInSheetView {
  const { program, batch, readers } = content;
  const last = plan.sessions.at(-1);
  const signatures = readers === 'trainers' ? ['Tanda tangan'] : plan.columns.map(({ heading }) => heading);
  return {
    title: `DAFTAR HADIR ${titles[readers]}`,
    event: `${program.title} – Angkatan ${romanNumeral(batch.number)}`.toUpperCase(),
    facts: factsOf(plan, content),
    columns: columnsOf(content),
    signatures,
    rows: rowsOf(plan, content),
    blankRows: content.filling === 'blank' && readers === 'participants' ? wholeBlankRows : blankRows[readers],
    sum: sumOf(plan, content),
    shortDate: last === undefined ? dots : formatDay(dayIn(batch.timeZone, last.startsAt), 'id'),
    signer: readers === 'committee' ? 'Ketua Panitia / PPTK,' : 'Panitia / PPTK,',
  };
}

function factsOf({ sessions }: Plan, content: SheetContent): SignInSheetView['facts'] {
  const { batch } = content;
  const [first, last] = [sessions[0], sessions.at(-1)];
  if (first === undefined || last === undefined) return { left: [], right: [] };
  const [firstDay, lastDay] = [dayIn(batch.timeZone, first.startsAt), dayIn(batch.timeZone, last.startsAt)];
  const rooms = [...new Set(sessions.flatMap(({ room }) => room ?? []))];
  const place = [...rooms, batch.venueName, regions.regency(batch.venueRegencyCode)?.name].filter(Boolean).join(', ');
  const oneDay = firstDay === lastDay;
  const date = oneDay ? formatLongDay(firstDay, 'id') : formatDayRange(firstDay, lastDay, 'id');
  const what = oneDay ? whatOfDay(sessions, content) : [];
  return {
    left: [
      ['Hari, tanggal', date],
      ['Tempat', place],
    ],
    right: [...what, ...whoOf(sessions, content)],
  };
}

function whatOfDay(sessions: readonly TaughtSession[], { batch, program }: SheetContent): Fact[] {
  const starts = new Date(Math.min(...sessions.map(({ startsAt }) => startsAt.getTime())));
  const ends = new Date(Math.max(...sessions.map(({ endsAt }) => endsAt.getTime())));
  const topics = [...new Set(sessions.map(({ title }) => title))].join('; ');
  return [
    ['Waktu', formatTimeRange(starts, ends, { locale: 'id', zone: batch.timeZone })],
    [program.kind === 'dialog' ? 'Agenda' : 'Materi', topics],
  ];
}

/** Who speaks; of a meeting also who leads it, and how many are expected. */
function whoOf(sessions: readonly TaughtSession[], { program, people, readers }: SheetContent): Fact[] {
  const names = [...new Set(sessions.flatMap(({ trainers }) => trainers.map(({ name }) => name)))];
  const trainers: Fact = ['Narasumber', names.length === 0 ? dots : names.join('; ')];
  const forParticipants = readers === 'participants';
  const meeting: Fact[] = program.kind === 'dialog' ? [['Moderator', dots]] : [];
  const expected: Fact[] = meeting.length > 0 && forParticipants ? [['Total peserta', `${people.length} orang`]] : [];
  return [...(forParticipants ? [trainers] : []), ...meeting, ...expected];
}

const phone: SheetColumnView = { heading: 'No. HP/WA', width: 66, fixed: true };

function columnsOf({ readers, program }: SheetContent): SheetColumnView[] {
  if (readers === 'trainers') {
    return [
      { heading: 'Nama', width: 112 },
      { heading: 'Instansi', width: 82 },
      { heading: 'Materi, waktu', width: 100 },
      phone,
    ];
  }
  if (readers === 'committee') {
    return [
      { heading: 'Nama', width: 116, fixed: true },
      { heading: 'Jabatan dalam panitia', width: 100, fixed: true },
      { heading: 'NIP', width: 80 },
    ];
  }
  if (program.kind === 'dialog') {
    return [
      { heading: 'Nama', width: 112 },
      { heading: 'Jabatan', width: 62 },
      { heading: 'Instansi/usaha', width: 92 },
      phone,
    ];
  }
  return [
    { heading: 'Nama', width: 96 },
    { heading: 'L/P', width: 18, align: 'center' },
    { heading: 'Usaha/koperasi', width: 74 },
    { heading: 'Kab./kota', width: 60 },
    phone,
  ];
}

function rowsOf({ sessions, columns }: Plan, content: SheetContent): SheetRow[] {
  if (content.filling === 'blank' || content.readers === 'committee') return [];
  if (content.readers === 'trainers') return sessions.flatMap((session) => trainersOf(session, content.batch.timeZone));
  return content.people.map((person) => ({
    cells: cellsOf(person, content),
    signed: columns.map((column) => (content.filling === 'marks' ? markedText(person, column) : '')),
  }));
}

function trainersOf({ title, startsAt, endsAt, trainers }: TaughtSession, zone: string): SheetRow[] {
  const time = formatTimeRange(startsAt, endsAt, { locale: 'id', zone });
  return trainers.map(({ name, organization }) => ({
    cells: [name, organization ?? '', `${title}, ${time}`, ''],
    signed: [''],
  }));
}

function cellsOf(person: SheetPerson, { program, phones }: SheetContent): string[] {
  const number = phones ? displayPhone(person.phone) : '';
  const { name, gender, enterprise, regency, role } = person;
  if (program.kind === 'dialog') return [name, role === null ? '' : roles[role], enterprise ?? '', number];
  const letter = gender === null ? '' : { male: 'L', female: 'P' }[gender];
  return [name, letter, enterprise ?? '', regency ?? '', number];
}

function markedText({ marks }: SheetPerson, { sessions }: SheetColumn<TaughtSession>): string {
  const text = markText(sessions.map(({ id }) => marks.get(id)));
  return text === '' ? '–' : text;
}

function sumOf({ sessions }: Plan, { readers, filling, people }: SheetContent): string {
  if (readers !== 'participants') return 'Jumlah hadir: ……… orang';
  if (filling !== 'marks') return 'Jumlah hadir: ……… orang (L: ……… P: ………)';
  const there = people.filter(({ marks }) =>
    sessions.some(({ id }) => {
      const mark = marks.get(id);
      return mark !== undefined && countsAsAttended(mark);
    }),
  );
  const count = (gender: string) => there.filter((person) => person.gender === gender).length;
  return `Jumlah hadir: ${there.length} orang (L: ${count('male')} P: ${count('female')})`;
}
