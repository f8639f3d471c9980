import { describe, expect, it, jest } from '@jest/globals';
import { Gathering } from './gathering.js';

/** Serves groups one after the other, each when the test says so. */
function opened() {
  const groups: string[][] = [];
  const ends: ((error?: Error) => void)[] = [];
  const gathering = new Gathering<string, string>((group) => {
    groups.push([...group]);
    return new Promise((resolve, reject) => {
      ends.push((error) => {
        if (error === undefined) resolve(group.map((item) => `${item} served`));
        else reject(error);
      });
    });
  });
  /** Resolves when so many groups have been begun. */
  const begun = async (count: number) => {
    while (groups.length < count) await new Promise(setImmediate);
  };
  return { gathering, groups, ends, begun };
}

const outcome = (one: Promise<string>) =>
  one.then(
    (result) => result,
    (error: unknown) => (error as Error).message,
  );

describe('a gathering', () => {
  it('serves whoever comes first at once, and together those who came meanwhile, in their order', async () => {
    const { gathering, groups, ends, begun } = opened();
    const first = gathering.join('a', 'one');
    await begun(1);
    const others = ['two', 'three', 'four'].map((item) => gathering.join('a', item));
    ends[0]?.();
    expect(await first).toBe('one served');
    await begun(2);
    ends[1]?.();
    expect(await Promise.all(others)).toEqual(['two served', 'three served', 'four served']);
    expect(groups).toEqual([['one'], ['two', 'three', 'four']]);
  });

  it('serves together those who come in one round of the event loop', async () => {
    const { gathering, groups, ends, begun } = opened();
    const all = ['one', 'two'].map((item) => gathering.join('a', item));
    await begun(1);
    ends[0]?.();
    await Promise.all(all);
    expect(groups).toEqual([['one', 'two']]);
  });

  it('is not held up by another one', async () => {
    const { gathering, groups, ends, begun } = opened();
    const all = [gathering.join('a', 'one'), gathering.join('b', 'two')];
    await begun(2);
    expect(groups).toEqual([['one'], ['two']]);
    for (const end of ends) end();
    await Promise.all(all);
  });

  it('serves no more than 25 at once', async () => {
    const { gathering, groups, ends, begun } = opened();
    const all = Array.from({ length: 60 }, (_, index) => gathering.join('a', String(index)));
    for (const group of [1, 2, 3]) {
      await begun(group);
      ends[group - 1]?.();
    }
    await Promise.all(all);
    expect(groups.map(({ length }) => length)).toEqual([25, 25, 10]);
  });

  it('tells all of a group that it failed, and serves the next', async () => {
    const { gathering, ends, begun } = opened();
    const failed = ['one', 'two'].map((item) => outcome(gathering.join('a', item)));
    await begun(1);
    const next = gathering.join('a', 'three');
    ends[0]?.(new Error('in vain'));
    expect(await Promise.all(failed)).toEqual(['in vain', 'in vain']);
    await begun(2);
    ends[1]?.();
    expect(await next).toBe('three served');
  });

  it('sends away who has waited for more than ten seconds', async () => {
    const { gathering, ends, begun } = opened();
    const clock = jest.spyOn(performance, 'now');
    clock.mockReturnValue(1_000);
    const first = gathering.join('a', 'one');
    await begun(1);
    const late = outcome(gathering.join('a', 'two'));
    clock.mockReturnValue(1_001);
    const inTime = gathering.join('a', 'three');
    clock.mockReturnValue(11_001);
    ends[0]?.();
    expect([await first, await late]).toEqual(['one served', 'busy']);
    await begun(2);
    ends[1]?.();
    expect(await inTime).toBe('three served');
    clock.mockRestore();
  });

  it('begins anew after everybody was served', async () => {
    const { gathering, groups, ends, begun } = opened();
    for (const [index, item] of ['one', 'two'].entries()) {
      const served = gathering.join('a', item);
      await begun(index + 1);
      ends[index]?.();
      expect(await served).toBe(`${item} served`);
    }
    expect(groups).toEqual([['one'], ['two']]);
  });

  it('takes no more than 5,000 who wait for one thing', async () => {
    const { gathering, ends, begun } = opened();
    const first = gathering.join('a', 'first');
    await begun(1);
    const waiting = Array.from({ length: 5_000 }, (_, index) => gathering.join('a', String(index)));
    expect(await outcome(gathering.join('a', 'one too many'))).toBe('busy');
    const elsewhere = gathering.join('b', 'another');
    ends[0]?.();
    await begun(2);
    for (let group = 1; group <= 201; group += 1) {
      await begun(group + 1);
      ends[group]?.();
    }
    expect(await Promise.all([first, elsewhere])).toEqual(['first served', 'another served']);
    expect(await waiting.at(-1)).toBe('4999 served');
  });
});
