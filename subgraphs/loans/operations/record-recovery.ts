import { type Fen, yuanText } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { internalAccount } from '#ledger/accounts.ts';
import { post } from '#ledger/post.ts';
import { rows } from '#service/database.ts';
import { perform, type Transaction } from '#service/perform.ts';
import { about } from '#service/told-refusals.ts';
import type { Context } from '../context.ts';
import { type Debt, debtParts, pourRecovery } from '../rules/recovery.ts';
import { custody, interestIncome, loanPool, penaltyIncome, recoveredAccount, recovery, runOf } from './chart.ts';
import type { Contract } from './contracts.ts';
import { lockLoan } from './lock-loan.ts';
import { officerOf, textOf } from './officer-of.ts';
import { type Recovery, recoveryById, writtenOffDebt } from './recoveries.ts';

export type RecordRecovery = { loanId: string; amount: Fen; reference: string; idempotencyKey: string };

/**
 * HZ-11: books what is recovered of a loan after it was written off (核销后收回), at most what is still owed of it, by the parts
 * of the debt in the order of policy. No plan is opened again; once all is recovered the loan is told as settled, which
 * releases its lien.
 */
export async function recordRecovery(context: Context, input: RecordRecovery): Promise<Recovery> {
  const officer = officerOf(context);
  const reference = textOf('reference', input.reference, 200);
  const command = { name: 'record-recovery', subject: input.loanId, key: input.idempotencyKey, input };
  return perform(context, command, async (transaction) => {
    const { db, emit, today } = transaction;
    const contract = await lockLoan(context, db, input.loanId);
    const debt = await writtenOffDebt(context, db, contract);
    if (!debt) throw notWrittenOff(contract);
    if (input.amount <= 0n || input.amount > debt.outstanding) throw outOfBounds(contract, debt.outstanding);
    const { id: loanId, memberId, city } = contract;
    const poured = pourRecovery(input.amount, debt.left, context.policy(city, today).national.loan.recoveryOrder.value);
    await bookRecovery(transaction, contract, poured);
    const { principal, interest, penalty } = poured;
    const [written] = await rows<{ id: string }>(
      db,
      `INSERT INTO recovery (loan_id, principal, interest, penalty, reference, recorded_by, booked_on)
       VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
      [loanId, principal, interest, penalty, reference, officer, today],
    );
    const { id } = written!;
    if (principal > 0n) {
      emit({ type: 'loan-recovered', recoveryId: id, loanId, city, fen: principal.toString(), on: today });
    }
    if (input.amount === debt.outstanding) {
      await db.query('UPDATE loan SET recovered_on = $2 WHERE id = $1', [loanId, today]);
      emit({ type: 'loan-settled', loanId, memberId, city, on: today });
    }
    return recoveryById(db, id);
  });
}

const accounts = { principal: recoveredAccount, interest: interestIncome, penalty: penaltyIncome } as const;

async function bookRecovery({ db, today }: Transaction, { id, city }: Contract, poured: Debt): Promise<void> {
  const of = { city, pool: loanPool };
  const to = await internalAccount(db, { ...of, code: custody });
  for (const part of debtParts) {
    if (poured[part] === 0n) continue;
    const from = await internalAccount(db, { ...of, code: accounts[part] });
    await post(db, { from, to, fen: poured[part], code: recovery, bookedOn: today, run: runOf(id) });
  }
}

function notWrittenOff({ memberId }: Contract): Refusal {
  const detail = { field: 'loanId', clause: 'HZ-11' };
  return about(memberId, new Refusal('NOT_ELIGIBLE', 'The loan is not written off: it is repaid by its plan', detail));
}

function outOfBounds({ memberId }: Contract, outstanding: Fen): Refusal {
  const message = `${yuanText(outstanding)} yuan is still owed of the loan`;
  return about(memberId, new Refusal('AMOUNT_OUT_OF_BOUNDS', message, { field: 'amount', clause: 'HZ-11' }));
}
