import type { CivilDate } from '#kernel/calendar.ts';
import { sumFen } from '#kernel/money.ts';
import type { Booked } from '#ledger/post.ts';
import { isCityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import type { ResultFile } from '../adaptors/debit-result.ts';
import { suspend } from './suspend.ts';

/** Why nothing of a file pays dues, and the batch that it answers; null for one never asked for, or that a restored backup has forgotten. */
type Unbookable = {
  city: string;
  reason: 'UNKNOWN_BATCH' | 'PAID_LATE';
  batchId: number | null;
  today: CivilDate;
};

/** CJ-07: puts all that a result file says the bank took into suspense, keeps the file, and tells what was booked. */
export async function suspendResult(
  db: Db,
  file: ResultFile,
  { city, reason, batchId, today }: Unbookable,
): Promise<Booked> {
  const { batch: reference } = file;
  if (!isCityCode(city)) throw new Error('The result file is of a city that is not known');
  const lines = await rows<{ lineId: number; agreementId: string }>(
    db,
    'SELECT line AS "lineId", agreement_id AS "agreementId" FROM debit_line WHERE batch_id = $1',
    [batchId],
  );
  const agreements = new Map(lines.map(({ lineId, agreementId }) => [lineId, agreementId]));
  const taken = file.lines.filter(({ fen }) => fen > 0n);
  const booked: Booked = { rows: taken.length, fen: sumFen(taken.map(({ fen }) => fen)) };
  await db.query(
    `INSERT INTO debit_result (reference, batch_id, city, digest, lines, paid_fen, booked_fen, suspended_fen, taken_on, file)
     VALUES ($1, $2, $3, $4, $5, $6, 0, $6, $7, $8)`,
    [reference, batchId, city, file.digest, file.lines.length, booked.fen, today, file.text],
  );
  const items = taken.map(({ lineId, fen }) => {
    return { lineId, fen, reason, agreementId: agreements.get(lineId) ?? null };
  });
  await suspend(db, { city, reference, items, bookedOn: today, today });
  return booked;
}
