import { rows } from '#service/database.ts';
import type { MergeObstacle } from '#service/event-types.ts';
import { type Arrived, consume } from '#service/events.ts';
import type { Context } from '../context.ts';

const obstaclesSql = `
  SELECT
    EXISTS (SELECT FROM loan WHERE member_id = $1 AND status IN ('PENDING', 'REPAYING', 'WRITTEN_OFF')
      AND recovered_on IS NULL)
      OR EXISTS (SELECT FROM subsidised_loan WHERE member_id = $1 AND status IN ('PENDING', 'IN_FORCE'))
      AS "LOAN_OUTSTANDING",
    EXISTS (SELECT FROM loan_application WHERE member_id = $1 AND status IN ('SUBMITTED', 'REVIEWED'))
      AS "LOAN_APPLICATION_OPEN"`;

// Locked against an application at the same moment, which either is seen here or finds the record about to end.
const lockSql = 'SELECT FROM borrower WHERE member_id = $1 FOR UPDATE';
const holdSql = 'UPDATE borrower SET merged_into = $2, merger = $3 WHERE member_id = $1';
// For good: by no number can it be taken back any more.
const endSql = 'UPDATE borrower SET merged_into = $2, merger = NULL WHERE member_id = $1 OR merged_into = $1';

/**
 * CJ-08: tells what a record that is to end in another of the same person still owes or asks for here. One that has
 * nothing applies for nothing any more while the merger is carried out.
 */
export async function answerMerge(context: Context, arrived: Arrived<'merge-requested'>): Promise<void> {
  const { correctionId, memberId, keptId } = arrived.event;
  await consume(context, arrived, async ({ db, emit }) => {
    await db.query(lockSql, [memberId]);
    const [found] = await rows<Partial<Record<MergeObstacle, boolean>>>(db, obstaclesSql, [memberId]);
    const obstacles = Object.entries(found!).flatMap(([name, stands]) => (stands ? [name as MergeObstacle] : []));
    if (obstacles.length === 0) await db.query(holdSql, [memberId, keptId, correctionId]);
    emit({ type: 'loan-merge-answered', correctionId, memberId, obstacles });
  });
}

/** CJ-08: from a merger on both records are one person; one that was hindered elsewhere goes on by itself. */
export async function takeMergeDecided(context: Context, arrived: Arrived<'merge-decided'>): Promise<void> {
  const { correctionId, memberId, keptId, merged } = arrived.event;
  await consume(context, arrived, async ({ db }) => {
    if (!merged) {
      const sql = 'UPDATE borrower SET merged_into = NULL, merger = NULL WHERE member_id = $1 AND merger = $2';
      await db.query(sql, [memberId, correctionId]);
      return;
    }
    await db.query(endSql, [memberId, keptId]);
  });
}
