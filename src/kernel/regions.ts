import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parse } from 'csv-parse/sync';

export interface Province {
  /** Two digits, as in `63`. */
  readonly code: string;
  readonly name: string;
}

export interface Regency {
  /** Province and regency with a dot, as in `63.71`. */
  readonly code: string;
  readonly provinceCode: string;
  /** In office form: `Kota Banjarmasin`, `Kabupaten Banjar`. */
  readonly name: string;
}

/** Words that a name of a region does not spell with one capital at the front. */
const spelledOtherwise = new Map([
  ['DAN', 'dan'],
  ['DKI', 'DKI'],
]);

/** The provinces and regencies of Indonesia under the codes of Kemendagri; what it does not know is undefined. */
export class Regions {
  private readonly provincesByCode: ReadonlyMap<string, Province>;
  private readonly regenciesByCode: ReadonlyMap<string, Regency>;

  constructor(
    readonly provinces: readonly Province[],
    regencies: readonly Regency[],
  ) {
    this.provincesByCode = new Map(provinces.map((province) => [province.code, province]));
    this.regenciesByCode = new Map(regencies.map((regency) => [regency.code, regency]));
  }

  province(code: string): Province | undefined {
    return this.provincesByCode.get(code);
  }

  regency(code: string): Regency | undefined {
    return this.regenciesByCode.get(code);
  }

  isRegency(code: string): boolean {
    return this.regenciesByCode.has(code);
  }

  /** In the order of their codes; none for a province that does not exist. */
  regenciesOf(provinceCode: string): readonly Regency[] {
    return [...this.regenciesByCode.values()].filter((regency) => regency.provinceCode === provinceCode);
  }
}

/** The lists of the npm package `idn-area-data`, whose data stands under ODbL 1.0: name it where the lists are shown. */
export const regions = readRegions();

function readRegions(): Regions {
  const provinces = readRows('provinces.csv').map((row) => ({ code: cell(row, 'code'), name: officeForm(row) }));
  const regencies = readRows('regencies.csv').map((row) => ({
    code: cell(row, 'code'),
    provinceCode: cell(row, 'province_code'),
    name: officeForm(row),
  }));
  return new Regions(provinces, regencies);
}

type Row = Readonly<Record<string, string>>;

function readRows(file: string): Row[] {
  const path = createRequire(import.meta.url).resolve(`idn-area-data/data/${file}`);
  return parse<Row>(readFileSync(path, 'utf8'), { columns: true, skip_empty_lines: true });
}

function cell(row: Row, column: string): string {
  const value = row[column];
  if (value === undefined || value === '') throw new Error(`idn-area-data: a row without ${column}`);
  return value;
}

function officeForm(row: Row): string {
  return cell(row, 'name').replace(
    /\p{L}+/gu,
    (word) => spelledOtherwise.get(word) ?? word.charAt(0) + word.slice(1).toLowerCase(),
  );
}
