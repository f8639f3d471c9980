import { wordingShapes, valueAt } from './wording-catalog.js';

type Values = Readonly<Record<string, unknown>>;

/** Texts and numbers only; whatever else a view holds is nobody's to print. */
function printable(value: unknown): string | number | null {
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

/**
 * What an office's words may print of a view: the listed values and no other. Items of a list know what stands around
 * them, two lists deep.
 */
export function wordingValues(template: string, view: Values): Values {
  const { names, lists } = wordingShapes.get(template) ?? { names: {}, lists: {} };
  const around = picked(names, view);
  const itemsOf = (more: Values) =>
    Object.fromEntries(
      Object.entries(lists).map(([list, { path, names: itemNames }]) => {
        const found = valueAt(view, path);
        const items: unknown[] = Array.isArray(found) ? found : [];
        return [list, items.map((item) => ({ ...around, ...more, ...picked(itemNames, item) }))];
      }),
    );
  return { ...around, ...itemsOf(itemsOf({})) };
}

function picked(names: Readonly<Record<string, string>>, view: unknown): Values {
  return Object.fromEntries(Object.entries(names).map(([name, path]) => [name, printable(valueAt(view, path))]));
}
