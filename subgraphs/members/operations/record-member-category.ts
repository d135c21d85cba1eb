import type { CivilDate } from '#kernel/calendar.ts';
import { perform } from '#service/perform.ts';
import { admit, type Context } from '../context.ts';
import { type CategoryKind, readCategory } from '../rules/declaration.ts';
import { reachMember } from './find-member.ts';
import { nextMemberFacts } from './member-facts.ts';

export type RecordMemberCategory = {
  memberId: string;
  kind: CategoryKind;
  graduatedOn?: CivilDate | null;
  since: CivilDate;
  until?: CivilDate | null;
  evidenceReference: string;
  idempotencyKey: string;
};

const recordSql = `
  INSERT INTO category (member_id, kind, graduated_on, evidence_reference, since, until, recorded_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7)`;

/**
 * CJ-16: adds to a member's history from when to when they belong to a group, with the evidence; the line that begins last
 * counts, and of two that begin on one day the later written. The registers that look at groups are told.
 */
export async function recordMemberCategory(context: Context, input: RecordMemberCategory): Promise<{ id: string }> {
  const { memberId } = input;
  admit(context.caller, 'centre');
  const command = { name: 'record-member-category', subject: memberId, key: input.idempotencyKey, input };
  return perform(context, command, async ({ db, emit, now, today }) => {
    await reachMember(context, db, memberId);
    const { kind, graduatedOn, evidenceReference, since, until } = readCategory(input, today, '');
    await db.query(recordSql, [memberId, kind, graduatedOn, evidenceReference, since, until, now]);
    const facts = await nextMemberFacts(context, db, memberId, today);
    if (facts) emit({ type: 'member-facts-changed', ...facts });
    return { id: memberId };
  });
}
