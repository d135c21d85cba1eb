import pg from 'pg';
import type { Answer } from './gateway.ts';

/** One row of the gateway's record of who was told what about whom. */
export type Disclosure = {
  client: string;
  audience: string;
  officer: string | null;
  purpose: string;
  case_reference: string | null;
  subject: string;
  fields: string[];
  operation_name: string | null;
  document_hash: string;
  basis: string;
  correlation: string;
};

/** A connection of the database's owner, who may look where no service may. */
export async function ownerOf(ownerUrl: string) {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  return client;
}

/** What was written down for one answer. */
export async function disclosuresOf(owner: pg.Client, answer: Answer): Promise<Disclosure[]> {
  const correlation = answer.headers.get('x-correlation-id');
  const sql = 'SELECT * FROM gateway.disclosed WHERE correlation = $1 ORDER BY id';
  return (await owner.query<Disclosure>(sql, [correlation])).rows;
}

/** How many disclosures were ever written down. */
export async function countDisclosures(owner: pg.Client): Promise<number> {
  const { rows } = await owner.query<{ n: number }>('SELECT count(*)::int AS n FROM gateway.disclosed');
  return rows[0]!.n;
}
