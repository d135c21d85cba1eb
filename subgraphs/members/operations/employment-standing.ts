import type { CivilDate } from '#kernel/calendar.ts';
import type { Instant } from '#kernel/clock.ts';
import { parseIdentityNumber } from '#kernel/identity-card.ts';
import { Refusal } from '#kernel/refusal.ts';
import { rows } from '#service/database.ts';
import { admit, type Context } from '../context.ts';
import type { EmploymentForm } from '../rules/eligibility.ts';
import { type StandingState, standingOn, type VerificationStatus } from '../rules/standing.ts';
import { fingerprintsOf, memberBy } from './member-sealed.ts';

export type EmploymentStanding = {
  memberId: string | null;
  state: StandingState;
  employmentForm: EmploymentForm | null;
  industry: { code: string; name: string } | null;
  verifiedOn: CivilDate | null;
  validUntil: CivilDate | null;
  asOf: Instant;
};

type Verified = {
  memberId: string;
  status: VerificationStatus;
  verifiedOn: CivilDate | null;
  validUntil: CivilDate | null;
  employmentForm: EmploymentForm;
  code: string;
  name: string;
};

// While it is asked again, what was confirmed last holds for its time. By the number or by the bureau's own token; the one not given is null, and equal to nobody's.
const standingSql = `
  SELECT v.member_id AS "memberId", v.status, v.decided_on AS "verifiedOn", v.valid_until AS "validUntil",
    a.employment_form AS "employmentForm", a.industry_code AS code, a.industry_name AS name
  FROM member m JOIN application a ON a.member_id = m.id JOIN verification v ON v.application_id = a.id
  WHERE m.id IN (${memberBy('$1::bytea[]')}, (SELECT coalesce(t.merged_into, t.id) FROM member t WHERE t.id = $3)) AND v.city = ANY($2::text[]) AND v.status <> 'LAPSED'
  ORDER BY a.applied_on DESC, (v.status = 'PENDING' AND v.round = 1) DESC, v.status = 'PENDING', v.round DESC, v.id DESC
  LIMIT 1`;

type By = { fingerprints: Buffer[] } | { memberId: string | undefined };

async function lastStanding(context: Context, by: By): Promise<EmploymentStanding> {
  const whose =
    'fingerprints' in by ? [by.fingerprints, context.caller.cities, null] : [null, context.caller.cities, by.memberId];
  const [last] = await rows<Verified>(context.database, standingSql, whose);
  return {
    memberId: last?.memberId ?? null,
    state: standingOn(last, context.clock.today()),
    employmentForm: last?.employmentForm ?? null,
    industry: last ? { code: last.code, name: last.name } : null,
    verifiedOn: last?.verifiedOn ?? null,
    validUntil: last?.validUntil ?? null,
    asOf: context.clock.now(),
  };
}

/** What is verified of one person's flexible employment in the bureau's own city, now (AG-02, CJ-23). */
export async function employmentStanding(context: Context, identityNumber: string): Promise<EmploymentStanding> {
  admit(context.caller, 'hr-bureau');
  const document = parseIdentityNumber(identityNumber, context.clock.today());
  if (!document.ok) {
    const message = `The identity number is not valid: ${document.reason}`;
    throw new Refusal('INVALID_INPUT', message, { field: 'identityNumber', rule: document.reason });
  }
  return lastStanding(context, { fingerprints: fingerprintsOf(context, document.number) });
}

/** The same by the token that this very client was given; any other text is answered like somebody unknown (AG-02). */
export async function employmentStandingOf(context: Context, person: string): Promise<EmploymentStanding> {
  admit(context.caller, 'hr-bureau');
  return lastStanding(context, { memberId: context.personTokens.open(context.caller.client, person) });
}
