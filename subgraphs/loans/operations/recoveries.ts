import type { CivilDate } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { type Db, rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import { type Debt, debtWrittenOff, lessRecovered, totalOf } from '../rules/recovery.ts';
import { type Contract, contractsById, instalmentsBy, penaltyTerms } from './contracts.ts';

/** What was recovered of a loan after it was written off (核销后收回), by the parts of the debt, in fen. */
export type Recovery = Debt & {
  id: string;
  loanId: string;
  memberId: string;
  amount: Fen;
  reference: string;
  recordedBy: string;
  bookedOn: CivilDate;
};

const select = `SELECT r.id, r.loan_id AS "loanId", loan.member_id AS "memberId", r.principal, r.interest, r.penalty,
    r.principal + r.interest + r.penalty AS amount, r.reference, r.recorded_by AS "recordedBy", r.booked_on AS "bookedOn"
  FROM recovery r JOIN loan ON loan.id = r.loan_id`;

/** The latest recoveries of a loan, newest first. */
export const recoveriesOf = (db: Db, loanId: string): Promise<Recovery[]> =>
  rows<Recovery>(db, `${select} WHERE r.loan_id = $1 ORDER BY r.ordinal DESC LIMIT 500`, [loanId]);

/** A recovery that is known to exist. */
export const recoveryById = async (db: Db, id: string): Promise<Recovery> =>
  (await rows<Recovery>(db, `${select} WHERE r.id = $1`, [id]))[0]!;

/** HZ-11: what was owed of a loan when it was written off, what of it was recovered and what is still owed, in fen. */
export type WrittenOffDebt = Debt & { loanId: string; recovered: Fen; outstanding: Fen; left: Debt };

/** HZ-11: the debt of a loan that was written off; null of any other. */
export async function writtenOffDebt(
  { policy }: Pick<Context, 'policy'>,
  db: Db,
  contract: Contract,
): Promise<WrittenOffDebt | null> {
  const { id, status, writtenOffOn: on } = contract;
  if (status !== 'WRITTEN_OFF' || on === null) return null;
  const [found] = await rows<{ principal: Fen } & Record<'rp' | 'ri' | 'rf', Fen>>(
    db,
    `SELECT w.amount AS principal, coalesce(sum(r.principal), 0)::bigint AS rp, coalesce(sum(r.interest), 0)::bigint AS ri,
       coalesce(sum(r.penalty), 0)::bigint AS rf
     FROM write_off w LEFT JOIN recovery r ON r.loan_id = w.loan_id
     WHERE w.loan_id = $1 AND w.status = 'WRITTEN_OFF' GROUP BY w.amount`,
    [id],
  );
  const { principal, rp, ri, rf } = found!;
  const instalments = await instalmentsBy(db, [id], on);
  const debt = debtWrittenOff({ principal, on }, instalments, penaltyTerms(contract, policy, on));
  const recovered = { principal: rp, interest: ri, penalty: rf };
  const left = lessRecovered(debt, recovered);
  return { loanId: id, ...debt, recovered: totalOf(recovered), outstanding: totalOf(left), left };
}

/** The same of a loan as it is told; nothing is asked of the register unless it was written off. */
export async function writtenOffDebtOf(
  context: Context,
  { id, status }: { id: string; status: Contract['status'] },
): Promise<WrittenOffDebt | null> {
  if (status !== 'WRITTEN_OFF') return null;
  const db = context.database.manager;
  const [contract] = await contractsById(db, [id]);
  return contract ? writtenOffDebt(context, db, contract) : null;
}
