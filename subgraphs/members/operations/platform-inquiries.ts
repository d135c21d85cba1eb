import type { CivilDate } from '#kernel/calendar.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { CityCode } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import { admit, type Context } from '../context.ts';
import type { PlatformAnswer, PlatformStatus } from '../rules/platform.ts';

export type PlatformInquiry = {
  applicationId: string;
  memberId: string;
  status: PlatformStatus;
  openedOn: CivilDate;
  waitUntil: CivilDate;
  answers: PlatformAnswer[];
};

const listSql = `
  SELECT p.application_id AS "applicationId", p.member_id AS "memberId", p.status, p.opened_on AS "openedOn",
    p.wait_until AS "waitUntil",
    coalesce((SELECT jsonb_agg(jsonb_build_object('centre', r.centre, 'asOf', r.as_of) ORDER BY r.as_of, r.id)
      FROM platform_answer r WHERE r.application_id = p.application_id), '[]') AS answers
  FROM platform_inquiry p JOIN application a ON a.id = p.application_id
  WHERE p.city = $1 AND p.status IN ('OTHER_ACCOUNT', 'CONTRADICTED', 'UNANSWERED') AND p.resolution IS NULL AND a.live
  ORDER BY p.opened_on, p.application_id LIMIT 200`;

/** Who waits for the staff of a city of the caller's own: no answer in time, two that disagree, or one after the approval (CJ-08). */
export async function platformInquiries(context: Context, city: CityCode): Promise<PlatformInquiry[]> {
  admit(context.caller, 'centre');
  if (!context.caller.cities.includes(city)) {
    throw new Refusal('FORBIDDEN', 'Not a city of the caller', { field: 'city' });
  }
  return rows<PlatformInquiry>(context.database, listSql, [city]);
}
