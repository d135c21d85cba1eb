import { type CivilDate, daysBetween } from '#kernel/calendar.ts';
import { divide, type Fen } from '#kernel/money.ts';

/** By how many fen the balance changed on a day; what was booked before the window counts as on its first day. */
export type BalanceChange = { on: CivilDate; fen: Fen };

/** The days [from, to) on which the closing balance was the same, and what they add to the 积数, in fen-days. */
export type BalancePiece = { from: CivilDate; to: CivilDate; days: number; balance: Fen; product: Fen };

/** 日均缴存余额 in fen, with the 积数 in fen-days and the days that it is the quotient of. */
export type AverageBalance = { days: number; product: Fen; average: Fen; pieces: BalancePiece[] };

/**
 * HZ-06: the daily average balance over the days [from, to): the sum of the daily closing balances (积数) divided by the
 * days, rounded half up to the fen once. The day of a deposit counts, the day of a withdrawal does not. The changes are
 * in the order of their days, one a day, none later than the window.
 */
export function averageBalance(window: { from: CivilDate; to: CivilDate }, changes: readonly BalanceChange[]) {
  const pieces: BalancePiece[] = [];
  const add = (from: CivilDate, to: CivilDate, balance: Fen) => {
    const days = daysBetween(from, to);
    if (days > 0) pieces.push({ from, to, days, balance, product: balance * BigInt(days) });
  };
  let balance = 0n;
  let since = window.from;
  for (const { on, fen } of changes) {
    add(since, on, balance);
    balance += fen;
    since = on;
  }
  add(since, window.to, balance);
  const days = daysBetween(window.from, window.to);
  const product = pieces.reduce((sum, piece) => sum + piece.product, 0n);
  return { days, product, average: divide(product, days, 'half-up-fen'), pieces } satisfies AverageBalance;
}
