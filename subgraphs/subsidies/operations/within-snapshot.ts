import type { Database, Db } from '#service/database.ts';

/** A look over everything ends by itself: while it lasts, nothing that is deleted can be cleared away. */
const longestMs = 600_000;

/**
 * Looks at everything as it stands at one moment, however long it takes, and can write nothing. It takes no lock that
 * anybody else waits for: awards go on beside it.
 */
export const withinSnapshot = <T>(database: Database, look: (db: Db) => Promise<T>): Promise<T> =>
  database.transaction('REPEATABLE READ', async (db) => {
    await db.query('SET TRANSACTION READ ONLY');
    await db.query(`SET LOCAL transaction_timeout = ${longestMs}`);
    return look(db);
  });
