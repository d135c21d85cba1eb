import { Refusal } from '#kernel/refusal.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import type { ResumeRunInput } from '../schema.generated.ts';
import { officerOf } from './corrections.ts';
import { lockRun, type RunView, readRun } from './runs.ts';

/**
 * Lets a paused run go on from where it was, at once. A.9: of one that takes another back, whoever resumes it first
 * agrees to it, and is another officer than the one who asked.
 */
export async function resumeRun(context: Context, input: ResumeRunInput): Promise<RunView> {
  const command = { name: 'resume-run', subject: `run ${input.runId}`, key: input.idempotencyKey, input };
  return perform(context, command, async ({ db, emit }) => {
    const run = await lockRun(context, db, input.runId);
    if (run.finishedAt) throw new Refusal('INVALID_INPUT', 'The run is finished', { field: 'runId' });
    if (run.rejectedAt) throw new Refusal('INVALID_INPUT', 'The run was rejected', { field: 'runId' });
    const agreeing = run.reverses !== null && run.agreedBy === null ? agree(context, run) : run.agreedBy;
    await db.query('UPDATE run SET paused_at = NULL, agreed_by = $2 WHERE id = $1', [run.id, agreeing]);
    emit({ type: 'run-asked', runId: Number(run.id) });
    return readRun(db, Number(run.id));
  });
}

function agree(context: Context, { askedBy }: RunView): string {
  const officer = officerOf(context);
  if (officer !== askedBy) return officer;
  throw new Refusal('FORBIDDEN', 'Another officer agrees that a run is taken back', {
    field: 'officer',
    rule: 'four-eyes',
  });
}
