import { spread } from './statistics.js';

/**
 * Measures contestants in turns, several rounds of all of them, so that whatever else the machine does meets each alike.
 * Answers for each its figures; `ratioTo` compares two by the median of their ratios in the same round.
 * @param {number} rounds @param {Record<string, () => Promise<number>>} contestants
 */
export async function interleaved(rounds, contestants) {
  const figures = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    const order = Object.entries(contestants);
    if (round % 2 === 1) order.reverse();
    for (const [name, measure] of order) figures[name].push(await measure());
  }
  return figures;
}

/** One contestant against another, round by round. @param {Record<string, number[]>} figures */
export function ratio(figures, one, other) {
  return spread(figures[one].map((value, round) => value / figures[other][round]));
}
