import { perform } from '#service/perform.ts';
import { admit, type Context } from '../context.ts';
import type { DeclaredCredit } from '../rules/credit.ts';
import { declaredCredit } from '../rules/declaration.ts';
import { reachMember } from './find-member.ts';
import { nextMemberFacts } from './member-facts.ts';

export type RecordCreditStanding = { memberId: string; standing: DeclaredCredit; idempotencyKey: string };

const recordSql = `
  INSERT INTO credit_standing (member_id, value, source, as_of, self_declared, recorded_at)
  VALUES ($1, $2, $3, $4, false, $5)`;

/** Adds credit standing with its source and date to a member's history; the latest date counts, before any word of the member's own (CJ-04). */
export async function recordCreditStanding(context: Context, input: RecordCreditStanding): Promise<{ id: string }> {
  const { memberId } = input;
  admit(context.caller, 'centre');
  const command = { name: 'record-credit-standing', subject: memberId, key: input.idempotencyKey, input };
  return perform(context, command, async ({ db, emit, now, today }) => {
    await reachMember(context, db, memberId);
    const { value, source, asOf } = declaredCredit(input.standing, today, 'standing');
    await db.query(recordSql, [memberId, value, source, asOf, now]);
    const facts = await nextMemberFacts(context, db, memberId, today);
    if (facts) emit({ type: 'member-facts-changed', ...facts });
    return { id: memberId };
  });
}
