import type { CivilDate } from '#kernel/calendar.ts';
import { Refusal } from '#kernel/refusal.ts';
import { perform } from '#service/perform.ts';
import { admit, type Context } from '../context.ts';
import { reachMember } from './find-member.ts';
import { nextMemberFacts } from './member-facts.ts';

export type RecordUnitParticipation = { memberId: string; inUnit: boolean; since: CivilDate; idempotencyKey: string };

const recordSql = 'INSERT INTO unit_participation (member_id, in_unit, since, recorded_at) VALUES ($1, $2, $3, $4)';

/** Adds to a member's history since when they take part through a unit, or no longer do (CJ-04, CJ-10). */
export async function recordUnitParticipation(
  context: Context,
  input: RecordUnitParticipation,
): Promise<{ id: string }> {
  const { memberId } = input;
  admit(context.caller, 'centre');
  const command = { name: 'record-unit-participation', subject: memberId, key: input.idempotencyKey, input };
  return perform(context, command, async ({ db, emit, now, today }) => {
    await reachMember(context, db, memberId);
    if (input.since > today) throw new Refusal('INVALID_INPUT', 'This has not begun', { field: 'since' });
    await db.query(recordSql, [memberId, input.inUnit, input.since, now]);
    const facts = await nextMemberFacts(context, db, memberId, today);
    if (facts) emit({ type: 'member-facts-changed', ...facts });
    return { id: memberId };
  });
}
