import { addDays, type CivilDate, daysBetween } from '#kernel/calendar.ts';
import { applyRate, divide, type Fen, type Rate, type Rounding } from '#kernel/money.ts';
import type { CityPolicy } from '#policy/policy.ts';

/** Days [from, to) of one interest year and the yearly rates that hold for them. */
export type RatePiece = { from: CivilDate; to: CivilDate; rate: { current: Rate; carried: Rate } };
/** One account's 积数 over a piece, in fen-days: of money carried forward and of this year's movements. */
export type Products = { carried: Fen; current: Fen };

// A yearly rate has at most six decimals, so its product with a million is whole and nothing is rounded before the end.
const exact = 1_000_000n;

/** CJ-09: the interest year that is settled in a calendar year: from the settlement day before to the one in it. */
export function interestYear(policy: CityPolicy, year: number): { from: CivilDate; to: CivilDate } {
  const day = policy.national.deposit.settlementDay.value;
  return { from: `${year - 1}-${day}`, to: `${year}-${day}` };
}

/** CJ-09: the pieces of a year with one rate each; one piece at the settlement day's rate unless policy computes in segments. */
export function ratePieces(
  policyOfDay: (on: CivilDate) => CityPolicy,
  year: { from: CivilDate; to: CivilDate },
): RatePiece[] {
  const mode = policyOfDay(year.to).national.deposit.rateChange.value;
  // At the settlement day's rate what was in force before does not matter, and may lie before the first figure on record.
  const rates: Parameters<typeof piecesOf>[2][number][] = [];
  for (let day = mode === 'SEGMENTED' ? year.from : year.to; day <= year.to; day = addDays(day, 1)) {
    const figure = policyOfDay(day).national.deposit.rate;
    if (figure.from !== rates.at(-1)?.from) rates.push({ from: figure.from, ...figure.value });
  }
  return piecesOf(mode, year, rates);
}

/** CJ-09: as ratePieces, from rates in the order of their dates, the first in force when the year begins. */
export function piecesOf(
  mode: 'SETTLEMENT_DATE' | 'SEGMENTED',
  year: { from: CivilDate; to: CivilDate },
  rates: readonly { from: CivilDate; current: Rate; carried: Rate }[],
): RatePiece[] {
  const known = rates.filter(({ from }) => (mode === 'SETTLEMENT_DATE' ? from <= year.to : from < year.to));
  if (mode === 'SETTLEMENT_DATE') return [{ ...year, rate: known.at(-1)! }];
  return known.map((rate, index) => ({
    from: index === 0 ? year.from : rate.from,
    to: known[index + 1]?.from ?? year.to,
    rate,
  }));
}

/** CJ-09: interest in fen, Σ 积数 × yearly rate ÷ day basis, rounded once for the whole year. */
export function interestOf(
  policy: CityPolicy,
  accrued: readonly { products: Products; rate: RatePiece['rate'] }[],
): Fen {
  const { dayBasis, rounding } = policy.national.deposit;
  let sum = 0n;
  for (const { products, rate } of accrued) {
    sum += applyRate(products.carried * exact, rate.carried, 'floor-fen');
    sum += applyRate(products.current * exact, rate.current, 'floor-fen');
  }
  return divide(sum, exact * BigInt(dayBasis.value), rounding.value);
}

/**
 * CJ-09: what one fen adds to the interest of a year, in millionths of a fen × day basis, by the number of the day (0 the
 * first) from which it bears any: `carried` for money that the year began with, `current` for this year's movements.
 */
export type DayWeights = { carried: bigint[]; current: bigint[]; divisor: bigint; rounding: Rounding };

/** CJ-09: the weights of every day of a year; Σ fen × weight, divided once by `divisor`, is what interestOf gives. */
export function dayWeights(policy: CityPolicy, pieces: readonly RatePiece[]): DayWeights {
  const { dayBasis, rounding } = policy.national.deposit;
  const perDay = pieces.flatMap(({ from, to, rate }) =>
    Array.from({ length: daysBetween(from, to) }, () => ({
      carried: applyRate(exact, rate.carried, 'floor-fen'),
      current: applyRate(exact, rate.current, 'floor-fen'),
    })),
  );
  return {
    carried: fromEachDay(perDay.map(({ carried }) => carried)),
    current: fromEachDay(perDay.map(({ current }) => current)),
    divisor: exact * BigInt(dayBasis.value),
    rounding: rounding.value,
  };
}

// From each day to the end of the year, and nothing from the end on.
function fromEachDay(rates: readonly bigint[]): bigint[] {
  const sums = [0n];
  for (const ofDay of rates.toReversed()) sums.push(sums.at(-1)! + ofDay);
  return sums.reverse();
}
