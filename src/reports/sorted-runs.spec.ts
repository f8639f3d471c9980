import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Breather } from '../kernel/breather.js';
import { SortedRuns } from './sorted-runs.js';

describe('sorting page by page', () => {
  it('gives what sorting at once gives, however long the pages are', async () => {
    const pages = fc.array(fc.array(fc.nat(), { maxLength: 20 }), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(pages, async (numbers) => {
        const keyed = numbers.map((page, at) => page.map((number, index) => `${number} ${at} ${index}`));
        const runs = new SortedRuns<string>(new Breather());
        for (const page of keyed) await runs.add(page.map((key) => ({ key, value: key })));
        expect(await runs.sorted()).toEqual(keyed.flat().sort());
      }),
    );
  });
});
