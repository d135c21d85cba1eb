import type { Db } from '#service/database.ts';
import type { Streak } from '../rules/streak.ts';

/** CJ-15: writes down the runs of full months of locked accounts. */
export async function saveStreaks(db: Db, runs: readonly { id: number; streak: Streak }[]): Promise<void> {
  await db.query(
    `UPDATE account SET streak_months = run.months, streak_from = run.since, streak_through = run.through,
       streak_agreement = run.agreement
     FROM unnest($1::int[], $2::int[], $3::text[], $4::text[], $5::uuid[]) AS run (id, months, since, through, agreement)
     WHERE account.id = run.id`,
    [
      runs.map(({ id }) => id),
      runs.map(({ streak }) => streak.months),
      runs.map(({ streak }) => streak.from),
      runs.map(({ streak }) => streak.through),
      runs.map(({ streak }) => streak.agreement),
    ],
  );
}
