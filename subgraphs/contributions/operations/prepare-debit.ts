import { createHash } from 'node:crypto';
import { type CivilDate, type CivilMonth, monthOf } from '#kernel/calendar.ts';
import { type Fen, sumFen } from '#kernel/money.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import type { DebitFile } from '../adaptors/bank.ts';
import type { Context } from '../context.ts';
import { debitDate, periodEnd } from '../rules/dues.ts';
import { createDues } from './create-dues.ts';
import { type Chunk, lockAccounts, performChunk, type RunOf } from './run-in-chunks.ts';

/** Whether the debit day of the date's month has come; a day late still collects. */
export function isDebitDue(context: Context, city: CityCode, date: CivilDate): boolean {
  return date >= debitDate(context.policy(city, date), monthOf(date));
}

/**
 * CJ-07: writes down what falls due in a month and makes the debit batch of it: the period's unpaid months from this one
 * on, and any month the bank was never asked for. Arrears that were refused are paid at the counter.
 */
export async function prepareDebit(context: Context, run: RunOf, chunk: Chunk, debitOn: CivilDate): Promise<void> {
  const month = run.period;
  await performChunk(context, { name: 'prepare-debit', run, chunk, last: false }, async ({ db }) => {
    await lockAccounts(db, chunk.accounts);
    const through = {
      MONTHLY: periodEnd('MONTHLY', month),
      QUARTERLY: periodEnd('QUARTERLY', month),
      YEARLY: periodEnd('YEARLY', month),
    };
    const batch = await insertBatch(db, chunk, month, debitOn);
    await createDues(db, chunk.accounts, through, { dueOn: debitOn, batch });
    await fillBatch(db, batch, chunk, month);
  });
}

async function insertBatch(db: Db, chunk: Chunk, month: CivilMonth, debitOn: CivilDate): Promise<number> {
  const [batch] = await rows<{ id: number }>(
    db,
    `INSERT INTO debit_batch (city, month, chunk, debit_on, status, lines, fen, digest)
     VALUES ($1, $2, $3, $4, 'PREPARED', 0, 0, '') RETURNING id`,
    [chunk.accounts.city, month, chunk.number, debitOn],
  );
  return batch!.id;
}

async function fillBatch(db: Db, batch: number, chunk: Chunk, month: CivilMonth): Promise<void> {
  const { city, first, last } = chunk.accounts;
  // The dues of this very day are in it already; these are the ones that existed before.
  await db.query(
    `UPDATE period_due d SET batch_id = $1 FROM agreement a
     WHERE a.id = d.agreement_id AND a.status = 'ACTIVE' AND a.city = $2 AND a.account_id BETWEEN $3 AND $4
       AND d.filled_on IS NULL AND (d.month >= $5 OR d.batch_id IS NULL) AND d.batch_id IS DISTINCT FROM $1`,
    [batch, city, first, last, month],
  );
  await db.query(
    `INSERT INTO debit_line (batch_id, line, agreement_id, fen, debit_account)
     SELECT $1, row_number() OVER (ORDER BY a.number), a.id, owed.fen, a.debit_account
     FROM (SELECT agreement_id, sum(due_fen) AS fen FROM period_due WHERE batch_id = $1 GROUP BY agreement_id) AS owed
     JOIN agreement a ON a.id = owed.agreement_id`,
    [batch],
  );
  const lines = await linesOf(db, batch);
  await db.query('UPDATE debit_batch SET lines = $2, fen = $3, digest = $4 WHERE id = $1', [
    batch,
    lines.length,
    sumFen(lines.map((line) => line.fen)),
    digestOf(lines),
  ]);
}

type Line = { lineId: number; debitAccount: string; fen: Fen };

function linesOf(db: Db, batchId: number): Promise<Line[]> {
  return rows<Line>(
    db,
    'SELECT line AS "lineId", debit_account AS "debitAccount", fen FROM debit_line WHERE batch_id = $1 ORDER BY line',
    [batchId],
  );
}

function digestOf(lines: readonly Line[]): string {
  const digest = createHash('sha256');
  for (const { lineId, debitAccount, fen } of lines) digest.update(`${lineId}|${debitAccount}|${fen}\n`);
  return digest.digest('hex');
}

type BatchRow = { id: number; status: 'PREPARED' | 'BOOKED'; debitOn: CivilDate; fen: Fen; digest: string };

/** The file of a prepared batch, to be sent as often as needed; undefined once its result is booked. */
export async function readDebitFile(context: Context, run: RunOf, chunk: Chunk): Promise<DebitFile | undefined> {
  const db = context.database.manager;
  const [batch] = await rows<BatchRow>(
    db,
    `SELECT id, status, debit_on AS "debitOn", fen, digest FROM debit_batch
     WHERE city = $1 AND month = $2 AND chunk = $3`,
    [run.city, run.period, chunk.number],
  );
  if (!batch) throw new Error('The debit batch was not prepared');
  if (batch.status === 'BOOKED') return undefined;
  const lines = await linesOf(db, batch.id);
  if (digestOf(lines) !== batch.digest) throw new Error('The lines of a debit batch are not those that were prepared');
  const { debitOn, fen, digest } = batch;
  return { batch: String(batch.id), debitOn, lines, controlCount: lines.length, controlFen: fen, digest };
}
