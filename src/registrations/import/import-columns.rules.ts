/** What a column of a spreadsheet may hold. */
export const importFields = [
  'name',
  'nik',
  'gender',
  'birthDate',
  'phone',
  'email',
  'regency',
  'address',
  'kind',
  'enterprise',
  'nib',
  'cooperativeNumber',
  'sector',
  'scale',
  'role',
] as const;
export type ImportField = (typeof importFields)[number];

export const importKinds = ['umkm', 'cooperative', 'aspiring', 'general'] as const;
export type ImportKind = (typeof importKinds)[number];

/** Which column (from 0) is which field, and what holds for rows that leave a field empty. */
export interface ColumnMapping {
  readonly columns: Readonly<Partial<Record<ImportField, number>>>;
  readonly defaults: { readonly regencyCode?: string; readonly kind?: ImportKind };
}

/** Headings as offices write them, in lower case and without anything but letters; the earlier one wins a column. */
const headings: Readonly<Record<ImportField, readonly string[]>> = {
  name: [
    'namalengkap',
    'namapeserta',
    'namalengkapgelar',
    'namalengkapdangelar',
    'namasesuaiktp',
    'nama',
    'fullname',
    'name',
  ],
  nik: [
    'nik',
    'nomorktp',
    'noktp',
    'ktp',
    'nonik',
    'nomornik',
    'nomorindukkependudukan',
    'nikktp',
    'niknoktp',
    'identitynumber',
  ],
  gender: ['jeniskelamin', 'kelamin', 'jk', 'lp', 'gender', 'jnskelamin', 'jeniskelaminlp', 'sex'],
  birthDate: [
    'tanggallahir',
    'tgllahir',
    'tanggalkelahiran',
    'tempattanggallahir',
    'tempattgllahir',
    'ttl',
    'birthdate',
    'dateofbirth',
  ],
  phone: [
    'nohp',
    'nomorhp',
    'hp',
    'nowa',
    'nomorwa',
    'wa',
    'whatsapp',
    'nowhatsapp',
    'nomorwhatsapp',
    'nohpwa',
    'notelp',
    'telphp',
    'telp',
    'notelpon',
    'notelepon',
    'nomortelepon',
    'telepon',
    'nohandphone',
    'handphone',
    'nomorponsel',
    'ponsel',
    'phone',
    'mobile',
  ],
  email: ['email', 'alamatemail', 'surel', 'emailaktif', 'mail'],
  regency: [
    'kabupatenkota',
    'kabkota',
    'kabupaten',
    'kota',
    'asalkabupatenkota',
    'asalkabkota',
    'kotakabupaten',
    'daerah',
    'asaldaerah',
    'regency',
  ],
  address: [
    'alamat',
    'alamatlengkap',
    'alamatrumah',
    'alamatdomisili',
    'alamatktp',
    'domisili',
    'alamatusaha',
    'address',
  ],
  kind: [
    'jenisusahakoperasi',
    'umkmkoperasi',
    'jenispeserta',
    'statususaha',
    'kategoripeserta',
    'kategori',
    'jenispelaku',
    'enterprisekind',
    'kind',
  ],
  enterprise: [
    'namausaha',
    'namakoperasi',
    'namausahakoperasi',
    'namakoperasiumkm',
    'namaumkm',
    'namaumkmkoperasi',
    'usaha',
    'koperasi',
    'namaperusahaan',
    'enterprise',
    'enterprisename',
    'business',
  ],
  nib: ['nib', 'nonib', 'nomornib', 'nomorindukberusaha'],
  cooperativeNumber: [
    'nik koperasi',
    'nomorindukkoperasi',
    'nikkoperasi',
    'nikop',
    'nobadanhukum',
    'nomorbadanhukum',
    'badanhukum',
    'cooperativenumber',
  ],
  sector: [
    'sektorusaha',
    'sektor',
    'bidangusaha',
    'jenisusaha',
    'bidang',
    'produk',
    'sektorusahaumkm',
    'sektorusahaumkmjeniskoperasi',
    'sector',
  ],
  scale: ['skalausaha', 'skala', 'klasifikasiusaha', 'ukuranusaha', 'scale'],
  role: ['jabatan', 'peran', 'posisi', 'kedudukan', 'jabatandikoperasi', 'role', 'position'],
};

function plain(heading: string): string {
  return heading
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
}

/** Each field's most likely column; a column is used once. */
export function guessColumns(header: readonly string[]): ColumnMapping['columns'] {
  const written = header.map(plain);
  const used = new Set<number>();
  const found = importFields.flatMap((field): [ImportField, number][] => {
    const best = headings[field].map((heading) =>
      written.findIndex((text, at) => text === plain(heading) && !used.has(at)),
    );
    const column = best.find((at) => at >= 0);
    if (column === undefined) return [];
    used.add(column);
    return [[field, column]];
  });
  return Object.fromEntries(found);
}

const mostTitleRows = 15;

/** The index of the row that names the columns: titles and blank lines often stand above it. */
export function headerIndex(rows: readonly (readonly string[])[]): number {
  const known = rows.slice(0, mostTitleRows).map((cells) => Object.keys(guessColumns(cells)).length);
  const most = Math.max(0, ...known);
  return most >= 2 ? known.indexOf(most) : 0;
}

/** The numbers of columns (1, 2, 3 …) under the headings are no person. */
export function isNumbering(cells: readonly string[]): boolean {
  const given = cells.filter((cell) => cell !== '');
  return given.length > 2 && given.every((cell, index) => Number(cell.replace(/[()]/g, '')) === index + 1);
}

/** `A` for 0, `AA` for 26. */
export function columnLetter(index: number): string {
  const rest = Math.floor(index / 26);
  return `${rest > 0 ? columnLetter(rest - 1) : ''}${String.fromCharCode(65 + (index % 26))}`;
}

export interface ImportNeeds {
  /** Whether the program asks for a NIK. */
  readonly nik: boolean;
  /** The program's own required fields. */
  readonly fields: readonly string[];
}

const always: readonly ImportField[] = ['name', 'gender', 'phone'];
const ofPrograms: readonly ImportField[] = ['nib', 'email', 'address', 'birthDate'];

/** The fields without which no row can be read. */
export function neededFields({ nik, fields }: ImportNeeds): ImportField[] {
  return [...always, ...(nik ? (['nik'] as const) : []), ...ofPrograms.filter((field) => fields.includes(field))];
}

/** Needed fields that neither a column nor a default gives, and columns that were chosen twice. */
export function mappingFaults(
  { columns, defaults }: ColumnMapping,
  needs: ImportNeeds,
): { readonly field: ImportField; readonly code: 'column_needed' | 'column_twice' }[] {
  const missing = neededFields(needs).filter((field) => columns[field] === undefined);
  const region = columns.regency === undefined && defaults.regencyCode === undefined ? (['regency'] as const) : [];
  const chosen = importFields.filter((field) => columns[field] !== undefined);
  const twice = chosen.filter((field, index) => chosen.findIndex((other) => columns[other] === columns[field]) < index);
  return [
    ...[...missing, ...region].map((field) => ({ field, code: 'column_needed' as const })),
    ...twice.map((field) => ({ field, code: 'column_twice' as const })),
  ];
}
