import type { CivilDate } from '#kernel/calendar.ts';
import { Refusal } from '#kernel/refusal.ts';
import { perform } from '#service/perform.ts';
import { admit, type Context } from '../context.ts';
import { referenceText } from '../rules/declaration.ts';
import { industryOf } from '../rules/key-industry.ts';
import { validityOf } from '../rules/validity.ts';
import { reachMember } from './find-member.ts';

export type RecordIndustry = {
  memberId: string;
  industryCode: string;
  since: CivilDate;
  until?: CivilDate | null;
  evidenceReference: string;
  idempotencyKey: string;
};

const recordSql = `
  INSERT INTO industry_period (member_id, industry_code, industry_name, since, until, evidence_reference, recorded_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7)`;

/**
 * CJ-17: adds to a member's history from when to when they work in an industry of the city's list, with the evidence; it
 * takes the place of what was declared on joining. One that has ended counts no longer from the next day on.
 */
export async function recordIndustry(context: Context, input: RecordIndustry): Promise<{ id: string }> {
  const { memberId } = input;
  admit(context.caller, 'centre');
  const command = { name: 'record-industry', subject: memberId, key: input.idempotencyKey, input };
  return perform(context, command, async ({ db, now, today }) => {
    const { city } = await reachMember(context, db, memberId);
    const evidence = referenceText(input.evidenceReference, 'evidenceReference');
    const { since, until } = validityOf(input, today);
    const industry = industryOf(input.industryCode, context.policy(city, today));
    if (!industry) {
      const detail = { field: 'industryCode', clause: 'CJ-17' };
      throw new Refusal('INVALID_INPUT', 'The industry is not on the list of the city', detail);
    }
    await db.query(recordSql, [memberId, industry.code, industry.name, since, until, evidence, now]);
    return { id: memberId };
  });
}
