import { type MemberTold, ofReached } from '#service/reach.ts';
import type { AccountView } from '../operations/read-accounts.ts';
import { readMovements } from '../operations/read-movements.ts';
import { closingResolvers } from './closing.ts';
import { collectionResolvers } from './collection.ts';
import { figureResolvers } from './figures.ts';
import type { Asking } from './loaders.ts';
import { payoutResolvers } from './payouts.ts';
import { segmentResolvers } from './segments.ts';

const reached = ofReached(
  ({ loaders }: Asking) => loaders.cities,
  ({ loaders }) => loaders.kept,
);

/** Member: the account, the run of full months and the deductible amount, each only to who answers for the member. */
export const memberResolvers = {
  __resolveReference: ({ id, city }: MemberTold): MemberTold => ({ id, city }),
  account: reached(({ id }, _: unknown, { loaders }) => loaders.accounts.load(id)),
  // A bank gets here only by a consent, for the green channel.
  streak: reached(({ id }, _: unknown, { loaders }) => loaders.streaks.load(id), 'bank'),
  depositBasis: reached(({ id }, _: unknown, { loaders }) => loaders.depositBases.load(id)),
  deduction: reached(({ id }, { taxYear }: { taxYear: number }, { loaders }) =>
    loaders.deductions(taxYear).load({ memberId: id, averageIncome: null }),
  ),
};

/** Account: its agreement, its movements and its figures. */
export const accountResolvers = {
  ...collectionResolvers,
  ...figureResolvers,
  ...payoutResolvers,
  ...segmentResolvers,
  ...closingResolvers,
  movements: ({ memberId }: AccountView, asked: { first: number; after?: string | null }, context: Asking) =>
    readMovements(context, memberId, asked),
};
