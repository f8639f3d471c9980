import type { FieldError } from '../../kernel/problems.js';
import {
  digits,
  given,
  hasLostDigits,
  isCooperativeName,
  isErrorCell,
  readDay,
  readGender,
  readKind,
  readRole,
  readScale,
  type CellReading,
} from './import-cells.rules.js';
import type { ColumnMapping, ImportField, ImportKind } from './import-columns.rules.js';
import { readRegency } from './import-regency.rules.js';

/** The name of each field in the body of a registration. */
export const bodyFields: Readonly<Record<ImportField, string>> = {
  name: 'participant.name',
  nik: 'participant.nik',
  gender: 'participant.gender',
  birthDate: 'participant.birthDate',
  phone: 'participant.phone',
  email: 'participant.email',
  regency: 'participant.regencyCode',
  address: 'participant.address',
  kind: 'enterprise.kind',
  enterprise: 'enterprise.name',
  nib: 'enterprise.nib',
  cooperativeNumber: 'enterprise.cooperativeNumber',
  sector: 'enterprise.sector',
  scale: 'enterprise.scale',
  role: 'role',
};

/** The field of a spreadsheet that a fault of the body is about; null for the row as a whole. */
export function importFieldOf(bodyField: string): ImportField | null {
  if (bodyField === 'enterprise') return 'enterprise';
  const [found] = Object.entries(bodyFields).find(([, name]) => name === bodyField) ?? [];
  return (found as ImportField | undefined) ?? null;
}

export interface RowReading {
  /** In the shape of a registration's body: texts for its own rules to judge. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Of cells whose meaning nobody can tell. */
  readonly faults: readonly FieldError[];
}

/** A row as the registration that it means. `homeProvince` decides which of two kabupaten of one name is meant. */
export function readRow(cells: readonly string[], mapping: ColumnMapping, homeProvince: string): RowReading {
  const text = textsOf(cells, mapping);
  const faults = numberFaults(text);
  const taken = <T extends string>(field: ImportField, reading: CellReading<T>): T | undefined => {
    if (reading === undefined) return undefined;
    if ('value' in reading) return reading.value;
    faults.push({ field: bodyFields[field], code: isErrorCell(text(field)) ? 'cell_error' : reading.code });
    return undefined;
  };
  const regencyCode = taken('regency', readRegency(text('regency'), homeProvince)) ?? mapping.defaults.regencyCode;
  const role = taken('role', readRole(text('role')));
  const kind = taken('kind', readKind(text('kind'))) ?? mapping.defaults.kind ?? kindOf(text, role);
  const scale = taken('scale', readScale(text('scale')));
  const participant = stripped({
    ...{ name: text('name'), nik: digits(text('nik')), phone: digits(text('phone')), email: text('email') },
    ...{
      gender: taken('gender', readGender(text('gender'))),
      birthDate: taken('birthDate', readDay(text('birthDate'))),
    },
    ...{ regencyCode, address: text('address') },
  });
  const enterprise = stripped({
    ...{ kind, name: text('enterprise'), nib: digits(text('nib')), cooperativeNumber: text('cooperativeNumber') },
    ...{ sector: text('sector'), scale },
  });
  const business = kind === 'umkm' || kind === 'cooperative' ? { enterprise } : {};
  return { body: { participant, ...business, ...stripped({ role: roleOf(kind, role) }) }, faults };
}

type Texts = (field: ImportField) => string;

function textsOf(cells: readonly string[], { columns }: ColumnMapping): Texts {
  return (field) => {
    const column = columns[field];
    return column === undefined ? '' : given(cells[column]);
  };
}

const readAsNumbers = ['nik', 'phone', 'nib'] as const;
const plainTexts = ['name', 'email', 'address', 'enterprise', 'cooperativeNumber', 'sector'] as const;

/** Numbers that lost digits, and what a spreadsheet shows where a formula failed. */
function numberFaults(text: Texts): FieldError[] {
  const lost = readAsNumbers.filter((field) => hasLostDigits(text(field)));
  const broken = [...readAsNumbers, ...plainTexts].filter((field) => isErrorCell(text(field)));
  return [
    ...lost.map((field) => ({ field: bodyFields[field], code: 'number_lost_digits' })),
    ...broken.map((field) => ({ field: bodyFields[field], code: 'cell_error' })),
  ];
}

/** What a row without a word about it is: by role and name a cooperative's, with any enterprise an UMKM's. */
function kindOf(text: Texts, role: string | undefined): ImportKind | undefined {
  const name = text('enterprise');
  if (role === 'aspiring') return 'aspiring';
  const ofCooperative = role === 'board' || role === 'supervisor' || role === 'member';
  if (ofCooperative || isCooperativeName(name) || text('cooperativeNumber') !== '') return 'cooperative';
  return name === '' && text('nib') === '' ? undefined : 'umkm';
}

function roleOf(kind: ImportKind | undefined, role: string | undefined): string | undefined {
  if (kind === 'aspiring') return 'aspiring';
  return role ?? (kind === 'umkm' ? 'owner' : undefined);
}

function stripped(fields: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const filled = Object.entries(fields).filter((entry): entry is [string, string] => (entry[1] ?? '') !== '');
  return Object.fromEntries(filled);
}

/** What is wrong with a row, each thing once: what nobody could read is not missing besides. */
export function rowFaults(unread: readonly FieldError[], refused: readonly FieldError[]): FieldError[] {
  const told = new Set(unread.map(({ field }) => field));
  const kindUnread = told.has(bodyFields.kind) || told.has(bodyFields.role);
  const further = refused.filter(({ field, code }) => {
    if (told.has(field) || field === 'consent') return false;
    if (kindUnread && (field === 'enterprise' || field === 'role' || field.startsWith('enterprise.kind'))) return false;
    return !(field === 'role' && code === 'enterprise_or_role');
  });
  return [...unread, ...further];
}
