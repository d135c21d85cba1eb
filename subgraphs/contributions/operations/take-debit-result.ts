import type { CivilDate } from '#kernel/calendar.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import { log } from '#service/log.ts';
import { perform, type Transaction } from '#service/perform.ts';
import { type ResultFile, readResult } from '../adaptors/debit-result.ts';
import type { Context } from '../context.ts';
import { bookDebitResult } from './book-debit-result.ts';
import { keepContradiction } from './debit-contradictions.ts';
import { markDone, performChunk } from './run-in-chunks.ts';
import { isGivenUp, lockPayer, settlePayment } from './settle-payment.ts';
import { suspendResult } from './suspend-result.ts';

type Batch = {
  id: number;
  city: CityCode;
  debitOn: CivilDate;
  runId: number | null;
  number: number;
  period: string;
  first: number;
  last: number;
};

/**
 * CJ-07: takes a bank's result file, in one transaction and once: the same file again changes nothing. Another file for a
 * batch that is answered is kept beside the first, also when both come at the same moment, and is an error like one that
 * is not whole: nothing of it is booked. What the bank says it took for a batch that is not known, or was given up, goes
 * to suspense.
 */
export async function takeDebitResult(context: Context, text: string): Promise<void> {
  const file = readResult(text);
  try {
    if ((await digestTaken(context.database.manager, file)) === undefined) await take(context, file);
    // Whichever of two files was first has been booked by now.
    if ((await digestTaken(context.database.manager, file)) !== file.digest) await keepContradiction(context, file);
  } catch (fault) {
    log.error({ batch: file.batch, fault: String(fault) }, 'a result file of the bank was not taken');
    throw fault;
  }
}

async function digestTaken(db: Db, { batch }: ResultFile): Promise<string | undefined> {
  const [known] = await rows<{ digest: string }>(db, 'SELECT digest FROM debit_result WHERE reference = $1', [batch]);
  return known?.digest;
}

async function take(context: Context, file: ResultFile): Promise<void> {
  const batch = await findBatch(context, file.batch);
  const book = async (transaction: Transaction): Promise<void> => {
    const { db, today } = transaction;
    if (!batch) {
      await suspendResult(db, file, { ...file, reason: 'UNKNOWN_BATCH', batchId: null, today });
      return;
    }
    const payer = batch.runId === null ? await lockPayer(db, batch.id) : undefined;
    if (await isGivenUp(db, batch.id)) {
      await suspendResult(db, file, { ...batch, reason: 'PAID_LATE', batchId: batch.id, today });
      return;
    }
    const booked = await bookDebitResult(db, batch, file, today);
    if (payer) await settlePayment(transaction, batch.id, payer);
    else await markDone(transaction, { runId: batch.runId!, number: batch.number }, booked);
  };
  if (batch && batch.runId !== null) {
    const { runId, city, period, number, first, last } = batch;
    const run = { kind: 'collect' as const, city, period };
    const chunk = { runId, number, accounts: { city, first, last } };
    await performChunk(context, { name: 'book-debit-result', run, chunk }, book);
    return;
  }
  // Not by its digest: whoever brings another file waits for the first, and then finds it taken.
  const input = { reference: file.batch };
  const command = { name: 'book-debit-result', subject: file.city, key: `debit-result:${file.batch}`, input };
  await perform(context, command, async (transaction) => {
    await book(transaction);
    return null;
  });
}

async function findBatch(context: Context, reference: string): Promise<Batch | undefined> {
  const [batch] = await rows<Batch>(
    context.database,
    `SELECT b.id, b.city, b.debit_on AS "debitOn", b.run_id AS "runId", b.chunk AS number, r.period,
       c.first_account AS first, c.last_account AS last
     FROM debit_batch b LEFT JOIN run r ON r.id = b.run_id
     LEFT JOIN run_chunk c ON c.run_id = b.run_id AND c.chunk = b.chunk WHERE b.reference = $1`,
    [reference],
  );
  return batch;
}
