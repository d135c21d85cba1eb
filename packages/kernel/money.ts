/** An amount of money in whole fen (分, 1/100 yuan). */
export type Fen = bigint;

/**
 * Every way this project rounds. The unit is in the name.
 * half-up: to the nearest, an exact half away from zero (so −0.5 fen becomes −1 fen).
 * ceil and floor: towards plus and minus infinity. ceil-fen is 见厘进分, ceil-jiao is 见分进角.
 */
export const roundings = ['half-up-fen', 'half-up-jiao', 'ceil-jiao', 'half-up-yuan', 'floor-fen', 'ceil-fen'] as const;
export type Rounding = (typeof roundings)[number];

/**
 * An exact fraction in lowest terms, never negative. The one exception to "a bigint is always fen": code outside this
 * file passes a Rate on and never reads its parts.
 */
export type Rate = { readonly numerator: bigint; readonly denominator: bigint };

const fenPerYuan = 100n;
const yuanPattern = /^(-?)(\d{1,16})(?:\.(\d{1,2}))?$/;
const ratePattern = /^(\d{1,30})(?:\.(\d{1,30}))?(%?)$/;
const fractionPattern = /^(\d{1,30})\/(\d{1,30})$/;
const longestDecimal = 30;

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [a, b];
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}

function fraction(numerator: bigint, denominator: bigint): Rate {
  const common = greatestCommonDivisor(numerator, denominator);
  return { numerator: numerator / common, denominator: denominator / common };
}

function floorDivide(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return numerator % denominator < 0n ? quotient - 1n : quotient;
}

function halfUpDivide(numerator: bigint, denominator: bigint): bigint {
  const nearest = (2n * magnitude(numerator) + denominator) / (2n * denominator);
  return numerator < 0n ? -nearest : nearest;
}

const ceilDivide = (numerator: bigint, denominator: bigint): bigint => -floorDivide(-numerator, denominator);

const roundingRules: Record<Rounding, { unit: Fen; divide: (numerator: bigint, denominator: bigint) => bigint }> = {
  'half-up-fen': { unit: 1n, divide: halfUpDivide },
  'half-up-jiao': { unit: 10n, divide: halfUpDivide },
  'half-up-yuan': { unit: 100n, divide: halfUpDivide },
  'ceil-fen': { unit: 1n, divide: ceilDivide },
  'ceil-jiao': { unit: 10n, divide: ceilDivide },
  'floor-fen': { unit: 1n, divide: floorDivide },
};

/** The single place where an exact quotient of fen becomes whole fen; the denominator must be positive. */
function rounded(numerator: bigint, denominator: bigint, rounding: Rounding): Fen {
  const rule = roundingRules[rounding];
  return rule.divide(numerator, denominator * rule.unit) * rule.unit;
}

/** Reads strict decimal yuan text ("8640.00", "-3.5") into fen; anything else is a TypeError that does not repeat it. */
export function yuan(text: string): Fen {
  // A number that slipped past the types has already lost its exact digits, so it is refused like any other non-text.
  const match = typeof text === 'string' ? yuanPattern.exec(text) : null;
  if (!match) throw new TypeError('Not an amount in yuan: digits with at most two decimals are expected');
  const [, sign, whole = '', decimals = ''] = match;
  const fen = BigInt(whole) * fenPerYuan + BigInt(decimals.padEnd(2, '0'));
  return sign === '-' ? -fen : fen;
}

/** Writes fen as decimal yuan text with exactly two places ("8640.00"). */
export function yuanText(fen: Fen): string {
  const digits = magnitude(fen).toString().padStart(3, '0');
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Reads an exact rate from percent ("0.5%"), decimal ("0.015") or fraction ("1/360") text; never negative. */
export function rate(text: string): Rate {
  if (typeof text !== 'string') throw new TypeError('Not a rate: text is expected');
  const asFraction = fractionPattern.exec(text);
  if (asFraction) {
    const denominator = BigInt(asFraction[2]!);
    if (denominator === 0n) throw new TypeError('Not a rate: the denominator is zero');
    return fraction(BigInt(asFraction[1]!), denominator);
  }
  const match = ratePattern.exec(text);
  if (!match) throw new TypeError('Not a rate: a percent, a decimal or a fraction is expected');
  const [, whole = '', decimals = '', percent] = match;
  return fraction(BigInt(whole + decimals), 10n ** BigInt(decimals.length) * (percent ? 100n : 1n));
}

/** Writes a rate as exact percent text ("1.5%"), or as a fraction ("1/360") where no finite percent exists. */
export function rateText(r: Rate): string {
  const percent = fraction(r.numerator * 100n, r.denominator);
  for (let places = 0; places <= longestDecimal; places += 1) {
    const scaled = percent.numerator * 10n ** BigInt(places);
    if (scaled % percent.denominator !== 0n) continue;
    const digits = (scaled / percent.denominator).toString().padStart(places + 1, '0');
    return places === 0 ? `${digits}%` : `${digits.slice(0, -places)}.${digits.slice(-places)}%`;
  }
  return `${r.numerator}/${r.denominator}`;
}

/** The exact product of two rates (a rate and its surcharge, a yearly rate and "1/12"). */
export function multiplyRates(a: Rate, b: Rate): Rate {
  return fraction(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** The exact sum of two rates. */
export function addRates(a: Rate, b: Rate): Rate {
  return fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

/** The exact mean of two rates, each for so many days: what a month that they share costs. */
export function meanRate(a: { rate: Rate; days: number }, b: { rate: Rate; days: number }): Rate {
  const [days, of] = [BigInt(a.days), BigInt(a.days + b.days)];
  if (of <= 0n || a.days < 0 || b.days < 0) throw new RangeError('A mean of rates needs days');
  const [left, right] = [a.rate.numerator * b.rate.denominator, b.rate.numerator * a.rate.denominator];
  return fraction(left * days + right * BigInt(b.days), a.rate.denominator * b.rate.denominator * of);
}

/** Negative, zero or positive as the first rate is lower than, equal to or higher than the second. */
export function compareRates(a: Rate, b: Rate): -1 | 0 | 1 {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
}

/** The exact share of the principal due each period in equal instalments (等额本息): i(1+i)ⁿ ÷ ((1+i)ⁿ − 1). */
export function instalmentRate(perPeriod: Rate, periods: number): Rate {
  const count = BigInt(periods);
  if (count <= 0n) throw new RangeError('The number of instalments must be positive');
  if (perPeriod.numerator === 0n) return { numerator: 1n, denominator: count };
  const grown = (perPeriod.numerator + perPeriod.denominator) ** count;
  const ungrown = perPeriod.denominator ** count;
  return fraction(perPeriod.numerator * grown, perPeriod.denominator * (grown - ungrown));
}

/** An amount in fen times a rate, rounded once. */
export function applyRate(fen: Fen, r: Rate, rounding: Rounding): Fen {
  return rounded(fen * r.numerator, r.denominator, rounding);
}

/**
 * Interest in fen on a balance held for some days: fen × days × rate ÷ yearDays, rounded once.
 * A product of balances and days (积数) is passed as fen with days = 1.
 */
export function applyRateOver(fen: Fen, r: Rate, days: number | bigint, yearDays: number, rounding: Rounding): Fen {
  if (yearDays <= 0) throw new RangeError('The days of a year must be positive');
  return rounded(fen * BigInt(days) * r.numerator, r.denominator * BigInt(yearDays), rounding);
}

/** An amount in fen divided by a whole number, rounded once. */
export function divide(fen: Fen, by: bigint | number, rounding: Rounding): Fen {
  const divisor = BigInt(by);
  if (divisor === 0n) throw new RangeError('Money cannot be divided by zero');
  return divisor < 0n ? rounded(-fen, -divisor, rounding) : rounded(fen, divisor, rounding);
}

/** The smallest of the amounts in fen. */
export function minFen(first: Fen, ...others: readonly Fen[]): Fen {
  let least = first;
  for (const fen of others) if (fen < least) least = fen;
  return least;
}

/** The largest of the amounts in fen. */
export function maxFen(first: Fen, ...others: readonly Fen[]): Fen {
  let most = first;
  for (const fen of others) if (fen > most) most = fen;
  return most;
}

/** The sum of the amounts in fen; zero for none. */
export function sumFen(amounts: Iterable<Fen>): Fen {
  let sum = 0n;
  for (const fen of amounts) sum += fen;
  return sum;
}
