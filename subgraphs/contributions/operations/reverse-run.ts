import { Refusal } from '#kernel/refusal.ts';
import { type Db, rows } from '#service/database.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import type { ReverseRunInput } from '../schema.generated.ts';
import { lockRun, type RunView, readRun } from './runs.ts';

/**
 * Begins the run that takes back every movement of a finished settlement of interest, each by one that names it, by the
 * same chunks (CJ-09). What a run of another kind did is taken back one movement at a time, by two officers (A.9).
 */
export async function reverseRun(context: Context, input: ReverseRunInput): Promise<RunView> {
  const command = { name: 'reverse-run', subject: `run ${input.runId}`, key: input.idempotencyKey, input };
  return perform(context, command, async ({ db, emit, now }) => {
    const run = await lockRun(context, db, input.runId);
    if (run.kind !== 'settle-interest' || !run.finishedAt) {
      throw new Refusal('INVALID_INPUT', 'Only a finished settlement of interest is taken back as a whole', {
        field: 'runId',
      });
    }
    await refuseReversed(db, run);
    const [made] = await rows<{ id: number }>(
      db,
      `INSERT INTO run (kind, city, period, started_at, reverses) VALUES ('reverse-interest', $1, $2, $3, $4) RETURNING id`,
      [run.city, `${run.period}:${run.id}`, now, run.id],
    );
    await db.query(
      `INSERT INTO run_chunk (run_id, chunk, first_account, last_account)
       SELECT $1, chunk, first_account, last_account FROM run_chunk WHERE run_id = $2`,
      [made!.id, run.id],
    );
    emit({ type: 'run-asked', runId: made!.id });
    return readRun(db, made!.id);
  });
}

// A later year has borne interest on what this one credited: it goes first.
async function refuseReversed(db: Db, run: RunView): Promise<void> {
  const known = await rows(db, 'SELECT FROM run WHERE reverses = $1', [run.id]);
  if (known.length > 0) throw new Refusal('ALREADY_REVERSED', 'The run is taken back already', { field: 'runId' });
  const later = await rows(
    db,
    'SELECT FROM run WHERE kind = $1 AND city = $2 AND period > $3 AND reversed_by IS NULL',
    [run.kind, run.city, run.period],
  );
  if (later.length > 0) {
    throw new Refusal('INVALID_INPUT', 'A later year is settled on top of it: take that back first', {
      field: 'runId',
    });
  }
}
