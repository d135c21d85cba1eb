import { yearOf } from '#kernel/calendar.ts';
import { type Db, rows } from '#service/database.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { monthlyAmount } from '../rules/monthly-amount.ts';
import { changeAppliesFrom, mayChangePlan } from '../rules/plan-change.ts';
import type { ChangePlanInput } from '../schema.generated.ts';
import { noteAccountEvent } from './account-events.ts';
import { refuseDuringDebit, requireAgreement } from './agreement-in-force.ts';
import { lockAccount, memberIdOf } from './lock-account.ts';
import { lastPaidOf } from './pay-dues.ts';
import { type AgreementView, readAgreement } from './read-agreements.ts';

/** Changes base and ratio, in July and once, from the first month not yet paid (CJ-06). */
export async function changePlan(context: Context, input: ChangePlanInput): Promise<AgreementView> {
  const memberId = memberIdOf(input.memberId);
  const command = { name: 'change-plan', subject: memberId, key: input.idempotencyKey, input };
  return perform(context, command, async ({ db, today }) => {
    const account = await lockAccount(context, db, memberId);
    const agreement = await requireAgreement(db, account.id);
    const policy = context.policy(account.city, today);
    mayChangePlan(policy, { today, changesThisYear: await changesIn(db, account.id, yearOf(today)) });
    const monthly = monthlyAmount(policy, { ...input, mode: agreement.mode });
    await refuseDuringDebit(db, agreement.id);
    const from = changeAppliesFrom(today, await lastPaidOf(db, agreement.id));
    await db.query(
      `INSERT INTO plan_version (agreement_id, version, from_month, base, ratio, monthly, decided_on)
       SELECT $1, max(version) + 1, $2, $3, $4, $5, $6 FROM plan_version WHERE agreement_id = $1`,
      [agreement.id, from, input.base, input.ratio, monthly, today],
    );
    // What was asked of the bank and not paid is owed by the new plan too.
    await db.query(
      `UPDATE period_due SET base = $3, due_fen = $4
       WHERE agreement_id = $1 AND month >= $2 AND filled_on IS NULL`,
      [agreement.id, from, input.base, monthly],
    );
    await noteAccountEvent({ db, today }, account.id, '10', `${from}起`);
    return readAgreement(context, db, agreement.id);
  });
}

async function changesIn(db: Db, accountId: number, year: number): Promise<number> {
  const [row] = await rows<{ changes: number }>(
    db,
    `SELECT count(*)::int AS changes FROM agreement a JOIN plan_version v ON v.agreement_id = a.id
     WHERE a.account_id = $1 AND v.version > 1 AND extract(year FROM v.decided_on) = $2`,
    [accountId, year],
  );
  return row!.changes;
}
