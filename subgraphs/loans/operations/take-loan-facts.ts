import { type Arrived, consume } from '#service/events.ts';
import { storeJson } from '#service/json.ts';
import type { Context } from '../context.ts';
import type { SavingFacts } from '../rules/application.ts';

/** HZ-06: keeps what the register of contributions told an open application is measured by; what was told first stays. */
export async function takeLoanFacts(context: Context, arrived: Arrived<'loan-facts-told'>): Promise<void> {
  const { applicationId, facts } = arrived.event;
  const kept: SavingFacts | 'none' = facts
    ? {
        ...{ asOf: facts.asOf, accountStatus: facts.accountStatus, openedOn: facts.openedOn },
        ...{ monthsHeld: facts.monthsHeld, averageFrom: facts.averageFrom, days: facts.days },
        ...{ average: BigInt(facts.averageFen), balance: BigInt(facts.balanceFen) },
        base: facts.baseFen === null ? null : BigInt(facts.baseFen),
      }
    : 'none';
  await consume(context, arrived, async ({ db }) => {
    await db.query(
      `UPDATE loan_application SET facts = $2, facts_on = $3
       WHERE id = $1 AND facts_on IS NULL AND status IN ('SUBMITTED', 'REVIEWED')`,
      [applicationId, storeJson(kept), context.clock.today()],
    );
  });
}
