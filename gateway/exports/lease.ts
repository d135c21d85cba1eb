import { addSeconds, type Instant } from '#kernel/clock.ts';
import { type Database, rows } from '#service/database.ts';
import { refusal } from '../failure.ts';

const seconds = 120;

// Longer than a chunk may take to be made and to be read.
const takeSql = `
  INSERT INTO export_lease (client, holder, until) VALUES ($1, $2, $3)
  ON CONFLICT (client) DO UPDATE SET holder = excluded.holder, until = excluded.until
  WHERE export_lease.until <= $4 OR export_lease.holder = excluded.holder RETURNING client`;

/** One export at a time for a client; taken for a while, and taken again while it goes on. */
export type Lease = { renew(): Promise<void>; release(): Promise<void> };

/** Takes the lease of a client; refused IN_PROGRESS while another export of the same client is being sent. */
export async function takeLease(
  database: Database,
  now: () => Instant,
  of: { client: string; holder: string },
): Promise<Lease> {
  const renew = async () => {
    const at = now();
    const taken = await rows(database, takeSql, [of.client, of.holder, addSeconds(at, seconds), at]);
    if (taken.length === 0) throw refusal('IN_PROGRESS', 'Another export of this client is being sent', 409);
  };
  await renew();
  return {
    renew,
    release: async () => {
      await database.query('UPDATE export_lease SET until = $3 WHERE client = $1 AND holder = $2', [
        of.client,
        of.holder,
        now(),
      ]);
    },
  };
}
