import { ofReached } from '#service/reach.ts';
import type { Context } from '../context.ts';
import { loanQuota, type QuotaAsked, type SavedMember } from '../operations/loan-quota.ts';

const reached = ofReached(
  ({ loaders }: Context) => loaders.cities,
  ({ loaders }) => loaders.kept,
);

/** Member: the loans, and what decisions need to know of them, each only to who answers for the member. */
export const member = {
  __resolveReference: ({ id, city, depositBasis }: SavedMember): SavedMember => ({ id, city, depositBasis }),
  loanApplications: reached(({ id }, _: unknown, { loaders }) => loaders.applicationsOf.load(id)),
  // What was saved is told by the register of contributions, which tells it to whom it may.
  loanQuota: reached((of, { assuming }: QuotaAsked, context) => loanQuota(context, of as SavedMember, assuming)),
  loans: reached(({ id }, _: unknown, { loaders }) => loaders.loansOf.load(id)),
  // A bank gets here only by a consent, for the green channel.
  overdueState: reached(async ({ id }, _: unknown, { loaders, clock }) => {
    const overduePeriods = Math.max(0, ...(await loaders.loansOf.load(id)).map((loan) => loan.overduePeriods));
    return { overdue: overduePeriods > 0, overduePeriods, asOf: clock.now() };
  }, 'bank'),
  subsidisedLoans: reached(({ id }, _: unknown, { loaders }) => loaders.subsidisedOf.load(id)),
  loanOutstanding: reached(async ({ id }, _: unknown, { loaders }) => {
    const [loans, subsidised] = await Promise.all([loaders.loansOf.load(id), loaders.subsidisedOf.load(id)]);
    // What is written off is still owed, until all of it is recovered (HZ-11).
    const owed = loans.some(
      ({ status, recoveredOn }) => status === 'REPAYING' || (status === 'WRITTEN_OFF' && recoveredOn === null),
    );
    return owed || subsidised.some(({ status }) => status === 'IN_FORCE');
  }),
};
