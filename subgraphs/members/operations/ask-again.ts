import { randomUUID } from 'node:crypto';
import { cityCodes } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { reverifiedThrough } from '../rules/application.ts';

const chunkSize = 500;

// The last round that was decided, of whoever is approved and waits for no other.
const endingSql = `
  INSERT INTO verification (id, application_id, member_id, city, applied_on, status, round, due_on)
  SELECT gen_random_uuid(), v.application_id, v.member_id, v.city, $3, 'PENDING', v.round + 1, v.valid_until
  FROM verification v JOIN application a ON a.id = v.application_id JOIN member m ON m.application_id = a.id
  WHERE v.status = 'CONFIRMED' AND v.valid_until <= $2 AND v.city = $1 AND a.status = 'APPROVED' AND m.merged_into IS NULL
    AND NOT EXISTS (SELECT FROM verification l WHERE l.application_id = a.id AND l.round > v.round)
  ORDER BY v.valid_until, v.id LIMIT $4 ON CONFLICT DO NOTHING RETURNING id`;

/** Asks the HR bureau again about every member whose confirmation ends soon, or has ended (CJ-23). */
export async function askAgain(context: Context): Promise<void> {
  const today = context.clock.today();
  for (const city of cityCodes) {
    const through = reverifiedThrough(today, context.policy(city, today).national);
    for (let asked = chunkSize; asked === chunkSize; ) {
      const command = { name: 'ask-again', subject: 'verification', key: randomUUID(), input: { city, through } };
      ({ asked } = await perform(context, command, async ({ db }) => {
        return { asked: (await rows(db, endingSql, [city, through, today, chunkSize])).length };
      }));
    }
  }
}
