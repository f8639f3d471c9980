import { describe, expect, it } from '@jest/globals';
import { changesOf, withoutPersonal } from './audit.rules.js';

describe('what an entry says of a change', () => {
  it('is what differs, from what to what', () => {
    expect(changesOf({ status: 'draft', room: 'Aula' }, { status: 'published', room: 'Aula' })).toEqual([
      { key: 'status', kind: 'word', before: 'draft', after: 'published' },
    ]);
  });

  it('is all that was there when it began or ended', () => {
    expect(changesOf(null, { channel: 'walk_in' })).toMatchObject([{ before: null, after: 'walk_in' }]);
    expect(changesOf({ title: 'Label' }, null)).toMatchObject([{ before: 'Label', after: null }]);
  });

  it('holds no value of a key that nobody allowed, and no ids', () => {
    const changes = changesOf(null, { note: 'sakit jantung', nik: '6371055203880001', sessionId: 'x', successor: 'y' });
    expect(changes).toEqual([
      { key: 'note', kind: 'hidden', before: null, after: null },
      { key: 'nik', kind: 'hidden', before: null, after: null },
    ]);
  });
});

describe('a text that people wrote', () => {
  it.each([
    ['NIK 6371055203880001 salah', 'NIK •••• salah'],
    ['Hubungi 0812-5000-0001.', 'Hubungi ••••.'],
    ['+62 812 5000 001', '••••'],
    ['Lewat ani@contoh.example saja', 'Lewat •••• saja'],
    ['Kuota 2026 sudah penuh (120 orang)', 'Kuota 2026 sudah penuh (120 orang)'],
  ])('%s is shown as %s', (text, shown) => {
    expect(withoutPersonal(text)).toBe(shown);
  });
});
