import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nikWarnings, parseNik, type Nik } from './nik.js';

const today = new Date('2026-10-16T01:30:00Z');

function readNik(text: string): Nik {
  const reading = parseNik(text, today);
  if (!reading.ok) throw new Error(reading.code);
  return reading.nik;
}

describe('parseNik', () => {
  it.each([
    ['6371055203880002', 'female', '1988-03-12', '63.71'],
    ['6371051203880002', 'male', '1988-03-12', '63.71'],
    ['6372044101050001', 'female', '2005-01-01', '63.72'],
    ['6371017112990001', 'female', '1999-12-31', '63.71'],
    ['6371012902000001', 'male', '2000-02-29', '63.71'],
    ['9999051203880002', 'male', '1988-03-12', '99.99'],
  ])('reads %s as %s, born %s, issued in %s', (value, gender, birthDate, regencyCode) => {
    expect(parseNik(value, today)).toEqual({
      ok: true,
      nik: { value, gender, birthDate, provinceCode: regencyCode.slice(0, 2), regencyCode },
    });
  });

  it.each(['63.71.05.520388.0002', ' 6371 0552 0388 0002\n', '637105-520388-0002', '637105–520388–0002'])(
    'reads past the separators of %j',
    (text) => {
      expect(readNik(text).value).toBe('6371055203880002');
    },
  );

  it.each([
    ['6371057203880002', 'nik_date', 'day 72'],
    ['6371053002880002', 'nik_date', '30 February'],
    ['6371052902870002', 'nik_date', '29 February of a common year'],
    ['6371050003880002', 'nik_date', 'day 0'],
    ['6371054003880002', 'nik_date', 'day 40, which is neither'],
    ['6371053203880002', 'nik_date', 'day 32'],
    ['6371051213880002', 'nik_date', 'month 13'],
    ['6371051200880002', 'nik_date', 'month 0'],
    ['6371051203880000', 'nik_serial', 'serial 0000'],
    ['1111111111111111', 'nik_placeholder', 'one digit throughout'],
    ['0000000000000000', 'nik_placeholder', 'zeros'],
    ['1234567890123456', 'nik_placeholder', 'the row of keys'],
    ['637105520388000O', 'nik_digits', 'a letter'],
    ['６３７１０５５２０３８８０００２', 'nik_digits', 'full-width digits'],
    ['٦٣٧١٠٥٥٢٠٣٨٨٠٠٠٢', 'nik_digits', 'Arabic digits'],
    ['637105520388000\u00002', 'nik_digits', 'NUL'],
    ['637105520388\u200b0002', 'nik_digits', 'a zero-width space'],
    ['-6371055203880002e0', 'nik_digits', 'a number in scientific notation'],
  ])('refuses %j as %s: %s', (text, code) => {
    expect(parseNik(text, today)).toEqual({ ok: false, code });
  });

  it.each([
    ['637105520388000', 15],
    ['63710552038800021', 17],
    ['', 0],
  ])('counts the digits of %j', (text, digits) => {
    expect(parseNik(text, today)).toEqual({ ok: false, code: 'nik_length', params: { digits } });
  });

  it('turns the century on the day itself', () => {
    expect(readNik('6371011610260001').birthDate).toBe('2026-10-16');
    expect(readNik('6371011710260001').birthDate).toBe('1926-10-17');
  });

  it('reads back every number made by the rule', () => {
    const births = fc.date({
      min: new Date('1926-10-17T00:00:00Z'),
      max: new Date('2026-10-16T00:00:00Z'),
      noInvalidDate: true,
    });
    const serials = fc.integer({ min: 1, max: 9999 });
    fc.assert(
      fc.property(
        births,
        fc.boolean(),
        fc.integer({ min: 110_101, max: 999_999 }),
        serials,
        (birth, woman, region, serial) => {
          const birthDate = birth.toISOString().slice(0, 10);
          const [year = '', month = '', day = ''] = birthDate.split('-');
          const markedDay = String(Number(day) + (woman ? 40 : 0)).padStart(2, '0');
          const value = `${region}${markedDay}${month}${year.slice(2)}${String(serial).padStart(4, '0')}`;
          fc.pre(!/^(\d)\1+$/.test(value));
          expect(readNik(value)).toMatchObject({ value, birthDate, gender: woman ? 'female' : 'male' });
        },
      ),
    );
  });

  it('answers any text, and takes none but 16 digits that name a day not after today', () => {
    const nearlyRight = fc
      .array(fc.constantFrom(...Array.from('0123456789 .-')), { minLength: 14, maxLength: 18 })
      .map((c) => c.join(''));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), nearlyRight), (text) => {
        const reading = parseNik(text, today);
        if (!reading.ok) return;
        expect(reading.nik.value).toMatch(/^[0-9]{16}$/);
        expect(new Date(reading.nik.birthDate).toISOString().slice(0, 10)).toBe(reading.nik.birthDate);
        expect(reading.nik.birthDate <= '2026-10-16').toBe(true);
      }),
    );
  });
});

describe('nikWarnings', () => {
  const nik = readNik('6371055203880002');

  it('has none where nothing else was given, or all agrees', () => {
    expect(nikWarnings(nik, {})).toEqual([]);
    expect(nikWarnings(nik, { birthDate: '1988-03-12', gender: 'female' })).toEqual([]);
  });

  it('names each field that disagrees', () => {
    expect(nikWarnings(readNik('9999051203880002'), { birthDate: '1988-03-13', gender: 'female' })).toEqual([
      { field: 'participant.nik', code: 'nik_province_unknown' },
      { field: 'participant.birthDate', code: 'nik_birth_date_mismatch' },
      { field: 'participant.gender', code: 'nik_gender_mismatch' },
    ]);
  });

  it('knows the youngest provinces, and does not mind a regency that is no more', () => {
    expect(nikWarnings(readNik('9601051203880002'), {})).toEqual([]);
    expect(nikWarnings(readNik('6398051203880002'), {})).toEqual([]);
  });
});
