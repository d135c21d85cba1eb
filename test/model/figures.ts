import { type Day, day } from './calendar.ts';

/** The figures that the model goes by, written down a second time: were both read from one file, a wrong one would pass. */
export type City = '652300' | '330500';
export const changji: City = '652300';
export const huzhou: City = '330500';

const yuan = (whole: number): bigint => BigInt(whole) * 100n;

const bounds: Record<City, [from: Day, least: bigint, most: bigint][]> = {
  [changji]: [
    [day(2025, 7, 1), yuan(2070), yuan(33000)],
    [day(2026, 7, 1), yuan(2070), yuan(35071)],
  ],
  [huzhou]: [
    [day(2025, 7, 1), yuan(4482), yuan(30186)],
    [day(2026, 7, 1), yuan(2430), yuan(31436)],
  ],
};

/** What a base may be in a city on a day, in fen. */
export function baseBounds(city: City, on: Day): { least: bigint; most: bigint } {
  const [, least, most] = bounds[city].findLast(([from]) => from <= on)!;
  return { least, most };
}

export const ratioBounds = { least: 10, most: 24 };
/** The least that one payment may be, in fen. */
export const leastPayment: Record<City, bigint> = { [changji]: 0n, [huzhou]: yuan(718) };
export const debitDate = 20;
export const lapseAfter = 3;
export const changeMonth = 7;
/** 1.5 % a year over 360 days, in fen for so many fen-days; an exact half goes up. */
export const interest = (fenDays: bigint): bigint => (2n * fenDays * 15n + 360_000n) / 720_000n;
/** base × so many percent, to the fen; an exact half goes up. */
export const share = (base: bigint, percent: number): bigint => (base * BigInt(percent) + 50n) / 100n;
/** On which days of the month the bank is asked again for what it refused. */
export const retryDate = 25;
/** How long a payout waits for the bank. */
export const holdDays = 7;
const changjiReasons = ['01', '02', '06', '07'];
/** CJ-13, HZ-04: for which reasons part of the money is paid out, and whether with evidence. */
export function withdrawalReason(city: City, code: string, on: Day): { taken: boolean; evidence: boolean } {
  if (city === huzhou) return { taken: true, evidence: false };
  return { taken: changjiReasons.includes(code) || (code === '99' && on >= day(2026, 9, 20)), evidence: true };
}
/** HZ-07: 30 % of the interest earned, to the fen; an exact half goes up. */
export const closingShare = (earned: bigint): bigint => (earned * 30n + 50n) / 100n;

const ceilings: Record<City, [from: number, most: bigint][]> = {
  [changji]: [
    [2024, yuan(30000)],
    [2025, yuan(33000)],
    [2026, yuan(35071)],
  ],
  [huzhou]: [
    [2024, yuan(28000)],
    [2025, yuan(30186)],
    [2026, yuan(31436)],
  ],
};
/** CJ-14: the most that a month's cap is reckoned on in a tax year, and 12 % of a base up to it. */
export const taxCap = (city: City, year: number, base: bigint): bigint => {
  const [, most] = ceilings[city].findLast(([from]) => from <= year)!;
  return share(base < most ? base : most, 12);
};
/** An amount divided by a number of days; an exact half goes up. */
export const perDay = (fenDays: bigint, days: number): bigint => (2n * fenDays + BigInt(days)) / (2n * BigInt(days));
