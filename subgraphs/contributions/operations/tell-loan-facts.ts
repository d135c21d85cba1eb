import { type Arrived, consume } from '#service/events.ts';
import type { Context } from '../context.ts';
import { depositBases } from './deposit-basis.ts';

/** HZ-06, CJ-13: tells the loan register what an application for a loan is measured by, as it stands today. */
export async function tellLoanFacts(context: Context, arrived: Arrived<'loan-facts-requested'>): Promise<void> {
  const { applicationId, memberId } = arrived.event;
  const [basis] = await depositBases(context, [memberId]);
  await consume(context, arrived, async ({ emit }) => {
    const facts = basis && {
      asOf: basis.asOf,
      accountStatus: basis.accountStatus,
      openedOn: basis.openedOn,
      monthsHeld: basis.monthsHeld,
      averageFrom: basis.averageFrom,
      days: basis.days,
      productFen: basis.product.toString(),
      averageFen: basis.average.toString(),
      balanceFen: basis.balance.toString(),
      baseFen: basis.base?.toString() ?? null,
    };
    emit({ type: 'loan-facts-told', applicationId, memberId, facts: facts ?? null });
  });
}
