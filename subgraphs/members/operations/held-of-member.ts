import { rows } from '#service/database.ts';
import { admit, type Context } from '../context.ts';
import type { MemberRow } from '../tables/member.ts';
import { openIdentity, openPhone } from './member-sealed.ts';

const declarationsSql = `
  SELECT a.id AS "applicationId", a.employment_form AS "employmentForm",
    jsonb_build_object('code', a.industry_code, 'name', a.industry_name) AS industry,
    a.employed_since AS "employedSince", a.own_income AS "ownIncome", a.in_unit AS "inUnit", a.document_valid_until AS "documentValidUntil",
    EXISTS (SELECT FROM spouse_index x WHERE x.application_id = a.id) AS "spouseDeclared"
  FROM application a WHERE a.member_id = $1 ORDER BY a.applied_on, a.id`;
const verificationsSql = `
  SELECT application_id AS "applicationId", status, applied_on AS "askedOn", due_on AS "dueOn", decided_on AS "decidedOn",
    evidence_reference AS "evidenceReference", valid_until AS "validUntil", rejection_reason AS "rejectionReason"
  FROM verification WHERE member_id = $1 ORDER BY applied_on, round, id`;
const creditSql = `
  SELECT value, source, as_of AS "asOf", self_declared AS "selfDeclared", recorded_at AS "recordedAt"
  FROM credit_standing WHERE member_id = $1 ORDER BY id`;
const unitSql = `
  SELECT in_unit AS "inUnit", since, recorded_at AS "recordedAt" FROM unit_participation WHERE member_id = $1 ORDER BY id`;
const platformSql = `
  SELECT p.application_id AS "applicationId", p.status, p.opened_on AS "openedOn", p.wait_until AS "waitUntil",
    p.resolution, p.resolved_on AS "resolvedOn", p.evidence_reference AS "evidenceReference",
    coalesce((SELECT jsonb_agg(jsonb_build_object('centre', r.centre, 'asOf', r.as_of) ORDER BY r.as_of, r.id)
      FROM platform_answer r WHERE r.application_id = p.application_id), '[]') AS answers
  FROM platform_inquiry p WHERE p.member_id = $1 ORDER BY p.opened_on, p.application_id`;

/** What this register holds of the member who asks, beside what is in force today (AG-06). */
export async function heldOfMember(context: Context, member: MemberRow) {
  admit(context.caller, 'member');
  const of = (sql: string) => rows<Record<string, unknown>>(context.database, sql, [member.id]);
  const declarations = await of(declarationsSql);
  const ids = declarations.map(({ applicationId }) => applicationId as string);
  return {
    memberId: member.id,
    identityNumber: openIdentity(context, member),
    phone: openPhone(context, member),
    sex: member.sex,
    applications: await context.loaders.application.loadMany(ids),
    declarations,
    verifications: await of(verificationsSql),
    creditStandings: await of(creditSql),
    unitParticipations: await of(unitSql),
    platformInquiries: await of(platformSql),
  };
}
