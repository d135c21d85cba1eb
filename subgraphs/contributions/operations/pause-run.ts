import { Refusal } from '#kernel/refusal.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import type { PauseRunInput } from '../schema.generated.ts';
import { lockRun, type RunView, readRun } from './runs.ts';

/** Holds a run before its next chunk, until it is resumed; what a chunk has begun it ends. Whatever waits for the run waits on. */
export async function pauseRun(context: Context, input: PauseRunInput): Promise<RunView> {
  const command = { name: 'pause-run', subject: `run ${input.runId}`, key: input.idempotencyKey, input };
  return perform(context, command, async ({ db, now }) => {
    const run = await lockRun(context, db, input.runId);
    if (run.finishedAt) throw new Refusal('INVALID_INPUT', 'The run is finished', { field: 'runId' });
    await db.query('UPDATE run SET paused_at = coalesce(paused_at, $2) WHERE id = $1', [run.id, now]);
    return readRun(db, Number(run.id));
  });
}
