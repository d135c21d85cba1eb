import type { Db } from '#service/database.ts';

// Only for this: advisory locks of one schema are seen by all others of the database. One lock for each first digit of
// a member's id, so that late facts about many members need not wait for each other.
const lock = "hashtext('subsidies awards')";
const digits = 16;

/** Awards beside other awards, but of nobody of whom a late fact is being weighed; until the transaction ends. */
export const amongAwards = async (db: Db): Promise<void> => {
  await db.query(`SELECT pg_advisory_xact_lock_shared(${lock}, digit) FROM generate_series(0, ${digits - 1}) AS digit`);
};

/**
 * Waits for what is being awarded, and lets a member be awarded nothing until the transaction ends: whatever was awarded
 * without knowing of a late fact is there to be weighed by it, and whatever is awarded after it knows.
 */
export const betweenAwards = async (db: Db, memberId: string): Promise<void> => {
  await db.query(`SELECT pg_advisory_xact_lock(${lock}, $1)`, [Number.parseInt(memberId.slice(0, 1), digits)]);
};
