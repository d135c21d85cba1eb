import { median } from '../median.ts';

// Of so few answers a 99th percentile would be the longest of all.
const few = 100;

/** One turn of a contestant: how many milliseconds each answer took, all of them in so many seconds. */
export type Turn = { took: number[]; seconds: number; cpuMicros: number };
/** A round: answers per second, microseconds of CPU for each, and milliseconds that half and nearly all of them took. */
export type Measured = { perSecond: number; cpuMicros: number; p50: number; p99: number };

/** Half of all took no longer, and 99 of 100; the latter is not known of few. */
export const quantiles = (took: ArrayLike<number>) => ({
  p50: took[Math.floor(took.length / 2)]!,
  p99: took.length <= few ? Number.NaN : took[Math.floor(took.length * 0.99)]!,
});

/** The turns of a round as if they had been one. */
export function together(turns: readonly Turn[]): Measured {
  const took = turns.flatMap((one) => one.took).toSorted((a, b) => a - b);
  const sum = (of: 'seconds' | 'cpuMicros') => turns.reduce((all, one) => all + one[of], 0);
  return { perSecond: took.length / sum('seconds'), cpuMicros: sum('cpuMicros') / took.length, ...quantiles(took) };
}

/** Each figure by itself. */
export function medians(all: readonly Measured[]): Measured {
  const of = (key: keyof Measured) => median(all.map((one) => one[key]));
  return { perSecond: of('perSecond'), cpuMicros: of('cpuMicros'), p50: of('p50'), p99: of('p99') };
}
