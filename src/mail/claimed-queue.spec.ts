import { describe, expect, it } from '@jest/globals';
import { ClaimedQueue } from './claimed-queue.js';
import type { EmailMessage } from './email-message.entity.js';

const messages = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: String(from + index) }) as EmailMessage);

/** A queue over these claims, one after the other, and how many were asked for. */
function queueOf(...claims: readonly (EmailMessage[] | Error)[]) {
  const asked = { times: 0 };
  const queue = new ClaimedQueue(async () => {
    const claim = claims[asked.times] ?? [];
    asked.times += 1;
    if (claim instanceof Error) throw claim;
    return Promise.resolve(claim);
  });
  return { queue, asked };
}

async function all(queue: ClaimedQueue): Promise<string[]> {
  const ids: string[] = [];
  for (let next = await queue.next(); next !== undefined; next = await queue.next()) ids.push(next.message.id);
  return ids;
}

describe('ClaimedQueue', () => {
  it('gives all of all claims in their order, until one is empty', async () => {
    const { queue, asked } = queueOf(messages(0, 30), messages(30, 3), [], messages(99, 1));
    expect(await all(queue)).toEqual(messages(0, 33).map(({ id }) => id));
    expect(asked.times).toBe(3);
    expect(await queue.next()).toBeUndefined();
  });

  it('claims more when ten are left, once however many ask', async () => {
    const { queue, asked } = queueOf(messages(0, 30), messages(30, 30));
    for (let turn = 0; turn < 20; turn += 1) await queue.next();
    expect(asked.times).toBe(1);
    await Promise.all([queue.next(), queue.next(), queue.next()]);
    expect(asked.times).toBe(2);
  });

  it('gives everybody who waits for a claim a message of it, or the end', async () => {
    const { queue } = queueOf(messages(0, 2));
    const given = await Promise.all([queue.next(), queue.next(), queue.next()]);
    expect(given.map((each) => each?.message.id)).toEqual(['0', '1', undefined]);
  });

  it('lets those of one claim share what they need, and no others', async () => {
    const { queue } = queueOf(messages(0, 2), messages(2, 1));
    const [first, second, third] = [await queue.next(), await queue.next(), await queue.next()];
    expect(first?.shared).toBe(second?.shared);
    expect(third?.shared).not.toBe(first?.shared);
  });

  it('gives what it has before it tells that nothing can be claimed', async () => {
    const { queue } = queueOf(messages(0, 5), new Error('gone'));
    for (let turn = 0; turn < 5; turn += 1) expect(await queue.next()).toBeDefined();
    await expect(queue.next()).rejects.toThrow('gone');
    await expect(queue.next()).rejects.toThrow('gone');
  });
});
