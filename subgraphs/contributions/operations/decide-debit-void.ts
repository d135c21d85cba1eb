import { Refusal } from '#kernel/refusal.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import { isId } from '#service/ids.ts';
import { log } from '#service/log.ts';
import { perform, type Transaction } from '#service/perform.ts';
import type { Context } from '../context.ts';
import type { DecideDebitVoidInput } from '../schema.generated.ts';
import { officerOf } from './corrections.ts';
import { type DebitVoid, findDebitVoid } from './debit-voids.ts';
import { markDone } from './run-in-chunks.ts';
import { takeDebitResult } from './take-debit-result.ts';

/**
 * CJ-07: gives up a batch of a collection that the bank has not answered, or rejects that, by another officer than the
 * one who proposed it. Nothing is booked, its dues are owed again, and the run goes on without it; what the bank says
 * later that it took goes to suspense line by line.
 */
export async function decideDebitVoid(context: Context, input: DecideDebitVoidInput): Promise<DebitVoid> {
  const officer = officerOf(context);
  const known = await batchOf(context, input.voidId);
  if (input.decision === 'VOID') await fetchAnswer(context, known);
  const command = { name: 'decide-debit-void', subject: `batch ${known.batchId}`, key: input.idempotencyKey, input };
  return perform(context, command, async (transaction) => {
    const { db, today } = transaction;
    const proposed = await lockProposed(db, known);
    if (proposed.proposedBy === officer) {
      throw new Refusal('FORBIDDEN', 'Another officer decides on giving a batch up', {
        field: 'officer',
        rule: 'four-eyes',
      });
    }
    const giving = input.decision === 'VOID';
    if (giving) await giveUp(transaction, known);
    const status = giving ? 'VOIDED' : 'REJECTED';
    await db.query('UPDATE debit_void SET status = $2, decided_by = $3, decided_on = $4 WHERE id = $1', [
      ...[proposed.id, status, officer, today],
    ]);
    return (await findDebitVoid(db, proposed.id))!;
  });
}

type Given = { voidId: string; batchId: number; reference: string; city: CityCode };

// A run that staff have paused asks the bank for nothing, though its answer may be there: given up, every line of it would
// be debited a second time.
async function fetchAnswer(context: Context, { batchId, reference }: Given): Promise<void> {
  const file = await context.bank.results(reference).catch((fault: unknown) => {
    log.warn(
      { batch: batchId, fault: String(fault) },
      'the bank could not be asked for a batch that is to be given up',
    );
  });
  if (file) await takeDebitResult(context, file);
}

const noSuchVoid = () => new Refusal('NOT_FOUND', 'There is no such proposal to decide', { field: 'voidId' });

async function batchOf({ caller, database }: Context, voidId: string): Promise<Given> {
  const [found] = isId(voidId)
    ? await rows<Given>(
        database,
        `SELECT v.id AS "voidId", b.id AS "batchId", b.reference, b.city FROM debit_void v JOIN debit_batch b ON b.id = v.batch_id
         WHERE v.id = $1`,
        [voidId],
      )
    : [];
  if (!found || !caller.cities.includes(found.city)) throw noSuchVoid();
  return found;
}

// The batch first, as whoever proposes and whoever books an answer does.
async function lockProposed(db: Db, { voidId, batchId }: Given): Promise<DebitVoid> {
  await db.query('SELECT FROM debit_batch WHERE id = $1 FOR NO KEY UPDATE', [batchId]);
  const proposed = await findDebitVoid(db, voidId);
  if (proposed?.status !== 'PROPOSED') throw noSuchVoid();
  return proposed;
}

async function giveUp(transaction: Transaction, { batchId, city }: Given): Promise<void> {
  const { db, emit } = transaction;
  const [batch] = await rows<{ runId: number; number: number }>(
    db,
    `UPDATE debit_batch SET status = 'VOIDED' WHERE id = $1 AND status = 'PREPARED'
     RETURNING run_id AS "runId", chunk AS number`,
    [batchId],
  );
  if (!batch) throw new Refusal('NOT_ELIGIBLE', 'The bank has answered meanwhile', { field: 'voidId' });
  await markDone(transaction, batch, { rows: 0, fen: 0n });
  log.warn({ batch: batchId, city }, 'the bank did not answer a batch: it is given up');
  emit({ type: 'run-asked', runId: batch.runId });
}
