import { Refusal } from '#kernel/refusal.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import type { ResumeRunInput } from '../schema.generated.ts';
import { lockRun, type RunView, readRun } from './runs.ts';

/** Lets a paused run go on from where it was, at once. */
export async function resumeRun(context: Context, input: ResumeRunInput): Promise<RunView> {
  const command = { name: 'resume-run', subject: `run ${input.runId}`, key: input.idempotencyKey, input };
  return perform(context, command, async ({ db, emit }) => {
    const run = await lockRun(context, db, input.runId);
    if (run.finishedAt) throw new Refusal('INVALID_INPUT', 'The run is finished', { field: 'runId' });
    await db.query('UPDATE run SET paused_at = NULL WHERE id = $1', [run.id]);
    emit({ type: 'run-asked', runId: Number(run.id) });
    return readRun(db, Number(run.id));
  });
}
