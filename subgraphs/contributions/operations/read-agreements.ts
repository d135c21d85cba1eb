import type { CivilDate, CivilMonth } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import { planDemonstrationFigures } from '../rules/monthly-amount.ts';
import type { PaymentMode } from '../rules/payment-mode.ts';
import { type AgreementText, textSigned } from './agreement-text.ts';
import { type PlanVersion, plansOf } from './plan-versions.ts';

/** An agreement with its plan as last agreed; amounts in fen. */
export type AgreementView = {
  id: string;
  memberId: string;
  number: string;
  status: 'ACTIVE' | 'TERMINATED' | 'LAPSED' | 'CONVERTED';
  signedOn: CivilDate;
  endedOn: CivilDate | null;
  firstMonth: CivilMonth;
  paidThrough: CivilMonth | null;
  /** Since which month it is in breach: unpaid longer than may be while a loan is outstanding; null when it is not. */
  breachSince: CivilMonth | null;
  mode: PaymentMode;
  base: Fen;
  ratio: string;
  monthlyAmount: Fen;
  plans: PlanVersion[];
  textVersion: string | null;
  textDigest: string | null;
  text: AgreementText | null;
  demonstrationFigures: string[];
};

type Row = Omit<AgreementView, 'demonstrationFigures' | 'plans' | 'text'> & { city: CityCode; decidedOn: CivilDate };

// Of the dues, and not kept: a run that books a million of them would write each agreement too.
const paidThrough = `(SELECT max(d.month) FROM period_due d WHERE d.agreement_id = a.id AND d.filled_on IS NOT NULL AND d.month <
  coalesce((SELECT min(gap.month) FROM period_due gap WHERE gap.agreement_id = a.id AND gap.filled_on IS NULL), '9999-12'))`;

const breachSince = `(SELECT max(b.since_month) FROM arrears_breach b JOIN period_due d
  ON d.agreement_id = b.agreement_id AND d.month = b.since_month AND d.filled_on IS NULL
  WHERE b.agreement_id = a.id AND a.status = 'ACTIVE')`;

const columns = `a.id, a.member_id AS "memberId", a.city, a.number, a.status, a.signed_on AS "signedOn",
  a.ended_on AS "endedOn", a.first_month AS "firstMonth", ${paidThrough} AS "paidThrough",
  ${breachSince} AS "breachSince", a.text_version AS "textVersion", a.text_digest AS "textDigest", a.mode, v.base, v.ratio,
  v.monthly AS "monthlyAmount", v.decided_on AS "decidedOn"`;
const plan = `CROSS JOIN LATERAL (
  SELECT base, ratio, monthly, decided_on FROM plan_version WHERE agreement_id = a.id ORDER BY version DESC LIMIT 1) v`;
const newestFirst = 'a.member_id, a.ended_on DESC NULLS FIRST, a.number DESC';

/** The agreement in force of each member, or the last one. */
export async function currentAgreements(context: Context, memberIds: readonly string[]): Promise<AgreementView[]> {
  const found = await rows<Row>(
    context.database,
    `SELECT DISTINCT ON (a.member_id) ${columns} FROM agreement a ${plan}
     WHERE a.member_id = ANY($1::uuid[]) ORDER BY ${newestFirst}`,
    [memberIds],
  );
  return views(context, context.database.manager, found);
}

/** Every agreement of each member (CJ-12), the newest first. */
export async function allAgreements(context: Context, memberIds: readonly string[]): Promise<AgreementView[]> {
  const found = await rows<Row>(
    context.database,
    `SELECT ${columns} FROM agreement a ${plan} WHERE a.member_id = ANY($1::uuid[]) ORDER BY ${newestFirst}`,
    [memberIds],
  );
  return views(context, context.database.manager, found);
}

/** One agreement, seen from inside the transaction that changed it. */
export async function readAgreement(context: Context, db: Db, id: string): Promise<AgreementView> {
  const found = await rows<Row>(db, `SELECT ${columns} FROM agreement a ${plan} WHERE a.id = $1`, [id]);
  return (await views(context, db, found))[0]!;
}

async function views(context: Context, db: Db, found: readonly Row[]): Promise<AgreementView[]> {
  const plans = await plansOf(db, found);
  return found.map((row) => {
    const { city, decidedOn, ...agreement } = row;
    const demonstrationFigures = planDemonstrationFigures(context.policy(city, decidedOn));
    return { ...agreement, plans: plans.get(row.id) ?? [], text: textSigned(context, row), demonstrationFigures };
  });
}
