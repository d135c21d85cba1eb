import { createHash } from 'node:crypto';
import { type Db, rows } from '#service/database.ts';
import type { Condition } from '../rules/decision.ts';
import type { UsedFigure } from '../tables/award.ts';

/** What awards rest on that were decided alike. */
export type Basis = {
  rule: string;
  reference: string;
  figures: readonly UsedFigure[];
  conditions: readonly Condition[];
};

const used = ({ name, text, from, reference, status }: UsedFigure): UsedFigure => ({
  ...{ name, text, from, reference, status },
});

/** Keeps what awards rest on, once however many rest on it, and answers its id. */
export async function keepBasis(db: Db, { rule, reference, figures, conditions }: Basis): Promise<number> {
  const values = [rule, reference, JSON.stringify(figures.map(used)), JSON.stringify(conditions)];
  const digest = createHash('sha256').update(JSON.stringify(values)).digest('hex');
  const known = 'SELECT id FROM award_basis WHERE digest = $1';
  const insert = `INSERT INTO award_basis (digest, rule, reference, figures, conditions) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (digest) DO NOTHING RETURNING id`;
  for (const [sql, given] of [
    [known, [digest]],
    [insert, [digest, ...values]],
    [known, [digest]],
  ] as const) {
    const [row] = await rows<{ id: number }>(db, sql, [...given]);
    if (row) return row.id;
  }
  throw new Error('The basis of an award could be neither found nor kept');
}
