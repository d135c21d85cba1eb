import type { CivilDate } from '#kernel/calendar.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type Db, rows } from '#service/database.ts';
import { storeJson } from '#service/json.ts';
import { perform } from '#service/perform.ts';
import { about } from '#service/told-refusals.ts';
import type { Context } from '../context.ts';
import { type OwnFacts, type Weighing, weigh } from '../rules/application.ts';
import { unmet } from '../rules/conditions.ts';
import {
  type Application,
  applicationById,
  type Decision,
  lockApplication,
  type Review,
  refuseEnded,
  type Verdict,
} from './applications.ts';
import { grantWithin } from './grant-loan.ts';
import { officerOf, refuseSecondHand, textOf } from './officer-of.ts';
import { repayByOf } from './repay-by.ts';

export type DecideApplication = {
  applicationId: string;
  verdict: Verdict;
  reason: string;
  idempotencyKey: string;
};

/**
 * HZ-05, HZ-06, CJ-13: decides a reviewed application, by another officer, and keeps every condition with its fact and the
 * figures in the versions it used. An approved loan waits for its lien; none is approved against a condition that binds.
 */
export async function decideApplication(context: Context, input: DecideApplication): Promise<Application> {
  const officer = officerOf(context);
  const { applicationId: id, verdict } = input;
  const reason = textOf('reason', input.reason);
  const command = { name: 'decide-loan-application', subject: id, key: input.idempotencyKey, input };
  return perform(context, command, async (transaction) => {
    const { db, today } = transaction;
    const application = await lockApplication(context, db, id);
    refuseEnded(application);
    const { review } = application;
    if (!review) {
      const detail = { field: 'applicationId', clause: 'HZ-05' };
      throw about(application.memberId, new Refusal('NOT_ELIGIBLE', 'It is not reviewed yet', detail));
    }
    refuseSecondHand(officer, review.officer);
    const weighing = weighOn(context, application, review, await ownFacts(db, application.memberId), today);
    if (verdict === 'APPROVE') refuseUnmet(application, weighing);
    const loan = verdict === 'APPROVE' ? await grantWithin(context, transaction, termsOf(application)) : null;
    const decision: Decision = { ...weighing, officer, on: today, verdict, reason };
    await db.query(
      `UPDATE loan_application SET status = $2, decision = $3, decided_by = $4, decided_on = $5, loan_id = $6 WHERE id = $1`,
      [id, loan ? 'APPROVED' : 'REFUSED', storeJson(decision), officer, today, loan?.id ?? null],
    );
    return applicationById(db, id);
  });
}

const termsOf = ({ memberId, city, principal, months, method, priority }: Application) => ({
  ...{ memberId, city, principal, months, method },
  firstHome: priority === 'first-home',
});

function weighOn(context: Context, application: Application, findings: Review, own: OwnFacts, on: CivilDate): Weighing {
  const { facts, city, housePrice } = application;
  const savings = facts === 'none' ? null : facts;
  const wish = { ...termsOf(application), housePrice };
  return weigh({ wish, savings, findings, own, on }, context.policy(city, on));
}

async function ownFacts(db: Db, memberId: string): Promise<OwnFacts> {
  const [repayBy] = await repayByOf(db, [memberId]);
  const [own] = await rows<Omit<OwnFacts, 'repayBy'>>(
    db,
    `SELECT b.approved_on AS "approvedOn",
       (SELECT count(*)::int FROM loan WHERE member_id = $1 AND status IN ('PENDING', 'REPAYING')) AS outstanding,
       (SELECT count(*)::int FROM loan WHERE member_id = $1 AND status = 'WRITTEN_OFF' AND recovered_on IS NULL) AS "writtenOff",
       (SELECT max(decided_on) FROM breach_case WHERE kind = 'FALSE_PROMISE' AND measure <> 'NONE'
         AND member_id IN (SELECT member_id FROM borrower WHERE $1 IN (member_id, merged_into)))
         AS "brokePromiseOn"
     FROM borrower b WHERE b.member_id = $1`,
    [memberId],
  );
  return { ...own!, repayBy: repayBy ?? null };
}

function refuseUnmet({ memberId }: Application, { conditions }: Weighing): void {
  const reasons = unmet(conditions);
  if (reasons.length === 0) return;
  const [first] = reasons;
  // A second loan has a code of its own, whichever way it is asked for.
  const code = first!.code === 'NO_OTHER_LOAN' ? 'LOAN_OUTSTANDING' : 'NOT_ELIGIBLE';
  const detail = { field: 'verdict', clause: first!.clause, reasons };
  throw about(memberId, new Refusal(code, 'A condition of the loan is not met', detail));
}
