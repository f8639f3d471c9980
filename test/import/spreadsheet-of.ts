import ExcelJS from 'exceljs';
import { registrationOf } from '../factories/invented-person.mjs';

export type SheetPerson = Record<string, string | number | Date>;

export const importHeader = [
  'No',
  'Nama Lengkap',
  'NIK',
  'Jenis Kelamin',
  'Tanggal Lahir',
  'No. HP',
  'Email',
  'Kab/Kota',
  'Jenis Peserta',
  'Nama Usaha',
  'NIB',
];

/** An invented person as a district would list her. */
export function sheetPerson(number: number): SheetPerson {
  const { participant } = registrationOf(number) as { participant: Record<string, string> };
  const [year, month, day] = (participant.birthDate ?? '').split('-').map(Number);
  return {
    No: number,
    'Nama Lengkap': participant.name ?? '',
    NIK: participant.nik ?? '',
    'Jenis Kelamin': 'P',
    'Tanggal Lahir': new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day)),
    'No. HP': participant.phone ?? '',
    Email: number % 2 === 0 ? (participant.email ?? '') : '',
    'Kab/Kota': 'Kota Banjarmasin',
    'Jenis Peserta': 'UMKM',
    'Nama Usaha': `Kue Lam ${number}`,
    NIB: '',
  };
}

export async function workbookOf(people: readonly SheetPerson[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('Peserta');
  sheet.addRow(['DAFTAR CALON PESERTA DIKLAT']);
  sheet.addRow(importHeader);
  for (const person of people) sheet.addRow(importHeader.map((heading) => person[heading] ?? ''));
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** 37 faults of 12 kinds, one in a row, by what it changes in a person; the codes beside. */
export const faultsOfKinds: readonly {
  readonly code: string;
  readonly heading: string;
  readonly times: number;
  readonly change: (person: SheetPerson) => SheetPerson;
}[] = [
  { code: 'required', heading: 'Nama Lengkap', times: 4, change: (one) => ({ ...one, 'Nama Lengkap': '' }) },
  {
    code: 'nik_length',
    heading: 'NIK',
    times: 4,
    change: (one) => ({ ...one, NIK: String(one.NIK).slice(0, 15) }),
  },
  { code: 'nik_placeholder', heading: 'NIK', times: 3, change: (one) => ({ ...one, NIK: '1111111111111111' }) },
  { code: 'number_lost_digits', heading: 'NIK', times: 5, change: (one) => ({ ...one, NIK: Number(one.NIK) }) },
  {
    code: 'gender_unreadable',
    heading: 'Jenis Kelamin',
    times: 3,
    change: (one) => ({ ...one, 'Jenis Kelamin': '?' }),
  },
  {
    code: 'day_unreadable',
    heading: 'Tanggal Lahir',
    times: 3,
    change: (one) => ({ ...one, 'Tanggal Lahir': '31 Feb' }),
  },
  { code: 'phone_not_mobile', heading: 'No. HP', times: 3, change: (one) => ({ ...one, 'No. HP': '05113352000' }) },
  { code: 'email', heading: 'Email', times: 2, change: (one) => ({ ...one, Email: 'siti@' }) },
  { code: 'regency_unreadable', heading: 'Kab/Kota', times: 3, change: (one) => ({ ...one, 'Kab/Kota': 'Atlantis' }) },
  {
    code: 'kind_unreadable',
    heading: 'Jenis Peserta',
    times: 3,
    change: (one) => ({ ...one, 'Jenis Peserta': 'PNS' }),
  },
  { code: 'cell_error', heading: 'Nama Usaha', times: 2, change: (one) => ({ ...one, 'Nama Usaha': '#REF!' }) },
  { code: 'nib_length', heading: 'NIB', times: 2, change: (one) => ({ ...one, NIB: '123' }) },
];

export interface Faulty {
  readonly row: number;
  readonly column: string;
  readonly code: string;
}

/** `count` people of whom some rows are faulty, spread over all of them. */
export function peopleWithFaults(count: number): { readonly people: SheetPerson[]; readonly faulty: Faulty[] } {
  const people = Array.from({ length: count }, (_, index) => sheetPerson(index + 1));
  const wanted = faultsOfKinds.flatMap((kind) => Array.from({ length: kind.times }, () => kind));
  const step = Math.floor(count / wanted.length);
  const faulty = wanted.map(({ code, heading, change }, index) => {
    const at = index * step + 3;
    people[at] = change(people[at] ?? {});
    return { row: at + 3, column: String.fromCharCode(65 + importHeader.indexOf(heading)), code };
  });
  return { people, faulty };
}
