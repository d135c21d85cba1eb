import DataLoader from 'dataloader';
import type { CivilDate } from '#kernel/calendar.ts';
import type { Instant } from '#kernel/clock.ts';
import { rows } from '#service/database.ts';
import type { CategoryKind } from '#service/event-types.ts';
import { isId } from '#service/ids.ts';
import type { OperationContext } from '#service/perform.ts';
import { fieldsTold } from './rules/consent.ts';
import type { DeclaredCredit } from './rules/credit.ts';
import type { Industry } from './rules/key-industry.ts';
import type { Validity } from './rules/validity.ts';
import { type ApplicationRow, applicationColumns, lastRound, type StepRow } from './tables/application.ts';
import { type ConsentRow, consentColumns } from './tables/consent.ts';
import { correctionColumns, type IdentityCorrectionRow } from './tables/identity-correction.ts';
import { type MemberRow, memberColumns } from './tables/member.ts';
import { type VerificationRow, verificationColumns } from './tables/verification.ts';

type Category = {
  memberId: string;
  kind: CategoryKind;
  graduatedOn: CivilDate | null;
  since: CivilDate;
  until: CivilDate | null;
  evidenceReference: string;
  recordedAt: Instant;
};
type IndustryPeriod = Industry & Validity & { memberId: string; evidenceReference: string; recordedAt: Instant };
type CreditStanding = DeclaredCredit & { memberId: string };
type Spouse = { memberId: string; id: string };
type UnitParticipation = { memberId: string; inUnit: boolean; since: CivilDate };

/** Each loads any number in one statement; none remembers, so that an answer after a change is never stale. */
export type Loaders = {
  member: DataLoader<string, MemberRow | undefined>;
  application: DataLoader<string, ApplicationRow | undefined>;
  verification: DataLoader<string, VerificationRow | undefined>;
  /** By the id of an application that was reached, its steps in their order. */
  steps: DataLoader<string, StepRow[]>;
  /** Of which groups they are today. */
  categories: DataLoader<string, Category[]>;
  /** Every line that was ever recorded, by its beginning. */
  categoryLines: DataLoader<string, Category[]>;
  industryLines: DataLoader<string, IndustryPeriod[]>;
  /** The line that began last by today, though it may have ended. */
  industry: DataLoader<string, IndustryPeriod | undefined>;
  consents: DataLoader<string, ConsentRow[]>;
  corrections: DataLoader<string, IdentityCorrectionRow[]>;
  credit: DataLoader<string, CreditStanding | undefined>;
  unit: DataLoader<string, UnitParticipation | undefined>;
  /** By the id of a record, those of the same person that ended in it (CJ-08). */
  merged: DataLoader<string, { memberId: string; id: string }[]>;
  /** By the id of one spouse, the id of the other, in whichever city. */
  spouse: DataLoader<string, Spouse | undefined>;
};

type Load<T> = (ids: string[]) => Promise<T[]>;

const wanted = (ids: readonly string[]): string[] => [...new Set(ids)].filter(isId);

function one<T>(load: Load<T>, keyOf: (row: T) => string): DataLoader<string, T | undefined> {
  const batch = async (ids: readonly string[]) => {
    const found = new Map((await load(wanted(ids))).map((row) => [keyOf(row), row]));
    return ids.map((id) => found.get(id));
  };
  return new DataLoader(batch, { cache: false });
}

function many<T extends { memberId: string }>(
  load: Load<T>,
  keyOf: (row: T) => string = (row) => row.memberId,
): DataLoader<string, T[]> {
  const batch = async (ids: readonly string[]) => {
    const found = Map.groupBy(await load(wanted(ids)), keyOf);
    return ids.map((id) => found.get(id) ?? []);
  };
  return new DataLoader(batch, { cache: false });
}

type Reach = { sql: string; parameters: unknown[] };

/** Which members the caller may reach, as a condition on `member m` whose parameters begin at $2. */
function reach({ caller, clock }: OperationContext): Reach {
  if (caller.audience === 'regulator') return { sql: 'false', parameters: [] };
  if (caller.audience === 'member') {
    return { sql: '$2 IN (m.id::text, m.merged_into::text)', parameters: [caller.member ?? ''] };
  }
  if (caller.audience !== 'bank') return { sql: 'm.city = ANY($2::text[])', parameters: [caller.cities] };
  return {
    sql: `EXISTS (SELECT 1 FROM consent c WHERE c.member_id = m.id AND c.recipient = $2
            AND c.purpose = 'GREEN_CHANNEL' AND c.withdrawn_at IS NULL AND c.valid_until >= $3::date AND c.fields @> $4::text[])`,
    parameters: [caller.client, clock.today(), fieldsTold('GREEN_CHANNEL')],
  };
}

/** Batched reads of one request; a member whom the caller may not reach is not found. */
export function loadersOf(context: OperationContext): Loaders {
  const { sql: reached, parameters } = reach(context);
  const read = <T>(sql: string, ids: string[], more: unknown[] = []): Promise<T[]> =>
    ids.length === 0 ? Promise.resolve([]) : rows<T>(context.database, sql, [ids, ...more]);
  return {
    member: one((ids) => read<MemberRow>(`${memberSql} AND ${reached}`, ids, parameters), byId),
    application: one((ids) => read<ApplicationRow>(`${applicationSql} AND ${reached}`, ids, parameters), byId),
    verification: one((ids) => read<VerificationRow>(`${verificationSql} AND ${reached}`, ids, parameters), byId),
    steps: many(
      (ids) => read<StepRow & { applicationId: string }>(stepSql, ids),
      (row) => row.applicationId,
    ),
    categories: many((ids) => read<Category>(categorySql, ids, [context.clock.today()])),
    categoryLines: many((ids) => read<Category>(categoryLinesSql, ids)),
    industryLines: many((ids) => read<IndustryPeriod>(industryLinesSql, ids)),
    industry: one((ids) => read<IndustryPeriod>(industrySql, ids, [context.clock.today()]), byMember),
    consents: many((ids) => read<ConsentRow>(consentSql, ids)),
    corrections: many(
      (ids) => read<IdentityCorrectionRow & { of: string }>(correctionSql, ids),
      (row) => row.of,
    ),
    credit: one((ids) => read<CreditStanding>(creditSql, ids), byMember),
    unit: one((ids) => read<UnitParticipation>(unitSql, ids, [context.clock.today()]), byMember),
    merged: many((ids) => read<{ memberId: string; id: string }>(mergedSql, ids)),
    spouse: one((ids) => read<Spouse>(spouseSql, ids), byMember),
  };
}

const byId = (row: { id: string }): string => row.id;
const byMember = (row: { memberId: string }): string => row.memberId;

const memberSql = `
  SELECT ${memberColumns} FROM member m JOIN application a ON a.id = m.application_id WHERE m.id = ANY($1::uuid[])`;
const applicationSql = `
  SELECT ${applicationColumns} FROM application a JOIN member m ON m.id = a.member_id
  LEFT JOIN LATERAL ${lastRound} v ON true WHERE a.id = ANY($1::uuid[])`;
const verificationSql = `
  SELECT ${verificationColumns} FROM verification v JOIN application a ON a.id = v.application_id
  JOIN member m ON m.id = v.member_id WHERE v.id = ANY($1::uuid[])`;
const stepSql = `
  SELECT s.application_id AS "applicationId", a.member_id AS "memberId", s.status, s.day AS "on", s.clause, s.reason,
    s.by_whom AS "by", s.figures
  FROM application_step s JOIN application a ON a.id = s.application_id
  WHERE s.application_id = ANY($1::uuid[]) ORDER BY s.application_id, s.id`;
const categoryColumns = `
  member_id AS "memberId", kind, graduated_on AS "graduatedOn", since, until, evidence_reference AS "evidenceReference",
  recorded_at AS "recordedAt"`;
const categorySql = `
  SELECT * FROM (
    SELECT DISTINCT ON (member_id, kind) ${categoryColumns} FROM category
    WHERE member_id = ANY($1::uuid[]) AND since <= $2::date ORDER BY member_id, kind, since DESC, id DESC) line
  WHERE until IS NULL OR until >= $2::date ORDER BY kind`;
const categoryLinesSql = `
  SELECT ${categoryColumns} FROM category WHERE member_id = ANY($1::uuid[]) ORDER BY kind, since, id`;
const industryColumns = `
  member_id AS "memberId", industry_code AS code, industry_name AS name, since, until,
  evidence_reference AS "evidenceReference", recorded_at AS "recordedAt"`;
const industryLinesSql = `
  SELECT ${industryColumns} FROM industry_period WHERE member_id = ANY($1::uuid[]) ORDER BY since, id`;
const industrySql = `
  SELECT DISTINCT ON (member_id) ${industryColumns} FROM industry_period
  WHERE member_id = ANY($1::uuid[]) AND since <= $2::date ORDER BY member_id, since DESC, id DESC`;
const consentSql = `
  SELECT ${consentColumns} FROM consent c WHERE c.member_id = ANY($1::uuid[]) ORDER BY c.given_on DESC, c.id`;
const correctionSql = `
  SELECT ${correctionColumns}, asked.id AS "of" FROM unnest($1::uuid[]) AS asked (id)
  JOIN identity_correction c ON c.member_id = asked.id OR (c.merged_id = asked.id AND c.status = 'APPLIED')
  JOIN member m ON m.id = c.member_id ORDER BY c.proposed_on, c.decided_on NULLS LAST, c.id`;
const creditSql = `
  SELECT DISTINCT ON (member_id) member_id AS "memberId", value, source, as_of AS "asOf"
  FROM credit_standing WHERE member_id = ANY($1::uuid[]) ORDER BY member_id, self_declared, as_of DESC, id DESC`;
const unitSql = `
  SELECT DISTINCT ON (member_id) member_id AS "memberId", in_unit AS "inUnit", since
  FROM unit_participation WHERE member_id = ANY($1::uuid[]) AND since <= $2::date
  ORDER BY member_id, since DESC, id DESC`;
const mergedSql = `
  SELECT merged_into AS "memberId", id FROM member WHERE merged_into = ANY($1::uuid[]) ORDER BY id`;
// CJ-08: what a record declared that ended in another is the other's. One's own declaration goes before that of another, the later before the earlier; a refused application links nobody.
const spouseSql = `
  SELECT DISTINCT ON ("memberId") "memberId", id FROM (
    SELECT m.id AS "memberId", s.member_id AS id, 0 AS rank, a.applied_on
    FROM member m JOIN member r ON r.id = m.id OR r.merged_into = m.id JOIN application a ON a.id = r.application_id
    JOIN spouse_index x ON x.application_id = a.id JOIN person_index s USING (fingerprint)
    WHERE m.id = ANY($1::uuid[]) AND a.live
    UNION ALL
    SELECT m.member_id, coalesce(d.merged_into, d.id), 1, a.applied_on
    FROM person_index m JOIN spouse_index x USING (fingerprint) JOIN application a ON a.id = x.application_id
    JOIN member d ON d.id = a.member_id
    WHERE m.member_id = ANY($1::uuid[]) AND a.live
  ) link ORDER BY "memberId", rank, applied_on DESC, id`;
