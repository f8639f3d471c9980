import { spread } from './statistics.js';

/**
 * @typedef {{
 *   name: string, unit: string, bina: number[], bare?: number[],
 *   value: { median: number, least: number, greatest: number }, bound?: { least?: number, most?: number }
 * }} Figure
 */

const shown = (value) => (value >= 100 ? value.toFixed(0) : value.toFixed(2));

function range(rounds) {
  const { median, least, greatest } = spread(rounds);
  return `${shown(median)} (${shown(least)}–${shown(greatest)})`;
}

/** Whether the median keeps its bound. @param {Figure} figure */
export function passes({ value, bound = {} }) {
  return value.median >= (bound.least ?? -Infinity) && value.median <= (bound.most ?? Infinity);
}

/** @param {{ row: string, title: string, engine: string, figures: Figure[] }} result */
export function printRow({ row, title, engine, figures }) {
  console.log(`\n${row} on ${engine}: ${title}`);
  for (const figure of figures) {
    const { name, unit, bina, bare, value, bound } = figure;
    const must = bound === undefined ? '' : bound.least === undefined ? `≤ ${bound.most}` : `≥ ${bound.least}`;
    const cells = [
      name.padEnd(34),
      `Bina ${range(bina)}${unit}`.padEnd(32),
      (bare === undefined ? '' : `bare ${range(bare)}${unit}`).padEnd(32),
      `${shown(value.median)} (${shown(value.least)}–${shown(value.greatest)})`.padEnd(20),
      must === '' ? '' : `${passes(figure) ? 'reached' : 'MISSED'} ${must}`,
    ];
    console.log(`  ${cells.join(' ')}`);
  }
}
