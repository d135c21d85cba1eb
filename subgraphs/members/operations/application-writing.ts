import type { CivilDate } from '#kernel/calendar.ts';
import type { Instant } from '#kernel/clock.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type Db, rows } from '#service/database.ts';
import { about } from '#service/told-refusals.ts';
import type { Context } from '../context.ts';
import { figuresKept, platformWaitedUntil, verificationDue } from '../rules/application.ts';
import type { CreditStanding } from '../rules/credit.ts';
import type { Declared } from '../rules/declaration.ts';
import type { EmploymentForm } from '../rules/eligibility.ts';
import type { ApplicationRow } from '../tables/application.ts';
import { actorOf } from './application-moves.ts';
import { fingerprintsOf, memberBy, sealedColumns } from './member-sealed.ts';

/** A person whom the register knows already, with what it has on record. */
export type Known = {
  id: string;
  live: boolean;
  /** Known by a number that was re-issued since, or of a record that was merged. */
  former: boolean;
  inUnit: boolean | null;
  credit: CreditStanding | null;
};

const knownSql = `
  SELECT m.id,
    EXISTS (SELECT 1 FROM application a WHERE a.member_id = m.id AND a.live) AS live,
    NOT EXISTS (SELECT 1 FROM person_index i WHERE i.fingerprint = ANY($1::bytea[]) AND i.correction_id IS NULL) AS former,
    (SELECT u.in_unit FROM unit_participation u WHERE u.member_id = m.id AND u.since <= $2::date
      ORDER BY u.since DESC, u.id DESC LIMIT 1) AS "inUnit",
    (SELECT jsonb_build_object('value', c.value, 'source', c.source, 'asOf', c.as_of, 'selfDeclared', c.self_declared)
      FROM credit_standing c WHERE c.member_id = m.id
      ORDER BY c.self_declared, c.as_of DESC, c.id DESC LIMIT 1) AS credit
  FROM member m WHERE m.id = ${memberBy('$1::bytea[]')}`;

// Under every key of the index or not at all: whoever is known under one of them is known.
const newMemberSql = `
  WITH indexed AS (
    INSERT INTO person_index (fingerprint, key, member_id)
    SELECT fingerprint, key, $1 FROM unnest($3::bytea[], $29::text[]) AS given (fingerprint, key) ORDER BY fingerprint
    ON CONFLICT DO NOTHING RETURNING fingerprint
  ),
  person AS (
    INSERT INTO member (id, city, identity_sealed, name_sealed, phone_sealed, document_kind, birth_date, sex,
      application_id)
    SELECT $1, $2, $4, $5, $6, $7, $8, $9, $10 WHERE (SELECT count(*) FROM indexed) = cardinality($3)
    RETURNING id
  )`;

const knownMemberSql = `
  WITH person AS (
    UPDATE member SET city = $2, identity_sealed = $4, name_sealed = $5, phone_sealed = $6, document_kind = $7,
      birth_date = $8, sex = $9, application_id = $10, retirement_on = NULL
    -- Whoever waited for a merger of this record finds that it has ended.
    WHERE id = $1 AND id = ${memberBy('$3::bytea[]')} AND merged_into IS NULL RETURNING id
  )`;

const applicationSql = `,
  applied AS (
    INSERT INTO application (id, member_id, city, status, applied_on, employment_form, industry_code, industry_name,
      employed_since, own_income, in_unit, eligibility, refusal_reason, spouse_sealed,
      document_valid_until)
    SELECT $10, id, $2, $12, $11, $13, $14, $15, $16, $17, $18, $19, $20, $30, $36::date FROM person
    ON CONFLICT (member_id) WHERE live DO NOTHING RETURNING id, member_id
  ),
  partnered AS (
    INSERT INTO spouse_index (application_id, key, fingerprint)
    SELECT a.id, g.key, g.fingerprint FROM applied a, unnest($27::bytea[], $29::text[]) AS g (fingerprint, key)
    WHERE $30::bytea IS NOT NULL
  ),
  asked AS (
    INSERT INTO verification (id, application_id, member_id, city, applied_on, status, due_on)
    SELECT $21, id, member_id, $2, $11, 'PENDING', $31::date FROM applied WHERE $12 = 'AWAITING_VERIFICATION'
  ),
  inquired AS (
    INSERT INTO platform_inquiry (application_id, member_id, city, opened_on, wait_until, status)
    SELECT id, member_id, $2, $11, $32::date, 'OPEN' FROM applied WHERE $12 = 'AWAITING_VERIFICATION'
  ),
  stepped AS (
    INSERT INTO application_step (application_id, status, day, clause, reason, by_whom, figures, at)
    SELECT id, $12, $11, $33, coalesce($20, '符合参加条件，等候人社部门核实'), $34, $35::jsonb, $25 FROM applied
  ),
  credited AS (
    INSERT INTO credit_standing (member_id, value, source, as_of, recorded_at, self_declared)
    SELECT member_id, $22, $23, $24, $25, $28 FROM applied
  ),
  belonging AS (
    INSERT INTO category (member_id, kind, graduated_on, evidence_reference, since, until, recorded_at)
    SELECT a.member_id, c.kind, c."graduatedOn", c."evidenceReference", c.since, c.until, $25
    FROM applied a, jsonb_to_recordset($26::jsonb)
      AS c (kind text, "graduatedOn" date, "evidenceReference" text, since date, until date)
  )
  SELECT id FROM applied`;

type Work = {
  employmentForm: EmploymentForm;
  employedSince: CivilDate;
  ownIncome?: boolean;
  inUnit?: boolean;
  documentValidUntil?: CivilDate | null;
};

/** What an application leaves in the register. */
type Writing = {
  memberId: string;
  application: ApplicationRow;
  declared: Declared;
  input: Work;
  credit: CreditStanding;
  now: Instant;
};

function parametersOf(context: Context, { memberId, application, declared, input, credit, now }: Writing): unknown[] {
  const { sealer, index } = context;
  const spouse = declared.spouseIdentityNumber;
  return [
    memberId,
    application.city,
    fingerprintsOf(context, declared.identityNumber),
    sealer.seal(declared.identityNumber, sealedColumns.identity, memberId),
    sealer.seal(declared.name, sealedColumns.name, memberId),
    sealer.seal(declared.phone, sealedColumns.phone, memberId),
    declared.documentKind,
    declared.birthDate,
    declared.sex,
    application.id,
    application.appliedOn,
    application.status,
    input.employmentForm,
    declared.industry.code,
    declared.industry.name,
    input.employedSince,
    input.ownIncome ?? false,
    input.inUnit ?? false,
    JSON.stringify(application.eligibility),
    application.refusalReason,
    application.verificationId,
    credit.value,
    credit.source,
    credit.asOf,
    now,
    JSON.stringify(declared.categories),
    spouse === null ? [] : fingerprintsOf(context, spouse),
    credit.selfDeclared,
    index.keys,
    spouse === null ? null : sealer.seal(spouse, sealedColumns.spouse, application.id),
    ...waitingOf(context, application),
    input.documentValidUntil ?? null,
  ];
}

/** Until when the verification and the national platform are waited for, and the first step with the figures used. */
function waitingOf(context: Context, { city, appliedOn, eligibility }: ApplicationRow): unknown[] {
  const { national } = context.policy(city, appliedOn);
  const { verificationDays, platformWaitDays } = national.enrolment;
  const figures = [...eligibility.policy, ...figuresKept(verificationDays, platformWaitDays)];
  const clause = city === '652300' ? 'CJ-01' : 'HZ-01';
  const until = [verificationDue(appliedOn, national), platformWaitedUntil(appliedOn, national)];
  return [...until, clause, actorOf(context), JSON.stringify(figures)];
}

/** The refusal of a second live application of one person. */
export const applicationExists = (): Refusal =>
  new Refusal('APPLICATION_EXISTS', 'This person has an application already', { clause: 'CJ-08' });

/** Whom an identity number belongs to, if the register knows them. */
export async function lookUp(
  context: Context,
  db: Db | Context['database'],
  number: string,
  today: CivilDate,
): Promise<Known | undefined> {
  const [known] = await rows<Known>(db, knownSql, [fingerprintsOf(context, number), today]);
  return known;
}

/** Writes the application with the person, the verification asked for, the credit standing and the categories, or refuses CJ-08. */
export async function write(db: Db, context: Context, known: boolean, writing: Writing): Promise<void> {
  const sql = (known ? knownMemberSql : newMemberSql) + applicationSql;
  const written = await rows<{ id: string }>(db, sql, parametersOf(context, writing));
  if (written.length > 0) return;
  // Somebody was faster with the same number; theirs stands.
  const faster = await lookUp(context, db, writing.declared.identityNumber, writing.application.appliedOn);
  throw about(faster?.id ?? writing.memberId, applicationExists());
}
