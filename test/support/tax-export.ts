import { createHash, createHmac } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type pg from 'pg';
import { collectDue } from '#contributions/jobs/collect.ts';
import { openTaxExport } from '#contributions/operations/tax-export.ts';
import { bureauKey } from '#members/operations/tax-reference.ts';
import type { CityCode } from '#service/cities.ts';
import { type Disclosure, ownerOf } from './disclosures.ts';
import { confirmed, forEach, type Participant, sign } from './participants.ts';
import { startTestStack, type TestStack } from './stack.ts';

/** The purpose that a tax bureau names. */
export const checking = { purpose: 'deduction-check', 'case-reference': 'Y-2026' };
/** The right to an export. */
export const exportScope = 'deduction:export';

/** What arrived of an export, whole or broken off. */
export type Export = {
  status: number;
  headers: Headers;
  bytes: Buffer;
  text: string;
  correlation: string;
  broken: boolean;
};

type Asking = { headers?: Record<string, string>; token?: string };

/** Twelve people of Changji and one of Huzhou who took part from August 2026 on; it is 21 October, three debits have been. */
export type ExportRehearsal = {
  stack: TestStack;
  owner: pg.Client;
  people: Participant[];
  huzhou: Participant;
  /** Of the tax bureau of Changji. */
  token: string;
  bureau(city: 'changji' | 'huzhou', claims?: Record<string, unknown>): Promise<string>;
  get(query: string, more?: Asking): Promise<Export>;
  /** Status, code and field or rule of a refusal. */
  refused(query: string, more?: Asking): Promise<unknown[]>;
  /** Begins the export of a year in chunks of so many accounts, as a city with very many has them. */
  begin(taxYear: number, size: number): Promise<void>;
  toldOf(answer: Export): Promise<Disclosure[]>;
  close(): Promise<void>;
};

export type Line = {
  reference?: string;
  amount: string;
  export?: string;
  chunk?: number;
  end?: true;
  sha256: string;
} & Record<string, unknown>;

/** Every line of an NDJSON export. */
export const linesOf = ({ text }: Export): Line[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
/** The lines about persons. */
export const personsOf = (answer: Export): Line[] => linesOf(answer).filter((line) => line.reference && !line.export);
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The reference as the bureau reckons it from the number on its own file. */
export const reckoned = (city: CityCode, { identityNumber }: Participant): string =>
  createHmac('sha256', bureauKey('2e'.repeat(32), city))
    .update(identityNumber)
    .digest('hex');

async function read(url: string, headers: Record<string, string>): Promise<Export> {
  const answer = await fetch(url, { headers });
  const parts: Uint8Array[] = [];
  let broken = false;
  try {
    for await (const part of answer.body!) parts.push(part);
  } catch {
    broken = true;
  }
  const bytes = Buffer.concat(parts);
  const zipped = answer.headers.get('content-type') === 'application/gzip';
  const text = (zipped ? gunzipSync(bytes) : bytes).toString('utf8');
  const correlation = answer.headers.get('x-correlation-id') ?? '';
  return { status: answer.status, headers: answer.headers, bytes, text, correlation, broken };
}

async function beginInChunks({ world }: TestStack, owner: pg.Client, taxYear: number, size: number): Promise<void> {
  const own = world.contributions['652300'];
  const client = 'tax-bureau-changji';
  const caller = { ...own.caller, audience: 'tax-bureau' as const, client, scopes: [exportScope] };
  const { id } = await openTaxExport({ ...own, caller }, { city: '652300', taxYear });
  await owner.query('DELETE FROM contributions.tax_export_chunk WHERE export_id = $1', [id]);
  await owner.query(
    `INSERT INTO contributions.tax_export_chunk (export_id, chunk, first_account, last_account)
     SELECT $1, chunk + 1, min(id), max(id)
     FROM (SELECT id, (row_number() OVER (ORDER BY id) - 1) / $2 AS chunk FROM contributions.account WHERE city = '652300') n
     GROUP BY chunk`,
    [id, size],
  );
}

async function livePeople(stack: TestStack): Promise<{ people: Participant[]; huzhou: Participant }> {
  const { world, clock } = stack;
  const people = await forEach([...Array(12).keys()], () => confirmed(world));
  const huzhou = await confirmed(world, { city: '330500', industryCode: 'OTHER' });
  await world.hear();
  await forEach(people, (person, index) => sign(world, person, { base: `${6000 + index}`, ratio: '20%' }));
  await sign(world, huzhou, { base: '8000', ratio: '20%', first: '1600' }, '330500');
  await world.hear();
  for (const day of ['2026-08-20', '2026-09-20', '2026-10-20']) {
    clock.set(day);
    for (const city of ['652300', '330500'] as const) await collectDue(world.runs.contributions, city, day);
  }
  clock.set('2026-10-21');
  return { people, huzhou };
}

/** Opens the whole stack with those people. */
export async function rehearseExport(): Promise<ExportRehearsal> {
  const stack = await startTestStack('2026-08-03');
  const owner = await ownerOf(stack.database.ownerUrl);
  const { people, huzhou } = await livePeople(stack);
  const cities = { changji: '652300', huzhou: '330500' };
  const bureau: ExportRehearsal['bureau'] = (city, claims = {}) =>
    stack.token('tax-bureau', {
      client_id: `tax-bureau-${city}`,
      cities: [cities[city]],
      scope: exportScope,
      ...claims,
    });
  const token = await bureau('changji');
  const url = stack.url.replace('/graphql', '/exports/tax');
  const get: ExportRehearsal['get'] = (query, more = {}) =>
    read(`${url}?${query}`, { authorization: `Bearer ${more.token ?? token}`, ...(more.headers ?? checking) });
  return {
    stack,
    owner,
    people,
    huzhou,
    token,
    bureau,
    get,
    refused: async (query, more) => {
      const { status, text } = await get(query, more);
      const { code, field, rule } = JSON.parse(text).errors[0].extensions;
      return [status, code, field ?? rule];
    },
    begin: (taxYear, size) => beginInChunks(stack, owner, taxYear, size),
    toldOf: async ({ correlation }) => {
      const sql = 'SELECT * FROM gateway.disclosed WHERE correlation = $1 ORDER BY id';
      return (await owner.query<Disclosure>(sql, [correlation])).rows;
    },
    close: async () => {
      await owner.end();
      await stack.stop();
    },
  };
}
