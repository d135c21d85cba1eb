import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import vectors from '../../test/vectors/vectors.json' with { type: 'json' };
import {
  addRates,
  applyRate,
  applyRateOver,
  compareRates,
  divide,
  maxFen,
  meanRate,
  minFen,
  multiplyRates,
  type Rounding,
  rate,
  rateText,
  roundings,
  sumFen,
  yuan,
  yuanText,
} from './money.ts';

const largest = 10n ** 18n - 1n; // sixteen digits of yuan
const anyFen = fc.bigInt({ min: -largest, max: largest });
const units: Record<Rounding, bigint> = {
  'half-up-fen': 1n,
  'half-up-jiao': 10n,
  'ceil-jiao': 10n,
  'half-up-yuan': 100n,
  'floor-fen': 1n,
  'ceil-fen': 1n,
};

describe('yuan text', () => {
  it('reads and writes yuan with two places', () => {
    expect(yuan('8640.00')).toBe(864_000n);
    expect(yuan('-3.5')).toBe(-350n);
    expect(yuan('0')).toBe(0n);
    expect(yuanText(864_000n)).toBe('8640.00');
    expect(yuanText(-350n)).toBe('-3.50');
    expect(yuanText(5n)).toBe('0.05');
    expect(yuanText(yuan('-0.00'))).toBe('0.00');
    expect(yuan('9999999999999999.99')).toBe(999_999_999_999_999_999n);
  });

  it('refuses everything else without repeating it', () => {
    const wrong = ['', ' 1', '1 ', '1\n', '+1', '.5', '1.', '1.234', '1e3', '1,000', '１２', '٣', '0x10', 'NaN', '--1'];
    for (const text of [...wrong, '12345678901234567', '1.2.3', '¥1']) {
      expect(() => yuan(text), text).toThrow(TypeError);
    }
    expect(() => yuan('652301x')).toThrow(/^(?!.*652301)/);
  });

  it('refuses a number that slipped past the types', () => {
    expect(() => yuan(35283 as unknown as string)).toThrow(TypeError);
    expect(() => rate(0.015 as unknown as string)).toThrow(TypeError);
  });

  it('reads back every amount it writes', () => {
    fc.assert(fc.property(anyFen, (fen) => yuan(yuanText(fen)) === fen));
  });
});

describe('rates', () => {
  it('reads percents, decimals and fractions exactly', () => {
    expect(rate('24%')).toEqual({ numerator: 6n, denominator: 25n });
    expect(rate('0.5%')).toEqual({ numerator: 1n, denominator: 200n });
    expect(rate('0.015')).toEqual(rate('1.5%'));
    expect(rate('1/360')).toEqual({ numerator: 1n, denominator: 360n });
    expect(rate('2/720')).toEqual(rate('1/360'));
    expect(rate('0')).toEqual({ numerator: 0n, denominator: 1n });
  });

  it('refuses text that is no rate', () => {
    for (const text of ['', '-1%', '1/0', '1/', '%', '1 %', '1%%', '1e-2', '.5', '1/2%', '２４%', 'unknown']) {
      expect(() => rate(text), text).toThrow(TypeError);
    }
  });

  it('writes percents, and a fraction where no finite percent exists', () => {
    expect(['24%', '1.5%', '0.5%', '0.05%', '100%', '0%', '1/360'].map((text) => rateText(rate(text)))).toEqual([
      '24%',
      '1.5%',
      '0.5%',
      '0.05%',
      '100%',
      '0%',
      '1/360',
    ]);
  });

  it('reads back every rate it writes', () => {
    const parts = fc.tuple(fc.bigInt(0n, 10n ** 9n), fc.bigInt(1n, 10n ** 9n));
    fc.assert(
      fc.property(parts, ([n, d]) => {
        const exact = rate(`${n}/${d}`);
        expect(rate(rateText(exact))).toEqual(exact);
      }),
    );
  });

  it('multiplies and compares without loss', () => {
    expect(multiplyRates(rate('2.6%'), rate('1/12'))).toEqual(rate('26/12000'));
    expect(compareRates(rate('10%'), rate('0.1'))).toBe(0);
    expect(compareRates(rate('9.99%'), rate('10%'))).toBe(-1);
    expect(compareRates(rate('24%'), rate('10%'))).toBe(1);
  });
});

describe('rounding', () => {
  it('rounds the monthly amount 2,075 × 13% by each city setting', () => {
    const { base, ratio, ...expected } = vectors.roundingMonthly;
    const amount = (rounding: Rounding) => applyRate(yuan(String(base)), rate(ratio), rounding);
    expect(amount('half-up-yuan')).toBe(yuan(expected.HALF_UP_yuan));
    expect(amount('ceil-jiao')).toBe(yuan(expected.CEIL_jiao));
    expect(amount('half-up-fen')).toBe(yuan(expected.HALF_UP_fen));
    expect(amount('half-up-jiao')).toBe(yuan('269.80'));
  });

  it('takes an exact half away from zero, and ceil and floor towards the infinities', () => {
    const ofFive = (fen: bigint, rounding: Rounding) => divide(fen, 10, rounding);
    expect([5n, -5n, 4n, -4n].map((fen) => ofFive(fen, 'half-up-fen'))).toEqual([1n, -1n, 0n, 0n]);
    expect([1n, -9n].map((fen) => ofFive(fen, 'ceil-fen'))).toEqual([1n, 0n]);
    expect([9n, -1n].map((fen) => ofFive(fen, 'floor-fen'))).toEqual([0n, -1n]);
    expect(divide(50n, 1, 'half-up-yuan')).toBe(100n);
    expect(divide(-50n, 1, 'half-up-yuan')).toBe(-100n);
    expect(divide(-19n, 1, 'ceil-jiao')).toBe(-10n);
  });

  it('divides by a negative number as by its opposite, and never by zero', () => {
    expect(divide(5n, -10, 'half-up-fen')).toBe(-1n);
    expect(divide(1n, -10n, 'ceil-fen')).toBe(0n);
    expect(() => divide(1n, 0, 'half-up-fen')).toThrow(RangeError);
    expect(() => divide(1n, 1.5, 'half-up-fen')).toThrow(RangeError);
    expect(() => applyRateOver(1n, rate('1%'), 1, 0, 'half-up-fen')).toThrow(RangeError);
  });

  it('is within its unit of the exact value, on the promised side, and nearest for half-up', () => {
    const rounding = fc.constantFrom(...roundings);
    fc.assert(
      fc.property(anyFen, fc.bigInt(0n, 10n ** 12n), fc.bigInt(1n, 10n ** 12n), rounding, (fen, n, d, mode) => {
        const result = applyRate(fen, rate(`${n}/${d}`), mode);
        const unit = units[mode];
        expect(result % unit).toBe(0n);
        // error = result − exact, multiplied by d so that it stays whole
        const error = result * d - fen * n;
        const size = unit * d;
        if (mode.startsWith('ceil')) expect(error >= 0n && error < size).toBe(true);
        else if (mode.startsWith('floor')) expect(error <= 0n && -error < size).toBe(true);
        else {
          expect(2n * (error < 0n ? -error : error) <= size).toBe(true);
          const isHalf = 2n * error === size || -2n * error === size;
          if (isHalf) expect(error > 0n).toBe(fen > 0n);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('negating a half-up amount negates the result', () => {
    fc.assert(
      fc.property(anyFen, fc.bigInt(1n, 10_000n), (fen, by) => {
        expect(divide(-fen, by, 'half-up-fen')).toBe(-divide(fen, by, 'half-up-fen'));
      }),
    );
  });
});

describe('several amounts', () => {
  it('finds the smallest and largest, and adds', () => {
    expect(minFen(3n, -1n, 2n)).toBe(-1n);
    expect(maxFen(3n, -1n, 4n)).toBe(4n);
    expect(sumFen([1n, 2n, -5n])).toBe(-2n);
    expect(sumFen(new Set<bigint>())).toBe(0n);
  });
});

describe('rates of several times', () => {
  it('are added and averaged by their days exactly', () => {
    expect(rateText(addRates(rate('2.6%'), rate('0.26%')))).toBe('2.86%');
    expect(rateText(meanRate({ rate: rate('2.85%'), days: 22 }, { rate: rate('2.6%'), days: 0 }))).toBe('2.85%');
    expect(rateText(meanRate({ rate: rate('3%'), days: 1 }, { rate: rate('2%'), days: 1 }))).toBe('2.5%');
    expect(rateText(meanRate({ rate: rate('1%'), days: 1 }, { rate: rate('2%'), days: 2 }))).toBe('1/60');
  });

  it('have no mean over no days, nor over fewer', () => {
    const none = { rate: rate('1%'), days: 0 };
    expect(() => meanRate(none, none)).toThrow(RangeError);
    expect(() => meanRate({ ...none, days: -1 }, { ...none, days: 3 })).toThrow(RangeError);
  });
});
