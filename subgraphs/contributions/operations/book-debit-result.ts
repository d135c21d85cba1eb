import type { CivilDate } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { internalAccount } from '#ledger/accounts.ts';
import { type Booked, postSelected } from '#ledger/post.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import type { ResultFile } from '../adaptors/debit-result.ts';
import { type Matched, matchResults } from '../rules/debit-lines.ts';
import { flexiblePool } from './open-account.ts';
import { suspend } from './suspend.ts';

/** The batch that a result file answers. */
export type AnsweredBatch = { id: number; city: CityCode; debitOn: CivilDate };

type Line = { lineId: number; agreementId: string; fen: Fen };

/**
 * CJ-07: books a bank's answer to a batch by sets, one movement for each month paid; writes down the lines that were not
 * paid and puts into suspense what pays no dues. What is booked and suspended is to the fen what the bank says it took.
 * The accounts are not locked: nothing changes them while a debit of theirs is under way.
 */
export async function bookDebitResult(
  db: Db,
  batch: AnsweredBatch,
  file: ResultFile,
  today: CivilDate,
): Promise<Booked> {
  const lines = await rows<Line>(
    db,
    'SELECT line AS "lineId", agreement_id AS "agreementId", fen FROM debit_line WHERE batch_id = $1',
    [batch.id],
  );
  const matched = matchResults(new Map(lines.map(({ lineId, fen }) => [lineId, fen])), file.lines);
  await markBooked(db, batch.id);
  const byLine = new Map(lines.map((line) => [line.lineId, line]));
  const unpaid = matched.refused.map(({ lineId }) => byLine.get(lineId)!.agreementId);
  const booked = await bookPaid(db, batch, unpaid);
  if (booked.fen !== matched.paidFen) throw new Error('What the bank paid is not what the batch owes');
  await recordResult(db, { batch, file, matched, today });
  const items = matched.unmatched.map((item) => ({
    ...item,
    agreementId: byLine.get(item.lineId)?.agreementId ?? null,
  }));
  await suspend(db, { city: batch.city, reference: file.batch, items, bookedOn: batch.debitOn, today });
  return booked;
}

// Once: two answers to one batch can never both be booked.
async function markBooked(db: Db, batchId: number): Promise<void> {
  const marked = await rows(
    db,
    "UPDATE debit_batch SET status = 'BOOKED' WHERE id = $1 AND status = 'PREPARED' RETURNING id",
    [batchId],
  );
  if (marked.length === 0) throw new Error('The debit batch is booked already');
}

const isPaid = 'd.batch_id = $1 AND d.filled_on IS NULL AND d.agreement_id <> ALL($2::uuid[])';

const paidDues = `
  SELECT $3::integer AS from_account, acc.flexible AS to_account, d.due_fen AS fen, '01'::text AS code,
    $4::date AS booked_on, d.month AS period, $5::text AS run
  FROM period_due d
  JOIN agreement a ON a.id = d.agreement_id
  JOIN account acc ON acc.id = a.account_id
  WHERE ${isPaid}`;

async function bookPaid(db: Db, { id, city, debitOn }: AnsweredBatch, unpaid: readonly string[]): Promise<Booked> {
  const custody = await internalAccount(db, { city, pool: flexiblePool, code: 'bank:custody' });
  const booked = await postSelected(db, {
    select: paidDues,
    params: [id, unpaid, custody, debitOn, `debit:${id}`],
    // Whoever books into these accounts meanwhile holds those of one member only: nobody waits in a circle.
    accountsHeld: true,
  });
  await db.query(`UPDATE period_due d SET paid_fen = due_fen, filled_on = $3 WHERE ${isPaid}`, [id, unpaid, debitOn]);
  return booked;
}

async function recordResult(
  db: Db,
  { batch, file, matched, today }: { batch: AnsweredBatch; file: ResultFile; matched: Matched; today: CivilDate },
): Promise<void> {
  await db.query(
    `INSERT INTO debit_result (reference, batch_id, city, digest, lines, paid_fen, booked_fen, suspended_fen, taken_on, file)
     VALUES ($1, $2, $3, $4, $5, $6::bigint, $7::bigint, $6::bigint - $7::bigint, $8, $9)`,
    [file.batch, batch.id, batch.city, file.digest, file.lines.length, file.paidFen, matched.paidFen, today, file.text],
  );
  await db.query(
    `INSERT INTO debit_refusal (batch_id, line, outcome)
     SELECT $1, line, outcome FROM unnest($2::int[], $3::text[]) AS refused (line, outcome)`,
    [batch.id, matched.refused.map(({ lineId }) => lineId), matched.refused.map(({ outcome }) => outcome)],
  );
}
