import { tryEach } from '#service/try-each.ts';
import type { Context } from '../context.ts';
import { bookRepaymentResults, type Collected } from '../operations/book-repayment-results.ts';
import { prepareRepayments } from '../operations/prepare-repayments.ts';
import { openRepaymentFiles } from '../operations/repayment-files.ts';

/**
 * The day's run: what was asked of the bank before and is not booked first, whatever its day; then every loan with
 * something due or overdue, once a day, batch by batch. The bank is never asked inside a transaction. A batch that fails
 * stays open and stops no other; what failed is thrown at the end. Repeatable at any moment; two statements when nothing
 * is due.
 */
export async function runInstalments(context: Context): Promise<Collected> {
  const run = { asked: 0, paid: 0, fen: 0n };
  await tryEach(filesOf(context), async (file) => {
    const { asked, paid, fen } = await bookRepaymentResults(context, file, await context.bank.debit(file));
    run.asked += asked;
    run.paid += paid;
    run.fen += fen;
  });
  return run;
}

/** Every open batch once, and new ones as long as there is anything to ask for. */
async function* filesOf(context: Context) {
  const tried = new Set<string>();
  do {
    for (const file of await openRepaymentFiles(context)) {
      if (tried.has(file.batch)) continue;
      tried.add(file.batch);
      yield file;
    }
  } while (await prepareRepayments(context));
}
