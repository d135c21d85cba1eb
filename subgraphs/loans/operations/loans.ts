import type { CivilDate } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import type { Db } from '#service/database.ts';
import { overdueOn } from '../rules/overdue.ts';
import { type Contract, contractsById, contractsOfMembers, openInstalments, owedAfterWriteOff } from './contracts.ts';

/** A loan as it is told: its contract, what is still owed and what is overdue today, in fen. */
export type Loan = Omit<Contract, 'account'> & {
  overduePrincipal: Fen;
  overdueInterest: Fen;
  overduePeriods: number;
  /** The day by which a recalled loan was to be repaid and was not. */
  recallDueOn: CivilDate | null;
};

/** The loans of each of these members, in their order, in three statements at most for any number of members. */
export async function loansOfMembers(db: Db, memberIds: readonly string[], today: CivilDate): Promise<Loan[][]> {
  const loans = Map.groupBy(await told(db, await contractsOfMembers(db, memberIds), today), (loan) => loan.memberId);
  return memberIds.map((id) => loans.get(id) ?? []);
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
  const idsOf = (status: Contract['status']) => contracts.filter((each) => each.status === status).map(({ id }) => id);
  const writtenOff = idsOf('WRITTEN_OFF');
  const owed = [
    ...(await openInstalments(db, idsOf('REPAYING'), today)),
    ...(writtenOff.length > 0 ? await owedAfterWriteOff(db, writtenOff, today) : []),
  ];
  const instalments = Map.groupBy(owed, ({ loanId }) => loanId);
  return contracts.map(({ account: _, ...contract }) => {
    const overdue = overdueOn(instalments.get(contract.id) ?? [], today);
    return {
      ...contract,
      overduePrincipal: overdue.principal,
      overdueInterest: overdue.interest,
      overduePeriods: overdue.periods,
      recallDueOn: overdue.recallDueOn,
    };
  });
}
