import type { CivilDate, CivilMonth } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import { clauseOf } from '../rules/clauses.ts';

/** A plan as it was agreed, from a month on; amounts in fen. */
export type PlanVersion = {
  version: number;
  fromMonth: CivilMonth;
  base: Fen;
  ratio: string;
  monthlyAmount: Fen;
  decidedOn: CivilDate;
  /** By which it was agreed: at signing, or changed in July. */
  clause: string;
};

type Row = Omit<PlanVersion, 'clause'> & { agreementId: string };

/** The plans of agreements in the order in which they were decided (CJ-05, CJ-06), by the id of the agreement. */
export async function plansOf(
  db: Db,
  agreements: readonly { id: string; city: CityCode }[],
): Promise<Map<string, PlanVersion[]>> {
  const found = await rows<Row>(
    db,
    `SELECT agreement_id AS "agreementId", version, from_month AS "fromMonth", base, ratio, monthly AS "monthlyAmount",
       decided_on AS "decidedOn"
     FROM plan_version WHERE agreement_id = ANY($1::uuid[]) ORDER BY version`,
    [agreements.map(({ id }) => id)],
  );
  const byAgreement = Map.groupBy(found, ({ agreementId }) => agreementId);
  return new Map(
    agreements.map(({ id, city }) => {
      const own = (byAgreement.get(id) ?? []).map(({ agreementId: _, ...plan }) => {
        return { ...plan, clause: clauseOf(city, plan.version === 1 ? 'bounds' : 'change') };
      });
      return [id, own];
    }),
  );
}
