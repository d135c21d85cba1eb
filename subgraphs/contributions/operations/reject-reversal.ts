import { Refusal } from '#kernel/refusal.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import type { RejectReversalInput } from '../schema.generated.ts';
import { officerOf } from './corrections.ts';
import { lockRun, type RunView, readRun } from './runs.ts';

/**
 * A.9: ends a taking back to which no second officer has agreed; the run that it was of stands as it did, and may be asked
 * for again. Whoever asked for it may withdraw it so.
 */
export async function rejectReversal(context: Context, input: RejectReversalInput): Promise<RunView> {
  const command = { name: 'reject-reversal', subject: `run ${input.runId}`, key: input.idempotencyKey, input };
  return perform(context, command, async ({ db, now }) => {
    const run = await lockRun(context, db, input.runId);
    const officer = officerOf(context);
    if (run.reverses === null || run.agreedBy !== null || run.rejectedAt !== null) {
      throw new Refusal('INVALID_INPUT', 'The run is no taking back that waits for a second officer', {
        field: 'runId',
      });
    }
    await db.query('UPDATE run SET rejected_by = $2, rejected_at = $3 WHERE id = $1', [run.id, officer, now]);
    return readRun(db, Number(run.id));
  });
}
