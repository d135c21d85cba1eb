import { Refusal } from '#kernel/refusal.ts';
import { type Db, rows } from '#service/database.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import type { ReverseRunInput } from '../schema.generated.ts';
import { officerOf } from './corrections.ts';
import { lockInterestYears } from './reverse-interest.ts';
import { lockRun, type RunView, readRun } from './runs.ts';

/**
 * Begins the run that takes back every movement of a finished settlement of interest (CJ-09) or collection (CJ-07), each
 * by one that names it, by the same chunks. A.9: two officers take back what members have; the run stands still until
 * another than the one who asked for it resumes it, or it is rejected.
 */
export async function reverseRun(context: Context, input: ReverseRunInput): Promise<RunView> {
  const command = { name: 'reverse-run', subject: `run ${input.runId}`, key: input.idempotencyKey, input };
  return perform(context, command, async ({ db, now }) => {
    const run = await lockRun(context, db, input.runId);
    const kind = takenBackBy(run);
    if (kind === 'reverse-interest') await lockInterestYears(db, run.city);
    const officer = officerOf(context);
    await refuseReversed(db, run);
    const rejected = await rejectedBefore(db, run);
    const [made] = await rows<{ id: number }>(
      db,
      `INSERT INTO run (kind, city, period, started_at, reverses, asked_by, paused_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
       RETURNING id`,
      [kind, run.city, `${run.period}:${run.id}:${rejected + 1}`, now, run.id, officer, now],
    );
    await db.query(
      `INSERT INTO run_chunk (run_id, chunk, first_account, last_account)
       SELECT $1, chunk, first_account, last_account FROM run_chunk WHERE run_id = $2`,
      [made!.id, run.id],
    );
    return readRun(db, made!.id);
  });
}

function takenBackBy({ kind, finishedAt }: RunView): 'reverse-interest' | 'reverse-collect' {
  if (finishedAt && kind === 'settle-interest') return 'reverse-interest';
  if (finishedAt && kind === 'collect') return 'reverse-collect';
  throw new Refusal('INVALID_INPUT', 'Only a finished settlement of interest or collection is taken back as a whole', {
    field: 'runId',
  });
}

// Each has a period of its own, so that what is done to one is done to no other.
async function rejectedBefore(db: Db, run: RunView): Promise<number> {
  return (await rows(db, 'SELECT FROM run WHERE reverses = $1', [run.id])).length;
}

async function refuseReversed(db: Db, run: RunView): Promise<void> {
  const known = await rows(db, 'SELECT FROM run WHERE reverses = $1 AND rejected_at IS NULL', [run.id]);
  if (known.length > 0) throw new Refusal('ALREADY_REVERSED', 'The run is taken back already', { field: 'runId' });
  if (run.kind !== 'settle-interest') return;
  // A later year has borne interest on what this one credited: it goes first.
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
