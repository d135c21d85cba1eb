import { type Db, rows } from '#service/database.ts';
import type { MergeObstacle } from '#service/event-types.ts';
import { type Arrived, consume } from '#service/events.ts';
import type { Context } from '../context.ts';
import { lockHousehold } from './household.ts';

const obstaclesSql = `
  SELECT
    EXISTS (SELECT FROM account WHERE member_id = $1 AND status NOT IN ('03', '04', '05'))
      OR EXISTS (SELECT FROM ledger_account WHERE owner = $1 AND balance > 0) AS "ACCOUNT_OPEN",
    EXISTS (SELECT FROM payout WHERE member_id = $1 AND status = 'HELD') AS "PAYOUT_PENDING",
    EXISTS (SELECT FROM transfer WHERE member_id = $1 AND ended_on IS NULL) AS "TRANSFER_PENDING",
    EXISTS (SELECT FROM lien WHERE member_id = $1 AND status = 'PLACED')
      OR EXISTS (SELECT FROM member_loan WHERE member_id = $1 AND settled_on IS NULL) AS "LOAN_OUTSTANDING"`;

// Locked against a signing at the same moment, which either is seen here or finds the record about to end.
const lockSql = 'SELECT FROM enrolment WHERE member_id = $1 FOR NO KEY UPDATE';
const holdSql = 'UPDATE enrolment SET merged_into = $2, merger = $3 WHERE member_id = $1';
// For good: by no number can it be taken back any more.
const endSql = 'UPDATE enrolment SET merged_into = $2, merger = NULL WHERE member_id = $1 OR merged_into = $1';

/**
 * CJ-08: tells what a record that is to end in another of the same person still has here. Of one that has nothing, nothing
 * begins any more: no agreement is signed and no account opened while the merger is carried out.
 */
export async function answerMerge(context: Context, arrived: Arrived<'merge-requested'>): Promise<void> {
  const { correctionId, memberId, keptId } = arrived.event;
  await consume(context, arrived, async ({ db, emit }) => {
    await db.query(lockSql, [memberId]);
    await lockHousehold(db, memberId);
    const [found] = await rows<Partial<Record<MergeObstacle, boolean>>>(db, obstaclesSql, [memberId]);
    const obstacles = Object.entries(found!).flatMap(([name, stands]) => (stands ? [name as MergeObstacle] : []));
    if (obstacles.length === 0) await db.query(holdSql, [memberId, keptId, correctionId]);
    emit({ type: 'account-merge-answered', correctionId, memberId, obstacles });
  });
}

/**
 * CJ-08: from a merger on both records are one person: the loans that either ever had are the kept one's. One that was
 * hindered elsewhere goes on by itself.
 */
export async function takeMergeDecided(context: Context, arrived: Arrived<'merge-decided'>): Promise<void> {
  const { correctionId, memberId, keptId, merged } = arrived.event;
  await consume(context, arrived, async ({ db }) => {
    if (merged) await join(db, { memberId, keptId });
    else {
      const sql = 'UPDATE enrolment SET merged_into = NULL, merger = NULL WHERE member_id = $1 AND merger = $2';
      await db.query(sql, [memberId, correctionId]);
    }
  });
}

async function join(db: Db, { memberId, keptId }: { memberId: string; keptId: string }): Promise<void> {
  await db.query(endSql, [memberId, keptId]);
  await db.query('UPDATE member_loan SET member_id = $2 WHERE member_id = $1', [memberId, keptId]);
}
