import type { AccountView } from '../operations/read-accounts.ts';
import { readMovements } from '../operations/read-movements.ts';
import type { Asking } from './loaders.ts';

type Member = { id: string };

/** Member: the account, the run of full months and the deductible amount. */
export const memberResolvers = {
  __resolveReference: ({ id }: Member) => ({ id }),
  account: ({ id }: Member, _: unknown, { loaders }: Asking) => loaders.accounts.load(id),
  streak: ({ id }: Member, _: unknown, { loaders }: Asking) => loaders.streaks.load(id),
  deduction: ({ id }: Member, { taxYear }: { taxYear: number }, { loaders }: Asking) =>
    loaders.deductions(taxYear).load({ memberId: id, averageIncome: null }),
};

/** Account: its agreement and its movements. */
export const accountResolvers = {
  agreement: ({ memberId }: AccountView, _: unknown, { loaders }: Asking) => loaders.agreements.load(memberId),
  movements: ({ memberId }: AccountView, asked: { first: number; after?: string | null }, context: Asking) =>
    readMovements(context, memberId, asked),
};
