import { describe, expect, it } from '@jest/globals';
import { clashesOf, type Occupation } from './clash.rules.js';

const at = (hour: number) => new Date(Date.UTC(2026, 9, 20, hour));
const rusmina = { id: 't1', name: 'Dr. Rusmina' };

function session(given: Partial<Occupation> = {}): Occupation {
  return {
    id: 'a',
    startsAt: at(1),
    endsAt: at(3),
    batchId: 'b1',
    venueName: 'Balai',
    venueRegencyCode: '63.72',
    room: 'Aula',
    trainers: [],
    ...given,
  };
}

const other = (given: Partial<Occupation>) => session({ id: 'b', batchId: 'b2', ...given });

describe('what clashes with a session', () => {
  it('another one in the same room of the same venue at once', () => {
    expect(clashesOf(session(), [other({ startsAt: at(2), endsAt: at(4) })])).toMatchObject([
      { room: true, trainers: [], other: { id: 'b' } },
    ]);
  });

  it('the same trainer at once, wherever', () => {
    const elsewhere = other({ venueName: 'Gedung Lain', room: null, trainers: [rusmina] });
    expect(clashesOf(session({ trainers: [rusmina] }), [elsewhere])).toMatchObject([
      { room: false, trainers: ['Dr. Rusmina'] },
    ]);
  });

  it('one of the same batch in the same room, though the venue moved meanwhile', () => {
    expect(clashesOf(session(), [other({ batchId: 'b1', venueName: 'Lama' })])).toHaveLength(1);
  });

  it.each([
    ['what begins when it ends', { startsAt: at(3), endsAt: at(5), trainers: [rusmina] }],
    ['another room of the venue', { room: 'Kelas 1' }],
    ['the main room beside a named one', { room: null }],
    ['a room of that name at another venue', { venueName: 'Gedung Lain' }],
    ['a venue of that name in another region', { venueRegencyCode: '63.71' }],
    ['itself', { id: 'a', trainers: [rusmina] }],
  ])('not %s', (_, given) => {
    expect(clashesOf(session({ trainers: [rusmina] }), [other(given)])).toEqual([]);
  });
});
