import { randomUUID } from 'node:crypto';
import { type Db, rows } from '#service/database.ts';
import { log } from '#service/log.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { fingerprintsOf, sealedColumns } from './member-sealed.ts';

/** Rows of a table with a sealed number, and the table of the fingerprints by which they are found. */
type Indexed = {
  table: string;
  sealed: string;
  bound: string;
  index: string;
  owner: string;
  /** Which rows of the table have fingerprints of their own, and which of the index are these. */
  having?: string;
  among?: string;
  /** What a line of the index says besides. */
  beside?: string;
};

const persons: Indexed = {
  ...{ table: 'member', sealed: 'identity_sealed', bound: sealedColumns.identity },
  ...{ index: 'person_index', owner: 'member_id', having: 't.merged_into IS NULL', among: 'i.correction_id IS NULL' },
};
/** Numbers that were re-issued, or of records that were merged. */
const formers: Indexed = {
  ...{ table: 'identity_correction', sealed: 'former_sealed', bound: sealedColumns.former },
  ...{ index: 'person_index', owner: 'correction_id', beside: 'member_id' },
  having: "t.status = 'APPLIED' AND t.reason <> 'TYPING_ERROR'",
};
const spouses: Indexed = {
  ...{ table: 'application', sealed: 'spouse_sealed', bound: sealedColumns.spouse },
  ...{ index: 'spouse_index', owner: 'application_id' },
};

const chunkSize = 1_000;
/** Nothing is reckoned for those that go, and each search for them begins at the table's first row. */
const forgottenAtOnce = 10_000;
const beforeAll = '00000000-0000-0000-0000-000000000000';

/**
 * Gives every person and declared spouse a fingerprint under the current key of the index, a chunk a transaction, and
 * takes away those under keys that are not given any more. Until then whoever asks finds them by the older one. What is
 * left to do is seen in the rows, so that one that was killed goes on where it was, and one with nothing to do writes
 * nothing. Fails at the end where a number does not open.
 */
export async function renewFingerprints(context: Context): Promise<void> {
  const refused: string[] = [];
  for (const numbers of [persons, formers, spouses]) refused.push(...(await renew(context, numbers)));
  await learnFromMembers(context);
  await takeAway(context);
  if (refused.length > 0) throw new Error(`${refused.length} numbers do not open, so that they keep their old index`);
}

const commandOf = (subject: string, input: unknown) => ({
  ...{ name: 'renew-fingerprints', subject, key: randomUUID(), input },
});

async function renew(context: Context, of: Indexed): Promise<string[]> {
  const refused: string[] = [];
  for (let after = beforeAll; ; ) {
    const found = await rows<{ id: string }>(
      context.database,
      `SELECT t.id FROM ${of.table} t WHERE t.id > $2 AND t.${of.sealed} IS NOT NULL AND ${of.having ?? 'true'}
         AND NOT EXISTS (SELECT FROM ${of.index} i WHERE i.${of.owner} = t.id AND i.key = $1 AND ${of.among ?? 'true'})
       ORDER BY t.id LIMIT $3`,
      [context.index.keys[0], after, chunkSize],
    );
    if (found.length === 0) return refused;
    const ids = found.map(({ id }) => id);
    after = ids.at(-1)!;
    refused.push(
      ...(await perform(context, commandOf(of.index, { through: after }), ({ db }) =>
        addCurrent(context, db, of, ids),
      )),
    );
  }
}

async function addCurrent(context: Context, db: Db, of: Indexed, ids: readonly string[]): Promise<string[]> {
  const found = await rows<{ id: string; sealed: Buffer }>(
    db,
    `SELECT id, ${of.sealed} AS sealed FROM ${of.table} WHERE id = ANY($1::uuid[])`,
    [ids],
  );
  const refused: string[] = [];
  const opened = found.flatMap(({ id, sealed }) => {
    try {
      return [{ id, fingerprint: fingerprintsOf(context, context.sealer.open(sealed, of.bound, id))[0]! }];
    } catch {
      log.error({ table: of.table, id }, 'a sealed number does not open in its own row');
      refused.push(id);
      return [];
    }
  });
  // In one order with whoever joins meanwhile, so that nobody waits in a circle.
  await db.query(
    `INSERT INTO ${of.index} (fingerprint, key, ${[of.owner, of.beside].filter(Boolean).join(', ')})
     SELECT g.fingerprint, $3, g.id ${of.beside ? `, t.${of.beside}` : ''}
     FROM unnest($1::uuid[], $2::bytea[]) AS g (id, fingerprint) JOIN ${of.table} t USING (id) ORDER BY 1
     ON CONFLICT DO NOTHING`,
    [opened.map(({ id }) => id), opened.map(({ fingerprint }) => fingerprint), context.index.keys[0]],
  );
  return refused;
}

// Of spouses whose number was kept by its fingerprint alone, when they are members by now.
const learnSql = `
  INSERT INTO spouse_index (application_id, key, fingerprint)
  SELECT DISTINCT x.application_id, own.key, own.fingerprint FROM spouse_index x
  JOIN application a ON a.id = x.application_id AND a.spouse_sealed IS NULL
  JOIN person_index known ON known.fingerprint = x.fingerprint
  JOIN person_index own ON own.member_id = known.member_id AND own.key = $1
    AND own.correction_id IS NOT DISTINCT FROM known.correction_id
  WHERE NOT EXISTS (SELECT FROM spouse_index y WHERE y.application_id = x.application_id AND y.key = $1)
  ON CONFLICT DO NOTHING`;

async function learnFromMembers({ database, index }: Context): Promise<void> {
  await database.query(learnSql, [index.keys[0]]);
}

// As forget_fingerprints has it: what it leaves must not be asked for again.
const oldSql = [
  `EXISTS (SELECT FROM person_index i WHERE i.key <> ALL($1::text[]) AND EXISTS (
    SELECT FROM person_index c WHERE c.member_id = i.member_id AND c.key = $2
      AND c.correction_id IS NOT DISTINCT FROM i.correction_id))`,
  `EXISTS (SELECT FROM spouse_index i WHERE i.key <> ALL($1::text[]) AND EXISTS (
    SELECT FROM spouse_index c WHERE c.application_id = i.application_id AND c.key = $2))`,
];

async function takeAway(context: Context): Promise<void> {
  const { keys } = context.index;
  const anyOld = async (): Promise<boolean> => {
    const [found] = await rows<{ any: boolean }>(context.database, `SELECT ${oldSql.join(' OR ')} AS any`, [
      keys,
      keys[0],
    ]);
    return found!.any;
  };
  while (await anyOld()) {
    await perform(context, commandOf('old fingerprints', { most: forgottenAtOnce }), async ({ db }) => {
      await db.query('SELECT forget_fingerprints($1::text[], $2)', [keys, forgottenAtOnce]);
    });
  }
}
