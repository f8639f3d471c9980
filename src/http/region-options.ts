import { regions } from '../kernel/regions.js';
import type { FieldPlan } from './form-fields.js';

/** Every kabupaten/kota, the home province's first: a plain list that needs no script. */
export function regionGroups(homeProvince: string): NonNullable<FieldPlan['groups']> {
  const ordered = [...regions.provinces].sort(
    (a, b) => Number(b.code === homeProvince) - Number(a.code === homeProvince),
  );
  return ordered.map(({ code, name }) => ({ group: name, items: namesOf(code) }));
}

/** The kabupaten/kota of one province, without a heading. */
export function provinceGroup(province: string): NonNullable<FieldPlan['groups']> {
  return [{ group: '', items: namesOf(province) }];
}

function namesOf(province: string): [string, string][] {
  return regions.regenciesOf(province).map(({ code, name }) => [code, name]);
}
