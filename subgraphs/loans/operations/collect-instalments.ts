import type { Fen } from '#kernel/money.ts';
import { type Db, rows } from '#service/database.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { amountDue, type Instalment, repay, withPenalty } from '../rules/repayment.ts';
import { bookRepayments, type Repayment } from './book-repayments.ts';
import { repaymentOnTime, repaymentOverdue } from './chart.ts';
import { type Contract, lockContracts, openInstalments, penaltyTerms } from './contracts.ts';

/** How many loans were asked, how many paid, how much in fen, and the last loan looked at; null when none was left. */
export type Collected = { asked: number; paid: number; fen: Fen; last: string | null };

const chunk = 500;

type Due = { contract: Contract; instalments: Instalment[]; fen: Fen };

/**
 * Asks the bank for everything due today of the next chunk of loans after one, and books what it paid; what it did not
 * pay stays overdue. The same chunk of the same day is asked once.
 */
export async function collectInstalments(context: Context, after: string): Promise<Collected> {
  const today = context.clock.today();
  const command = { name: 'collect-instalments', subject: 'loans', key: `collect-instalments/${today}/${after}` };
  return perform(context, { ...command, input: { today, after } }, async (transaction) => {
    const ids = await nextLoans(transaction.db, after, today);
    const due = await dueOf(context, transaction.db, ids, today);
    const answers = await context.bank.debit(
      due.map(({ contract: { id, memberId }, fen }) => ({
        key: `${id}/${today}`,
        loanId: id,
        memberId,
        on: today,
        fen,
      })),
    );
    const paid = due.filter((_, index) => answers[index]);
    await bookRepayments(
      transaction,
      paid.map((each) => inFull(each, today)),
    );
    const fen = paid.reduce((sum, each) => sum + each.fen, 0n);
    return { asked: due.length, paid: paid.length, fen, last: ids.at(-1) ?? null };
  });
}

async function nextLoans(db: Db, after: string, today: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    `SELECT DISTINCT loan_id AS id FROM instalment WHERE closed_on IS NULL AND due_on <= $1::date AND loan_id > $2::uuid
     ORDER BY loan_id LIMIT $3`,
    [today, after, chunk],
  );
  return found.map(({ id }) => id);
}

async function dueOf(context: Context, db: Db, ids: readonly string[], today: string): Promise<Due[]> {
  const contracts = await lockContracts(db, ids);
  const stored = Map.groupBy(await openInstalments(db, ids, today), ({ loanId }) => loanId);
  return contracts
    .map((contract) => {
      const terms = penaltyTerms(contract, context.policy);
      const instalments = withPenalty(stored.get(contract.id) ?? [], today, terms);
      return { contract, instalments, fen: amountDue(instalments, today) };
    })
    .filter(({ fen }) => fen > 0n);
}

function inFull({ contract, instalments, fen }: Due, today: string): Repayment {
  const repaid = repay(instalments, fen, today);
  return { contract, repaid, code: repaid.overdue ? repaymentOverdue : repaymentOnTime, closes: false };
}
