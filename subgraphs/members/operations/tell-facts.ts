import { randomUUID } from 'node:crypto';
import { rows } from '#service/database.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { factsVersion, nextMemberFacts } from './member-facts.ts';

const chunkSize = 200;

const untoldSql = `
  SELECT m.id FROM member m JOIN application a ON a.id = m.application_id
  WHERE m.facts_version < $1 AND a.status = 'APPROVED' AND m.merged_into IS NULL AND m.id > $2 ORDER BY m.id LIMIT $3`;

const beforeAll = '00000000-0000-0000-0000-000000000000';

/**
 * Tells the other registers anew of every approved member of whom they were told less than is told today, for example
 * not yet by which reference a tax bureau knows them (AG-01). What is left to do is seen in the rows themselves.
 */
export async function tellFacts(context: Context): Promise<void> {
  for (let after = beforeAll; ; ) {
    const untold = await rows<{ id: string }>(context.database, untoldSql, [factsVersion, after, chunkSize]);
    if (untold.length === 0) return;
    after = untold.at(-1)!.id;
    const command = { name: 'tell-facts', subject: 'member', key: randomUUID(), input: { through: after } };
    await perform(context, command, async ({ db, emit, today }) => {
      for (const { id } of untold) {
        const facts = await nextMemberFacts(context, db, id, today);
        if (facts) emit({ type: 'member-facts-changed', ...facts });
      }
      return { told: untold.length };
    });
  }
}
