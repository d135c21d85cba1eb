import type { Rate, Rounding } from './money.ts';

const units: Record<Rounding, number> = {
  'half-up-fen': 1,
  'half-up-jiao': 10,
  'half-up-yuan': 100,
  'ceil-jiao': 10,
  'floor-fen': 1,
  'ceil-fen': 1,
};

/**
 * The quotient of two SQL bigints in fen, the divisor positive, rounded once and exactly as `divide` rounds it: for runs
 * over a million rows that the database reckons itself. An overflow is an error of the statement, never a wrong amount.
 */
export function dividedSql(numerator: string, divisor: string, rounding: Rounding): string {
  const unit = units[rounding];
  const by = `((${divisor})::bigint * ${unit})`;
  const floor = (n: string) => `((${n}) / ${by} - CASE WHEN (${n}) % ${by} < 0 THEN 1 ELSE 0 END)`;
  if (rounding.startsWith('floor')) return `(${floor(numerator)} * ${unit})`;
  if (rounding.startsWith('ceil')) return `(-${floor(`-(${numerator})`)} * ${unit})`;
  // An exact half goes away from zero.
  return `(sign(${numerator})::bigint * ((2 * abs(${numerator}) + ${by}) / (2 * ${by})) * ${unit})`;
}

/** A SQL bigint in fen times a rate, rounded once and exactly as `applyRate` rounds it. */
export const appliedSql = (fen: string, { numerator, denominator }: Rate, rounding: Rounding): string =>
  dividedSql(`((${fen}) * ${numerator}::bigint)`, String(denominator), rounding);
