import type { CivilDate } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { CityCode } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import type { ResultFile } from '../adaptors/debit-result.ts';
import type { Context } from '../context.ts';

/** CJ-07: keeps a file of the bank that says another thing of a batch than the one that was taken, once, and throws. */
export async function keepContradiction(context: Context, file: ResultFile): Promise<never> {
  await context.database.query(
    `INSERT INTO debit_contradiction (reference, digest, city, file, lines, paid_fen, received_on)
     SELECT reference, $2, city, $3, $4, $5, $6 FROM debit_result WHERE reference = $1 ON CONFLICT DO NOTHING`,
    [file.batch, file.digest, file.text, file.lines.length, file.paidFen, context.clock.today()],
  );
  throw new Error('The batch was answered already, by another result file');
}

/** A second answer of the bank to one batch that says another thing than the first; amounts in fen. */
export type DebitContradiction = {
  /** The batch, as the bank knows it. */
  reference: string;
  digest: string;
  receivedOn: CivilDate;
  /** What this file says the bank took, and what the one says that was booked. */
  amount: Fen;
  amountTaken: Fen;
};

const most = 200;

/** CJ-07: the files of the bank that contradict one that was taken, of a city of the caller's own, newest first. */
export async function readContradictions({ caller, database }: Context, city: CityCode): Promise<DebitContradiction[]> {
  if (!caller.cities.includes(city)) throw new Refusal('FORBIDDEN', 'Not a city of the caller', { field: 'city' });
  return rows<DebitContradiction>(
    database,
    `SELECT c.reference, c.digest, c.received_on AS "receivedOn", c.paid_fen AS amount, taken.paid_fen AS "amountTaken"
     FROM debit_contradiction c JOIN debit_result taken ON taken.reference = c.reference
     WHERE c.city = $1 ORDER BY c.ordinal DESC LIMIT ${most}`,
    [city],
  );
}
