import type { CivilDate, CivilMonth } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import { planDemonstrationFigures } from '../rules/monthly-amount.ts';
import type { PaymentMode } from '../rules/payment-mode.ts';

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
  mode: PaymentMode;
  base: Fen;
  ratio: string;
  monthlyAmount: Fen;
  demonstrationFigures: string[];
};

type Row = Omit<AgreementView, 'demonstrationFigures'> & { city: CityCode; decidedOn: CivilDate };

// Of the dues, and not kept: a run that books a million of them would write each agreement too.
const paidThrough = `(SELECT max(d.month) FROM period_due d WHERE d.agreement_id = a.id AND d.filled_on IS NOT NULL AND d.month <
  coalesce((SELECT min(gap.month) FROM period_due gap WHERE gap.agreement_id = a.id AND gap.filled_on IS NULL), '9999-12'))`;

const columns = `a.id, a.member_id AS "memberId", a.city, a.number, a.status, a.signed_on AS "signedOn",
  a.ended_on AS "endedOn", a.first_month AS "firstMonth", ${paidThrough} AS "paidThrough", a.mode, v.base, v.ratio,
  v.monthly AS "monthlyAmount", v.decided_on AS "decidedOn"`;
const plan = `CROSS JOIN LATERAL (
  SELECT base, ratio, monthly, decided_on FROM plan_version WHERE agreement_id = a.id ORDER BY version DESC LIMIT 1) v`;

/** The agreement in force of each member, or the last one. */
export async function currentAgreements(context: Context, memberIds: readonly string[]): Promise<AgreementView[]> {
  const found = await rows<Row>(
    context.database,
    `SELECT DISTINCT ON (a.member_id) ${columns} FROM agreement a ${plan}
     WHERE a.member_id = ANY($1::uuid[]) ORDER BY a.member_id, a.ended_on DESC NULLS FIRST, a.number DESC`,
    [memberIds],
  );
  return found.map((row) => view(context, row));
}

/** One agreement, seen from inside the transaction that changed it. */
export async function readAgreement(context: Context, db: Db, id: string): Promise<AgreementView> {
  const [row] = await rows<Row>(db, `SELECT ${columns} FROM agreement a ${plan} WHERE a.id = $1`, [id]);
  return view(context, row!);
}

function view(context: Context, { city, decidedOn, ...agreement }: Row): AgreementView {
  return { ...agreement, demonstrationFigures: planDemonstrationFigures(context.policy(city, decidedOn)) };
}
