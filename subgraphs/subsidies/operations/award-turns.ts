import type { Db } from '#service/database.ts';

// Only for this: advisory locks of one schema are seen by all others of the database.
const lock = "hashtext('subsidies awards')";

/** Awards beside other awards, but not while a late fact is being weighed; until the transaction ends. */
export const amongAwards = async (db: Db): Promise<void> => {
  await db.query(`SELECT pg_advisory_xact_lock_shared(${lock})`);
};

/**
 * Waits for what is being awarded, and lets nothing be awarded until the transaction ends: whatever was awarded without
 * knowing of a late fact is there to be weighed by it, and whatever is awarded after it knows.
 */
export const betweenAwards = async (db: Db): Promise<void> => {
  await db.query(`SELECT pg_advisory_xact_lock(${lock})`);
};
