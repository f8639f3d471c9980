import { describe, expect, it } from '@jest/globals';
import {
  latestOpenStart,
  openingOf,
  opensAt,
  shownName,
  slotAt,
  slotEnd,
  slotsAccepted,
} from './self-check-in.rules.js';

const at = (text: string) => new Date(`2026-10-05T${text}Z`);
const first = slotAt(at('00:00:00.000'));

describe('the code on the screen', () => {
  it('changes every 20 seconds', () => {
    expect(slotAt(at('00:00:19.999'))).toBe(first);
    expect(slotAt(at('00:00:20.000'))).toBe(first + 1);
    expect(slotEnd(first)).toEqual(at('00:00:20.000'));
  });

  it('is accepted up to the sixtieth second after it came up, and not a millisecond longer', () => {
    expect(slotsAccepted(at('00:00:00.000'))).toContain(first);
    expect(slotsAccepted(at('00:00:59.999'))).toContain(first);
    expect(slotsAccepted(at('00:01:00.000'))).toContain(first);
    expect(slotsAccepted(at('00:01:00.001'))).not.toContain(first);
  });

  it('is not accepted before it comes up', () => {
    const accepted = slotsAccepted(at('00:00:19.999'));
    expect(accepted).toEqual([first, first - 1, first - 2]);
    expect(slotsAccepted(at('00:00:20.000'))[0]).toBe(first + 1);
  });
});

describe('the time in which participants may check themselves in', () => {
  const session = { startsAt: at('01:00:00.000'), endsAt: at('04:00:00.000') };

  it('is from an hour before the start to the end', () => {
    expect(openingOf(session, new Date(at('00:00:00.000').getTime() - 1))).toBe('not_yet');
    expect(openingOf(session, at('00:00:00.000'))).toBe('open');
    expect(openingOf(session, at('03:59:59.999'))).toBe('open');
    expect(openingOf(session, at('04:00:00.000'))).toBe('over');
  });

  it('is told by its edges', () => {
    expect(opensAt(session)).toEqual(at('00:00:00.000'));
    expect(latestOpenStart(at('00:00:00.000'))).toEqual(session.startsAt);
  });
});

describe('the name that is shown', () => {
  it.each([
    ['Hj. Siti Rahmah', 'Hj. Siti R.'],
    ['Ahmad Fauzi Noor, S.E., M.M.', 'Ahmad F. N.'],
    ['Rusdi', 'Rusdi'],
    ['M. Rusdi Ali', 'M. Rusdi A.'],
    ['Hj. Siti Norhasanah binti H. Abdurrahman', 'Hj. Siti N. A.'],
    ['Dr.', 'Dr.'],
  ])('of %s is %s', (name, shown) => {
    expect(shownName(name)).toBe(shown);
  });
});
