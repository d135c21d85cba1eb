import type { AverageAsked } from '../operations/average-balance.ts';
import type { BalanceView } from '../operations/balance-on.ts';
import type { AccountView } from '../operations/read-accounts.ts';
import { readStatement, type StatementAsked } from '../operations/statement.ts';
import type { Asking } from './loaders.ts';

/** Account: its live figures over a window, on a day and as a statement. */
export const figureResolvers = {
  averageDailyBalance: ({ memberId }: AccountView, { from, to, segments }: AverageAsked, { loaders }: Asking) =>
    loaders.averages({ from, to, segments: segments ?? null }).load(memberId),
  balanceOn: ({ memberId }: AccountView, { date }: { date: string }, { loaders }: Asking) =>
    loaders.balancesOn.load({ memberId, on: date }),
  statement: ({ memberId }: AccountView, asked: StatementAsked, context: Asking) =>
    readStatement(context, memberId, asked),
};

/** BalanceOn: its day. */
export const balanceOnResolvers = { date: ({ on }: BalanceView) => on };
