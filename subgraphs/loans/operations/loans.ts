import type { CivilDate } from '#kernel/calendar.ts';
import { type Fen, maxFen, minFen } from '#kernel/money.ts';
import { type Db, rows } from '#service/database.ts';
import { type Overdue, overdueOn } from '../rules/overdue.ts';
import { type Contract, contractsById, contractsOfMembers, openInstalments, owedAfterWriteOff } from './contracts.ts';
import { byHolder } from './records-of.ts';

/** A loan as it is told: its contract, what is still owed and what is overdue today, in fen. */
export type Loan = Omit<Contract, 'account'> & {
  overduePrincipal: Fen;
  overdueInterest: Fen;
  overduePeriods: number;
  /** The day by which a recalled loan was to be repaid and was not. */
  recallDueOn: CivilDate | null;
};

/** The loans of each of these members, in their order, in a number of statements that does not grow with theirs. */
export async function loansOfMembers(db: Db, memberIds: readonly string[], today: CivilDate): Promise<Loan[][]> {
  return byHolder(db, memberIds, await told(db, await contractsOfMembers(db, memberIds), today));
}

/** One loan that is known to exist. */
export async function loanOf(db: Db, id: string, today: CivilDate): Promise<Loan> {
  const [loan] = await told(db, await contractsById(db, [id]), today);
  if (!loan) throw new Error('A loan that was just written cannot be read');
  return loan;
}

/** These loans, in no order that matters. */
export const loansById = async (db: Db, ids: readonly string[], today: CivilDate): Promise<Loan[]> =>
  told(db, await contractsById(db, ids), today);

async function told(db: Db, contracts: readonly Contract[], today: CivilDate): Promise<Loan[]> {
  // What was written off is owed until all of it is recovered (HZ-11).
  const owing = contracts.filter(({ recoveredOn }) => recoveredOn === null);
  const idsOf = (status: Contract['status']) => owing.filter((each) => each.status === status).map(({ id }) => id);
  const writtenOff = idsOf('WRITTEN_OFF');
  const owed = [
    ...(await openInstalments(db, idsOf('REPAYING'), today)),
    ...(writtenOff.length > 0 ? await owedAfterWriteOff(db, writtenOff, today) : []),
  ];
  const instalments = Map.groupBy(owed, ({ loanId }) => loanId);
  const left = await leftOf(db, writtenOff);
  return contracts.map(({ account: _, ...contract }) => {
    const overdue = lessRecovered(overdueOn(instalments.get(contract.id) ?? [], today), left.get(contract.id));
    return {
      ...contract,
      overduePrincipal: overdue.principal,
      overdueInterest: overdue.interest,
      overduePeriods: overdue.periods,
      recallDueOn: overdue.recallDueOn,
    };
  });
}

type Left = { loanId: string; principal: Fen; interest: Fen };

/** What is left of written-off principal, and what of interest was recovered, by loan, in fen. */
async function leftOf(db: Db, loanIds: readonly string[]): Promise<Map<string, Left>> {
  if (loanIds.length === 0) return new Map();
  const found = await rows<Left>(
    db,
    `SELECT w.loan_id AS "loanId", w.amount - coalesce(sum(r.principal), 0)::bigint AS principal,
       coalesce(sum(r.interest), 0)::bigint AS interest
     FROM write_off w LEFT JOIN recovery r ON r.loan_id = w.loan_id
     WHERE w.loan_id = ANY($1::uuid[]) AND w.status = 'WRITTEN_OFF' GROUP BY w.loan_id, w.amount`,
    [loanIds],
  );
  return new Map(found.map((each) => [each.loanId, each]));
}

function lessRecovered(overdue: Overdue, left: Left | undefined): Overdue {
  if (!left) return overdue;
  const { principal, interest } = overdue;
  return { ...overdue, principal: minFen(principal, left.principal), interest: maxFen(interest - left.interest, 0n) };
}
