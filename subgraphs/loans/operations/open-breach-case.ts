import { addDays } from '#kernel/calendar.ts';
import { Refusal } from '#kernel/refusal.ts';
import { rows } from '#service/database.ts';
import { storeJson } from '#service/json.ts';
import { perform } from '#service/perform.ts';
import { about } from '#service/told-refusals.ts';
import type { Context } from '../context.ts';
import { type BreachKind, weighBreach } from '../rules/breach.ts';
import { unmet } from '../rules/conditions.ts';
import { type BreachCase, findBreachCase } from './breach-cases.ts';
import { loanOf } from './loans.ts';
import { lockRepaying } from './lock-loan.ts';
import { officerOf, textOf } from './officer-of.ts';

export type OpenBreachCase = {
  loanId: string;
  kind: BreachKind;
  grounds: string;
  evidenceReference: string;
  idempotencyKey: string;
};

/** HZ-08: opens a breach case of a loan, to which the member may reply until a day; nothing is decided by it. */
export async function openBreachCase(context: Context, input: OpenBreachCase): Promise<BreachCase> {
  const officer = officerOf(context);
  const grounds = textOf('grounds', input.grounds);
  const evidenceReference = textOf('evidenceReference', input.evidenceReference, 200);
  const command = { name: 'open-breach-case', subject: input.loanId, key: input.idempotencyKey, input };
  return perform(context, command, async ({ db, today }) => {
    const { id, memberId, city } = await lockRepaying(context, db, input.loanId);
    const { overduePeriods } = await loanOf(db, id, today);
    const policy = context.policy(city, today);
    const replyBy = addDays(today, policy.national.loan.breachReplyDays.value);
    const facts = { kind: input.kind, grounds, evidenceReference, openedOn: today, overduePeriods, replyBy, on: today };
    const weighing = weighBreach({ ...facts, repliedOn: null }, null, policy);
    const reasons = unmet(weighing.conditions);
    if (reasons.length > 0) {
      const detail = { field: 'kind', clause: 'HZ-08', reasons };
      throw about(memberId, new Refusal('NOT_ELIGIBLE', 'Nothing is overdue', detail));
    }
    const [written] = await rows<{ id: string }>(
      db,
      `INSERT INTO breach_case (loan_id, member_id, kind, grounds, evidence, opened_by, opened_on, reply_by, weighing)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (loan_id) WHERE status <> 'DECIDED' DO NOTHING RETURNING id`,
      [id, memberId, input.kind, grounds, evidenceReference, officer, today, replyBy, storeJson(weighing)],
    );
    if (!written) {
      const waits = new Refusal('IN_PROGRESS', 'A breach case of this loan is not decided yet', { field: 'loanId' });
      throw about(memberId, waits);
    }
    return (await findBreachCase(db, written.id))!;
  });
}
