import { Refusal } from '#kernel/refusal.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import type { ProposeDebitVoidInput } from '../schema.generated.ts';
import { officerOf } from './corrections.ts';
import { type DebitVoid, findDebitVoid } from './debit-voids.ts';

/** CJ-07: proposes to give up a batch of a collection that the bank does not answer; another officer decides. */
export async function proposeDebitVoid(context: Context, input: ProposeDebitVoidInput): Promise<DebitVoid> {
  const officer = officerOf(context);
  const batch = await batchOf(context, input.batchId);
  const command = { name: 'propose-debit-void', subject: `batch ${batch.id}`, key: input.idempotencyKey, input };
  return perform(context, command, async ({ db, today }) => {
    await refuseAnsweredOrProposed(db, batch.id);
    const note = input.note.trim();
    if (note.length < 1 || note.length > 500) {
      throw new Refusal('INVALID_INPUT', 'The note has 1 to 500 characters', { field: 'note' });
    }
    const [made] = await rows<{ id: string }>(
      db,
      `INSERT INTO debit_void (batch_id, note, status, proposed_by, proposed_on) VALUES ($1, $2, 'PROPOSED', $3, $4)
       RETURNING id`,
      [batch.id, note, officer, today],
    );
    return (await findDebitVoid(db, made!.id))!;
  });
}

const noSuchBatch = () =>
  new Refusal('NOT_FOUND', 'There is no such batch that waits for the bank', { field: 'batchId' });

// A member's own payment is given up by itself, in its time.
async function batchOf({ caller, database }: Context, batchId: string): Promise<{ id: number; city: CityCode }> {
  const id = /^\d{1,9}$/.test(batchId) ? Number(batchId) : 0;
  const [batch] = await rows<{ id: number; city: CityCode }>(
    database,
    'SELECT id, city FROM debit_batch WHERE id = $1 AND run_id IS NOT NULL AND lines > 0',
    [id],
  );
  if (!batch || !caller.cities.includes(batch.city)) throw noSuchBatch();
  return batch;
}

// Under the lock of the batch, so that of two who propose one is refused.
async function refuseAnsweredOrProposed(db: Db, batchId: number): Promise<void> {
  const [batch] = await rows<{ status: string }>(db, 'SELECT status FROM debit_batch WHERE id = $1 FOR NO KEY UPDATE', [
    batchId,
  ]);
  if (batch!.status !== 'PREPARED') throw noSuchBatch();
  const open = await rows(db, "SELECT FROM debit_void WHERE batch_id = $1 AND status = 'PROPOSED'", [batchId]);
  if (open.length > 0) throw new Refusal('IN_PROGRESS', 'It waits for its decision already', { field: 'batchId' });
}
