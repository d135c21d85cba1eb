import type { CivilDate } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { internalAccount } from '#ledger/accounts.ts';
import { postSelected } from '#ledger/post.ts';
import { type Db, rows } from '#service/database.ts';
import type { DebitFile, DebitResult } from '../adaptors/bank.ts';
import type { Context } from '../context.ts';
import { flexiblePool } from './open-account.ts';
import { advancePaidThrough } from './pay-dues.ts';
import { type Chunk, lockAccounts, performChunk, type RunOf } from './run-in-chunks.ts';

/** CJ-07: books a bank's answer to a whole batch, one movement for each month paid; the same answer again changes nothing. */
export async function bookDebitResult(
  context: Context,
  run: RunOf,
  chunk: Chunk,
  answered: { file: DebitFile; results: readonly DebitResult[] } | undefined,
): Promise<void> {
  await performChunk(context, { name: 'book-debit-result', run, chunk, last: true }, async ({ db }) => {
    if (!answered) return;
    const { file, results } = answered;
    await lockAccounts(db, chunk.accounts);
    const batchId = await markBooked(db, file.batch);
    const paid = await recordOutcomes(db, batchId, results, file.controlCount);
    const custody = await internalAccount(db, { city: run.city, pool: flexiblePool, code: 'bank:custody' });
    const booked = await postSelected(db, {
      select: paidDues,
      params: [batchId, custody, file.debitOn, `debit:${batchId}`],
    });
    if (booked.fen !== paid) throw new Error('What the bank paid is not what the batch owes');
    await fillDues(db, batchId, file.debitOn);
  });
}

// Looked up line by line: joined to the lines, the dues of a large batch could be read once for every line.
const isPaid = `d.batch_id = $1 AND d.filled_on IS NULL
  AND (SELECT l.outcome FROM debit_line l WHERE l.batch_id = $1 AND l.agreement_id = d.agreement_id) = 'paid'`;

const paidDues = `
  SELECT $2::integer AS from_account, acc.flexible AS to_account, d.due_fen AS fen, '01'::text AS code,
    $3::date AS booked_on, d.month AS period, $4::text AS run
  FROM period_due d
  JOIN agreement a ON a.id = d.agreement_id
  JOIN account acc ON acc.id = a.account_id
  WHERE ${isPaid}`;

async function markBooked(db: Db, reference: string): Promise<number> {
  const marked = await rows<{ id: number }>(
    db,
    "UPDATE debit_batch SET status = 'BOOKED' WHERE reference = $1 AND status = 'PREPARED' RETURNING id",
    [reference],
  );
  if (!marked[0]) throw new Error('The debit batch is booked already');
  return marked[0].id;
}

/** Records every line's outcome, exactly one each, and tells what was paid in fen. */
async function recordOutcomes(
  db: Db,
  batchId: number,
  results: readonly DebitResult[],
  expected: number,
): Promise<Fen> {
  const recorded = await rows<{ outcome: string; fen: Fen }>(
    db,
    `UPDATE debit_line l SET outcome = answer.outcome
     FROM unnest($2::int[], $3::text[]) AS answer (line, outcome)
     WHERE l.batch_id = $1 AND l.line = answer.line AND l.outcome IS NULL
     RETURNING l.outcome, l.fen`,
    [batchId, results.map(({ lineId }) => lineId), results.map(({ outcome }) => outcome)],
  );
  if (recorded.length !== expected || results.length !== expected) {
    throw new Error('The result file does not answer every line of its batch exactly once');
  }
  return recorded.reduce((sum, { outcome, fen }) => (outcome === 'paid' ? sum + fen : sum), 0n);
}

async function fillDues(db: Db, batchId: number, on: CivilDate): Promise<void> {
  const filled = await rows<{ agreementId: string }>(
    db,
    `UPDATE period_due d SET paid_fen = due_fen, filled_on = $2 WHERE ${isPaid}
     RETURNING d.agreement_id AS "agreementId"`,
    [batchId, on],
  );
  await advancePaidThrough(db, [...new Set(filled.map(({ agreementId }) => agreementId))]);
}
