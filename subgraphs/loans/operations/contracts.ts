import type { CivilDate } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import type { AccountId } from '#ledger/accounts.ts';
import type { policyOn } from '#policy/policy.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import type { LienRefusal } from '#service/event-types.ts';
import type { PenaltyTerms } from '../rules/penalty.ts';
import type { RateChange } from '../rules/rates.ts';
import type { Instalment } from '../rules/repayment.ts';
import { ratesOn } from '../rules/repricing.ts';
import type { RepaymentMethod } from '../rules/schedule.ts';
import { recordsOf } from './records-of.ts';

/** A contract as it is kept, with its account in the loan book, whose balance is the principal still owed in fen. */
export type Contract = {
  id: string;
  contractNumber: string;
  memberId: string;
  city: CityCode;
  /** 'PENDING' waits for its lien; 'REFUSED' got none and was never paid out (CJ-13). */
  status: 'PENDING' | 'REPAYING' | 'SETTLED' | 'REFUSED' | 'WRITTEN_OFF';
  principal: Fen;
  annualRate: string;
  /** How it came to that rate, in its order. */
  rateChanges: RateChange[];
  months: number;
  method: RepaymentMethod;
  requestedOn: CivilDate;
  disbursedOn: CivilDate | null;
  refusedFor: LienRefusal | null;
  priority: 'first-home' | 'second-home';
  monthlyOffset: boolean;
  /** What a breach added to the rate, as a share of it (HZ-08). */
  rateUplift: string | null;
  repricedOn: CivilDate | null;
  /** Whether all of it falls due on one day (HZ-08). */
  recalled: boolean;
  writtenOffOn: CivilDate | null;
  /** The day on which all that was written off had been recovered. */
  recoveredOn: CivilDate | null;
  demonstrationFigures: string[];
  account: AccountId;
  outstandingPrincipal: Fen;
};

/** An instalment with the contract it belongs to. */
export type InstalmentOf = Instalment & { loanId: string };

const contractSql = `
  SELECT loan.id, contract_number AS "contractNumber", member_id AS "memberId", loan.city, status, principal,
    annual_rate AS "annualRate", (
      SELECT coalesce(jsonb_agg(jsonb_build_object('on', changed_on, 'oldRate', old_rate) ORDER BY c.id), '[]')
      FROM plan_change c WHERE c.loan_id = loan.id AND old_rate <> new_rate) AS "rateChanges",
    months, method, requested_on AS "requestedOn",
    disbursed_on AS "disbursedOn", refused_for AS "refusedFor", priority,
    monthly_offset AS "monthlyOffset", rate_uplift AS "rateUplift", repriced_on AS "repricedOn",
    EXISTS (SELECT FROM plan_change c WHERE c.loan_id = loan.id AND c.kind = 'RECALL') AS recalled,
    written_off_on AS "writtenOffOn", recovered_on AS "recoveredOn",
    demonstration_figures AS "demonstrationFigures", account.id AS account, account.balance AS "outstandingPrincipal"
  FROM loan JOIN ledger_account account ON account.owner = loan.id`;
const inOrder = 'ORDER BY requested_on, contract_number';

/** The contracts of these members, those of records that have ended in theirs too (CJ-08). */
export const contractsOfMembers = (db: Db, memberIds: readonly string[]): Promise<Contract[]> =>
  rows(db, `${contractSql} WHERE member_id IN ${recordsOf('$1::uuid[]')} ${inOrder}`, [memberIds]);

/** These contracts. */
export const contractsById = (db: Db, ids: readonly string[]): Promise<Contract[]> =>
  rows(db, `${contractSql} WHERE loan.id = ANY($1::uuid[]) ${inOrder}`, [ids]);

/** The same, held until the end of the transaction; taken in the order of their ids, so that two runs cannot lock each other out. */
export async function lockContracts(db: Db, ids: readonly string[]): Promise<Contract[]> {
  await rows(db, 'SELECT id FROM loan WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE', [ids]);
  return contractsById(db, ids);
}

/** The instalments still open of these contracts, in the order they fall due; only up to a day if one is given. */
export function openInstalments(db: Db, loanIds: readonly string[], upTo: CivilDate | null): Promise<InstalmentOf[]> {
  return instalmentsWhere(db, 'closed_on IS NULL AND ($2::date IS NULL OR due_on <= $2::date)', [loanIds, upTo]);
}

function instalmentsWhere(db: Db, condition: string, params: unknown[]): Promise<InstalmentOf[]> {
  return rows(
    db,
    `SELECT loan_id AS "loanId", number, due_on AS "dueOn", principal, interest, penalty,
       penalty_through AS "penaltyThrough", paid_principal AS "paidPrincipal", paid_interest AS "paidInterest",
       paid_penalty AS "paidPenalty", recalled
     FROM instalment WHERE loan_id = ANY($1::uuid[]) AND ${condition} ORDER BY loan_id, number`,
    params,
  );
}

/** The instalments of written-off contracts that fell due by a day and were not paid: they are owed as before (HZ-11). */
export function owedAfterWriteOff(db: Db, loanIds: readonly string[], upTo: CivilDate): Promise<InstalmentOf[]> {
  const unpaid = 'due_on <= $2::date AND paid_principal + paid_interest < principal + interest';
  return instalmentsWhere(db, unpaid, [loanIds, upTo]);
}

/** The instalments of contracts that fell due by a day, paid or not. */
export const instalmentsBy = (db: Db, loanIds: readonly string[], upTo: CivilDate): Promise<InstalmentOf[]> =>
  instalmentsWhere(db, 'due_on <= $2::date', [loanIds, upTo]);

/** What a contract charges on a day: its rates as they stand on it, and for being late the figures of when it was signed. */
export function penaltyTerms(contract: Contract, policy: typeof policyOn, day: CivilDate): PenaltyTerms {
  const { loan, deposit } = policy(contract.city, contract.disbursedOn ?? contract.requestedOn).national;
  const rates = ratesOn(contract, day, (on) => policy(contract.city, on));
  // A loan counts the days of its year as deposits do: DOMAIN 5.4 gives the same 360, and no document another number.
  return { ...rates, multiplier: loan.penaltyMultiplier.value, dayBasis: deposit.dayBasis.value };
}
