import type { Fen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { rows } from '#service/database.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { decideBy } from '../rules/decide-by.ts';
import { offer } from '../rules/offer.ts';
import type { RepaymentMethod } from '../rules/schedule.ts';
import { type Application, applicationById } from './applications.ts';
import { borrowersCity } from './borrower-of.ts';

export type ApplyForLoan = {
  memberId: string;
  principal: Fen;
  months: number;
  method: RepaymentMethod;
  firstHome: boolean;
  housePrice: Fen;
  idempotencyKey: string;
};

/**
 * HZ-05: takes an application for a loan, within the city's bounds, and asks the register of contributions what it is
 * measured by (HZ-06). It is to be decided within the days that stand on its day.
 */
export async function applyForLoan(context: Context, input: ApplyForLoan): Promise<Application> {
  const { idempotencyKey: key, ...wish } = input;
  const command = { name: 'apply-for-loan', subject: wish.memberId, key, input: wish };
  return perform(context, command, async ({ db, emit, today }) => {
    const city = await borrowersCity(context, db, wish.memberId);
    const policy = context.policy(city, today);
    if (wish.housePrice <= 0n) {
      throw new Refusal('INVALID_INPUT', 'The price of the house is positive', { field: 'housePrice' });
    }
    const { priority } = offer(wish, policy);
    const { reviewDays, dayKind } = policy.national.loan;
    const [written] = await rows<{ id: string }>(
      db,
      `INSERT INTO loan_application (member_id, city, priority, class, principal, months, method, house_price, submitted_on,
         decide_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       ON CONFLICT (member_id) WHERE status IN ('SUBMITTED', 'REVIEWED') DO NOTHING RETURNING id`,
      [
        ...[wish.memberId, city, priority, policy.loan.priority.value.indexOf(priority)],
        ...[wish.principal, wish.months, wish.method, wish.housePrice, today],
        decideBy(today, reviewDays.value, dayKind.value),
      ],
    );
    if (!written) {
      const detail = { field: 'memberId', clause: 'HZ-05' };
      throw new Refusal('APPLICATION_EXISTS', 'An application for a loan is not decided yet', detail);
    }
    emit({ type: 'loan-facts-requested', applicationId: written.id, memberId: wish.memberId, city });
    return applicationById(db, written.id);
  });
}
