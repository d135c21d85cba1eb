import type { CivilDate, CivilMonth } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { CityCode } from '#service/cities.ts';
import { type Database, type Db, rows } from '#service/database.ts';
import type { Context } from '../context.ts';

/** A batch of a collection that is given up unanswered (代扣批次作废), by two officers. */
export type DebitVoid = {
  id: string;
  batchId: string;
  note: string;
  status: 'PROPOSED' | 'VOIDED' | 'REJECTED';
  proposedBy: string;
  proposedOn: CivilDate;
  decidedBy: string | null;
  decidedOn: CivilDate | null;
};

const columns = `v.id, v.batch_id::text AS "batchId", v.note, v.status, v.proposed_by AS "proposedBy",
  v.proposed_on AS "proposedOn", v.decided_by AS "decidedBy", v.decided_on AS "decidedOn"`;

/** The giving up of a batch, by its id; undefined where there is none. */
export async function findDebitVoid(db: Db | Database, id: string): Promise<DebitVoid | undefined> {
  return (await rows<DebitVoid>(db, `SELECT ${columns} FROM debit_void v WHERE v.id = $1`, [id]))[0];
}

/** A batch of a collection that the bank has been asked for and has not answered; its sum in fen. */
export type UnansweredDebit = {
  id: string;
  /** By which the bank knows it. */
  reference: string;
  runId: string;
  month: CivilMonth;
  debitOn: CivilDate;
  lines: number;
  amount: Fen;
  /** What an officer has proposed and another has not decided yet. */
  proposedVoid: DebitVoid | null;
};

const most = 200;

/** CJ-07: the batches of the collections of a city of the caller's own that wait for the bank, oldest first. */
export async function unansweredDebits({ caller, database }: Context, city: CityCode): Promise<UnansweredDebit[]> {
  if (!caller.cities.includes(city)) throw new Refusal('FORBIDDEN', 'Not a city of the caller', { field: 'city' });
  const found = await rows<Omit<UnansweredDebit, 'proposedVoid'> & { void: string | null }>(
    database,
    `SELECT b.id::text AS id, b.reference, b.run_id::text AS "runId", b.month, b.debit_on AS "debitOn", b.lines,
       b.fen AS amount, (SELECT v.id FROM debit_void v WHERE v.batch_id = b.id AND v.status = 'PROPOSED') AS void
     FROM debit_batch b WHERE b.city = $1 AND b.status = 'PREPARED' AND b.run_id IS NOT NULL AND b.lines > 0
     ORDER BY b.debit_on, b.id LIMIT ${most}`,
    [city],
  );
  const voids = await rows<DebitVoid>(database, `SELECT ${columns} FROM debit_void v WHERE v.id = ANY($1::uuid[])`, [
    found.flatMap((batch) => batch.void ?? []),
  ]);
  return found.map(({ void: voidId, ...batch }) => ({
    ...batch,
    proposedVoid: voids.find(({ id }) => id === voidId) ?? null,
  }));
}
