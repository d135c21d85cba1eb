import type { CivilDate } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { policyOn } from '#policy/policy.ts';
import type { CityCode } from '#service/cities.ts';
import { type Database, type Db, rows } from '#service/database.ts';
import { withPenalty } from '../rules/repayment.ts';
import { contractsById, type InstalmentOf, penaltyTerms } from './contracts.ts';

/**
 * What was ever overdue of a loan (逾期登记) by the fields of JGJ/T 320, a period each; amounts in fen. What is recovered after a
 * write-off is that of a debt and of no period: the business of the loan tells it.
 */
export type StandardOverdue = {
  DKZH: string;
  YQQC: number;
  YQBJ: Fen;
  YQLX: Fen;
  YQFX: Fen;
  SSRQ: CivilDate | null;
  HKQC: number | null;
  SSYQBJJE: Fen;
  SSYQLXJE: Fen;
  SSYQFXJE: Fen;
};

type Row = InstalmentOf & {
  closedOn: CivilDate | null;
  lateOn: CivilDate | null;
} & Record<'inTimePrincipal' | 'inTimeInterest' | 'latePrincipal' | 'lateInterest' | 'latePenalty', Fen>;

// What settles or ends a loan before a month is due leaves nothing of that month to be late.
const overdueSql = `
  SELECT i.loan_id AS "loanId", number, due_on AS "dueOn", i.principal, i.interest, i.penalty,
    penalty_through AS "penaltyThrough", paid_principal AS "paidPrincipal", paid_interest AS "paidInterest",
    paid_penalty AS "paidPenalty", recalled, closed_on AS "closedOn", paid.*
  FROM instalment i CROSS JOIN LATERAL (
    SELECT coalesce(sum(p.principal) FILTER (WHERE p.paid_on <= i.due_on), 0)::bigint AS "inTimePrincipal",
      coalesce(sum(p.interest) FILTER (WHERE p.paid_on <= i.due_on), 0)::bigint AS "inTimeInterest",
      coalesce(sum(p.principal) FILTER (WHERE p.paid_on > i.due_on), 0)::bigint AS "latePrincipal",
      coalesce(sum(p.interest) FILTER (WHERE p.paid_on > i.due_on), 0)::bigint AS "lateInterest",
      coalesce(sum(p.penalty), 0)::bigint AS "latePenalty", max(p.paid_on) FILTER (WHERE p.paid_on > i.due_on) AS "lateOn"
    FROM instalment_payment p WHERE p.loan_id = i.loan_id AND p.number = i.number) paid
  WHERE i.loan_id = ANY($1::uuid[]) AND i.due_on < $2::date AND (closed_on IS NULL OR closed_on > due_on)
    AND paid."inTimePrincipal" + paid."inTimeInterest" < i.principal + i.interest
  ORDER BY i.loan_id, number`;
const somePaidOut =
  'SELECT id FROM loan WHERE city = $1 AND disbursed_on IS NOT NULL AND id > $2::uuid ORDER BY id LIMIT 50';

/** Every period of a city's loans that was overdue by a day, whether or not it was paid since, fifty loans at a time. */
export async function* standardOverdue(
  database: Database,
  { city, on }: { city: CityCode; on: CivilDate },
): AsyncGenerator<StandardOverdue> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const found = await rows<{ id: string }>(database, somePaidOut, [city, after]);
    if (found.length === 0) return;
    const ids = found.map(({ id }) => id);
    yield* await overdueOf(database.manager, ids, on);
    after = ids.at(-1)!;
  }
}

async function overdueOf(db: Db, ids: readonly string[], on: CivilDate): Promise<StandardOverdue[]> {
  const contracts = new Map((await contractsById(db, ids)).map((contract) => [contract.id, contract]));
  return (await rows<Row>(db, overdueSql, [ids, on])).map((row) => {
    const contract = contracts.get(row.loanId)!;
    const [counted] = row.closedOn === null ? withPenalty([row], on, penaltyTerms(contract, policyOn, on)) : [row];
    return {
      DKZH: contract.contractNumber,
      YQQC: row.number,
      YQBJ: row.principal - row.inTimePrincipal,
      YQLX: row.interest - row.inTimeInterest,
      YQFX: counted!.penalty,
      SSRQ: row.lateOn,
      HKQC: row.lateOn === null ? null : row.number,
      SSYQBJJE: row.latePrincipal,
      SSYQLXJE: row.lateInterest,
      SSYQFXJE: row.latePenalty,
    };
  });
}
