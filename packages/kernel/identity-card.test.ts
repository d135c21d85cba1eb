import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import vectors from '../../test/vectors/vectors.json' with { type: 'json' };
import { addDays, dayNumber, fromDayNumber, isCivilDate } from './calendar.ts';
import { documentCode, identityCheckDigit, oldResidenceCheckDigit, parseIdentityNumber } from './identity-card.ts';

const today = '2026-11-21';
const parse = (text: string, on = today) => parseIdentityNumber(text, on);
const shape = { ok: false, reason: 'shape' };

const first17 = fc
  .tuple(
    fc.constantFrom('652301', '330501', '810000', '820000', '830000', '965840'),
    fc.integer({ min: dayNumber('1900-01-01'), max: dayNumber(today) }).map(fromDayNumber),
    fc.integer({ min: 0, max: 999 }),
  )
  .map(([area, birth, serial]) => area + birth.replaceAll('-', '') + String(serial).padStart(3, '0'));
const number18 = first17.map((digits) => digits + identityCheckDigit(digits));

describe('18-character numbers', () => {
  it('accepts each published number and says what it holds', () => {
    const read = vectors.id18.map((number) => {
      const document = parse(number);
      return document.ok && [document.kind, document.birthDate, document.sex, document.form];
    });
    expect(read).toEqual([
      ['resident-card', '1949-12-31', 'female', undefined],
      ['resident-card', '1880-01-01', 'male', undefined],
      ['resident-card', '1992-08-15', 'male', undefined],
      ['resident-card', '1988-02-29', 'female', undefined],
      ['hong-kong-residence', '1992-05-11', 'male', undefined],
      ['macao-residence', '1985-12-31', 'male', undefined],
      ['taiwan-residence', '1990-01-01', 'female', undefined],
      ['permanent-residence', '1985-03-07', 'male', 'new-18'],
    ]);
  });

  it('refuses each published invalid number for its reason', () => {
    const reasons = vectors.id18_invalid.map((entry) => parse(entry.split(' ')[0]!));
    expect(reasons).toEqual(['check-digit', 'check-digit', 'birth-date'].map((reason) => ({ ok: false, reason })));
  });

  it('trims, and writes x as X', () => {
    expect(parse(' 11010519491231002x\n')).toMatchObject({ ok: true, number: '11010519491231002X' });
  });

  it('refuses full-width digits, other lengths, letters and the lapsed 15 digits', () => {
    const wrong = ['', '６52301199208150013', '65230119920815001', '6523011992081500133', '65230119920815X013'];
    for (const text of [...wrong, '652301 199208150013', '652301920815001', '052301199208150013', '\u3000']) {
      expect(parse(text), text).toEqual(shape);
    }
  });

  it('refuses a birth date in the future but not today', () => {
    const numberBorn = (birth: string) => {
      const digits = `652301${birth.replaceAll('-', '')}001`;
      return digits + identityCheckDigit(digits);
    };
    expect(parse(numberBorn(today))).toMatchObject({ ok: true, birthDate: today });
    expect(parse(numberBorn(addDays(today, 1)))).toEqual({ ok: false, reason: 'birth-date-in-future' });
    expect(parse(numberBorn('0199-01-01'))).toEqual({ ok: false, reason: 'birth-date' });
  });

  it('accepts every well-formed number', () => {
    fc.assert(fc.property(number18, (number) => parse(number).ok));
  });

  it('detects every single wrong character and every swap of neighbours', () => {
    fc.assert(
      fc.property(number18, (number) => {
        for (let at = 0; at < 18; at += 1) {
          for (const sign of at === 17 ? '0123456789X' : '0123456789') {
            if (sign !== number[at]) expect(parse(number.slice(0, at) + sign + number.slice(at + 1)).ok).toBe(false);
          }
          const [a = '', b = ''] = number.slice(at, at + 2);
          if (b !== '' && a !== b) expect(parse(number.slice(0, at) + b + a + number.slice(at + 2)).ok).toBe(false);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('refuses an X anywhere but at the end', () => {
    expect(parse('1101051949123100X2')).toEqual(shape);
  });
});

describe('old 15-character permanent residence numbers', () => {
  const number15 = (birth: string, country = 'USA') => {
    const first14 = `${country}6523${birth}1`;
    return first14 + oldResidenceCheckDigit(first14);
  };

  it('accepts each published number, with no sex to tell', () => {
    const [american, german] = vectors.pr15.map((number) => parse(number));
    expect(american).toEqual({
      ok: true,
      number: 'USA652385030714',
      kind: 'permanent-residence',
      birthDate: '1985-03-07',
      sex: undefined,
      form: 'old-15',
    });
    expect(german).toMatchObject({ ok: true, birthDate: '1988-12-25' });
    expect(parse('usa652385030714')).toEqual(american);
  });

  it('takes the latest century in which the holder is at least 16', () => {
    expect(parse(number15('101121'))).toMatchObject({ birthDate: '2010-11-21' });
    expect(parse(number15('101122'))).toMatchObject({ birthDate: '1910-11-22' });
    expect(parse(number15('000229'))).toMatchObject({ birthDate: '2000-02-29' });
    expect(parse(number15('000229'), '2010-01-01')).toMatchObject({ birthDate: '2000-02-29' });
    expect(parse(number15('000229'), '2000-02-28')).toEqual({ ok: false, reason: 'birth-date-in-future' });
  });

  it('refuses dates that exist in no century', () => {
    for (const birth of ['850229', '851301', '850732']) {
      expect(parse(number15(birth))).toEqual({ ok: false, reason: 'birth-date' });
    }
  });

  it('refuses letters that only upper-casing makes ASCII', () => {
    expect(parse('uſa652385030714')).toEqual(shape);
    expect(parse('ＵSA65238503071')).toEqual(shape);
  });

  it('detects every single wrong digit', () => {
    const births = fc.integer({ min: dayNumber('1930-01-01'), max: dayNumber('2005-12-31') }).map(fromDayNumber);
    fc.assert(
      fc.property(births, fc.constantFrom('USA', 'DEU', 'KAZ'), (birth, country) => {
        const number = number15(birth.replaceAll('-', '').slice(2), country);
        expect(parse(number).ok).toBe(true);
        for (let at = 3; at < 15; at += 1) {
          for (const sign of '0123456789') {
            if (sign !== number[at]) expect(parse(number.slice(0, at) + sign + number.slice(at + 1)).ok).toBe(false);
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('any text', () => {
  it('is answered without an error, with a date that exists and is past', () => {
    const nearMiss = fc.string({ unit: fc.constantFrom(...'0123456789AXx'), minLength: 15, maxLength: 18 });
    const hostile = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), nearMiss);
    fc.assert(
      fc.property(hostile, (text) => {
        const document = parse(text);
        if (document.ok) expect(isCivilDate(document.birthDate) && document.birthDate <= today).toBe(true);
        else expect(Object.keys(document)).toEqual(['ok', 'reason']);
      }),
    );
  });

  it('of the wrong shape is not repeated by the check digit errors', () => {
    expect(() => identityCheckDigit('6523011992081500')).toThrow(/^(?!.*6523)/);
    expect(() => oldResidenceCheckDigit('usa65238503071')).toThrow(/^(?!.*6523)/);
  });
});

it('JGJ/T 320 A.1: 01 for the resident card and the residence permits, 04 for permanent residence', () => {
  expect(documentCode('resident-card')).toBe('01');
  expect(documentCode('taiwan-residence')).toBe('01');
  expect(documentCode('permanent-residence')).toBe('04');
});
