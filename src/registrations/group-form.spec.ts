import { describe, expect, it } from '@jest/globals';
import { groupBodyOf, peopleOf, stepOf, withPeople } from './group-form.js';

const typed = {
  'enterprise.name': 'Koperasi Maju',
  'participants.0.name': 'Siti',
  'participants.2.name': 'Ahmad',
  'participants.2.email': ' ',
  'participants.1.name': '',
  key: 'k',
};

describe('a group that is typed person by person', () => {
  it('leaves out whom nothing was typed of, and keeps the order', () => {
    expect(peopleOf(typed)).toEqual([{ name: 'Siti' }, { name: 'Ahmad' }]);
  });

  it('numbers those who are left anew', () => {
    expect(withPeople(typed, [{ name: 'Ahmad' }])).toEqual({
      'enterprise.name': 'Koperasi Maju',
      'participants.0.name': 'Ahmad',
      key: 'k',
    });
  });

  it('becomes the body of the API', () => {
    expect(groupBodyOf({ ...typed, consent: 'true' })).toEqual({
      enterprise: { kind: 'cooperative', name: 'Koperasi Maju' },
      participants: [{ name: 'Siti' }, { name: 'Ahmad' }],
      consent: true,
    });
  });

  it.each([
    [undefined, 'enterprise'],
    ['x', 'enterprise'],
    ['10', 'enterprise'],
    ['0', 0],
    ['9', 9],
    ['review', 'review'],
  ])('stands at %s', (at, step) => {
    expect(stepOf(at)).toBe(step);
  });
});
