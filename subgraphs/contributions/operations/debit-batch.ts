import { createHash } from 'node:crypto';
import { addDays, type CivilDate, type CivilMonth } from '#kernel/calendar.ts';
import { type Fen, sumFen } from '#kernel/money.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import { writeInstruction } from '../adaptors/debit-instruction.ts';
import type { Context } from '../context.ts';
import { openDebitAccount } from './debit-account.ts';

/** What a batch is made for: a chunk of a run, or a member's own payment, which belongs to none. */
type NewBatch = { city: CityCode; month: CivilMonth; debitOn: CivilDate; of?: { runId: number; number: number } };

/** Begins a batch that has no lines yet; dues are put into it by their `batch_id`. */
export async function insertBatch(db: Db, { city, month, debitOn, of }: NewBatch): Promise<number> {
  const [batch] = await rows<{ id: number }>(
    db,
    `INSERT INTO debit_batch (run_id, city, month, chunk, debit_on, status, lines, fen, digest)
     VALUES ($1, $2, $3, $4, $5, 'PREPARED', 0, 0, '') RETURNING id`,
    [of?.runId ?? null, city, month, of?.number ?? null, debitOn],
  );
  return batch!.id;
}

/** Writes the lines of a batch, one for each agreement with all of its dues, and its totals; tells how many lines. */
export async function sealBatch(db: Db, batch: number): Promise<number> {
  await db.query(
    `INSERT INTO debit_line (batch_id, line, agreement_id, fen)
     SELECT $1, row_number() OVER (ORDER BY a.number), a.id, owed.fen
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
  return lines.length;
}

type Line = { lineId: number; agreementId: string; sealed: Buffer; fen: Fen };

function linesOf(db: Db, batchId: number): Promise<Line[]> {
  return rows<Line>(
    db,
    `SELECT l.line AS "lineId", a.id AS "agreementId", a.debit_account AS sealed, l.fen
     FROM debit_line l JOIN agreement a ON a.id = l.agreement_id WHERE l.batch_id = $1 ORDER BY l.line`,
    [batchId],
  );
}

// What is kept is the digest of the accounts as they are sealed: that of a number could be searched for.
function digestOf(lines: readonly Line[]): string {
  const digest = createHash('sha256');
  for (const { lineId, sealed, fen } of lines) digest.update(`${lineId}|${sealed.toString('hex')}|${fen}\n`);
  return digest.digest('hex');
}

type BatchRow = {
  id: number;
  reference: string;
  city: CityCode;
  status: 'PREPARED' | 'BOOKED' | 'VOIDED';
  debitOn: CivilDate;
  lines: number;
  digest: string;
};

const selectBatch = 'SELECT id, reference, city, status, debit_on AS "debitOn", lines, digest FROM debit_batch WHERE';

// Under a lock that whoever gives the batch up waits for: from then on it never reaches the bank.
function sendBatch(context: Context, { id }: BatchRow): Promise<void> {
  return context.database.transaction(async (db) => {
    const [batch] = await rows<BatchRow>(db, `${selectBatch} id = $1 AND status = 'PREPARED' FOR SHARE`, [id]);
    if (batch) await sendLines(context, db, batch);
  });
}

async function sendLines(context: Context, db: Db, batch: BatchRow): Promise<void> {
  const prepared = await linesOf(db, batch.id);
  if (digestOf(prepared) !== batch.digest)
    throw new Error('The lines of a debit batch are not those that were prepared');
  const lines = prepared.map(({ lineId, agreementId, sealed, fen }) => {
    return { lineId, debitAccount: openDebitAccount(context.accounts, agreementId, sealed), fen };
  });
  const { reference, city, debitOn } = batch;
  await context.bank.send(writeInstruction({ batch: reference, city, debitOn, lines }));
}

/** How the bank answers: with a result file, or not yet; a batch without lines is not asked for. */
type Answer = { file: string } | 'not yet' | 'empty';

/**
 * CJ-07: asks the bank for a prepared batch. The instruction is sent each time until there is an answer: the bank carries
 * it out once, and none is lost on the way. One that was given up is not sent again: the bank is only asked what it did.
 */
export async function askBank(
  context: Context,
  by: { runId: number; number: number } | { batchId: number },
): Promise<Answer> {
  const db = context.database.manager;
  const [batch] =
    'batchId' in by
      ? await rows<BatchRow>(db, `${selectBatch} id = $1`, [by.batchId])
      : await rows<BatchRow>(db, `${selectBatch} run_id = $1 AND chunk = $2`, [by.runId, by.number]);
  if (!batch) throw new Error('The debit batch was not prepared');
  if (batch.status === 'BOOKED') return 'not yet';
  if (batch.lines === 0) return 'empty';
  if (batch.status === 'PREPARED') await sendBatch(context, batch);
  const file = await context.bank.results(batch.reference);
  return file === undefined ? 'not yet' : { file };
}

/** CJ-07: members' own payments of a city that the bank has not answered, oldest first. */
export async function unansweredPayments(context: Context, city: CityCode): Promise<number[]> {
  const open = await rows<{ id: number }>(
    context.database,
    "SELECT id FROM debit_batch WHERE city = $1 AND status = 'PREPARED' AND run_id IS NULL ORDER BY id",
    [city],
  );
  return open.map(({ id }) => id);
}

/**
 * CJ-07: the batches of a city that were given up and that the bank is still asked about, oldest first: what it took all
 * the same is to go to suspense. After `lateAnswerDays` it is asked no more.
 */
export async function givenUp(context: Context, city: CityCode, today: CivilDate): Promise<number[]> {
  const { lateAnswerDays } = context.policy(city, today).contribution;
  const open = await rows<{ id: number }>(
    context.database,
    `SELECT id FROM debit_batch b WHERE city = $1 AND status = 'VOIDED' AND debit_on >= $2
       AND NOT EXISTS (SELECT FROM debit_result r WHERE r.batch_id = b.id) ORDER BY id`,
    [city, addDays(today, -lateAnswerDays.value)],
  );
  return open.map(({ id }) => id);
}
