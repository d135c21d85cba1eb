import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { type TaxLinesOf, taxLinesParameters, taxLinesSql } from '#contributions/operations/tax-lines.ts';
import { monthsFrom } from '#kernel/calendar.ts';
import { monotonicMs } from '#kernel/clock.ts';
import { seedAccounts } from '#test/many-accounts.ts';
import { openPlace, type Place } from './place.ts';
import { peakMiB, type Services, startServices } from './services.ts';

// The export of a tax year through the gateway, as the bureau receives it, against COPY of the same lines out of the same
// PostgreSQL. Gateway and register are processes of their own, so that what each of them needs of memory is seen.

export type TaxExportMeasured = {
  run: string;
  size: number;
  rows: number;
  oursMs: number;
  limitMs: number;
  /** What the gateway and the register needed at most, in MiB. */
  gatewayMiB: number;
  registerMiB: number;
  bytes: number;
};

const city = '652300';
const taxYear = 2025;
const of: Omit<TaxLinesOf, 'first' | 'last'> = {
  city,
  taxYear,
  capRatio: '12%',
  ceilingBase: 3_300_000n,
  basis: 'cash',
};
const bureau = {
  client_id: 'tax-bureau-changji',
  audience_class: 'tax-bureau',
  cities: [city],
  scope: 'deduction:export',
};

type Owner = pg.Client;

async function seed(ownerUrl: string, accounts: number, owner: Owner): Promise<void> {
  await seedAccounts(ownerUrl, { city, accounts, firstMonth: `${taxYear}-01`, months: 0 });
  await owner.query('SET session_replication_role = replica; SET synchronous_commit = off');
  await owner.query("UPDATE enrolment SET tax_reference = encode(sha256(convert_to(member_id::text, 'UTF8')), 'hex')");
  // The key is made again from the rows: kept, it would be filled in random order, month by month.
  await owner.query('ALTER TABLE period_due DROP CONSTRAINT period_due_pkey');
  for (const month of monthsFrom(`${taxYear}-01`, `${taxYear}-12`)) {
    await owner.query(
      `INSERT INTO period_due (agreement_id, month, base, due_fen, paid_fen, due_on, filled_on)
       SELECT a.id, $1, v.base, v.monthly, v.monthly, $2::date, $2::date
       FROM agreement a JOIN plan_version v ON v.agreement_id = a.id ORDER BY a.account_id`,
      [month, `${month}-20`],
    );
  }
  await owner.query("SET maintenance_work_mem = '512MB'");
  await owner.query('ALTER TABLE period_due ADD PRIMARY KEY (agreement_id, month)');
  await owner.query('VACUUM (ANALYZE) period_due');
  await owner.query('VACUUM (ANALYZE) enrolment');
}

const literal = (value: unknown): string => {
  if (Array.isArray(value)) return `ARRAY[${value.join(',')}]::int[]`;
  return typeof value === 'string' ? `'${value}'` : String(value);
};

/** The statement of a chunk over all accounts at once, to the client and no further. */
async function copyMs(owner: Owner, accounts: number): Promise<number> {
  const parameters = taxLinesParameters({ ...of, first: 1, last: accounts }, []);
  const sql = taxLinesSql.replace(/\$(\d+)/g, (_, n) => literal(parameters[Number(n) - 1]));
  await owner.query('CHECKPOINT');
  const began = monotonicMs();
  await owner.query(`COPY (${sql}) TO STDOUT`);
  return monotonicMs() - began;
}

/** Reads the export to its end; what the last line says. */
async function read({ origin, token }: Services): Promise<{ ms: number; bytes: number; end: { rows: number } }> {
  const began = monotonicMs();
  const answer = await fetch(`${origin}/exports/tax?tax-year=${taxYear}`, {
    headers: { authorization: `Bearer ${token}`, purpose: 'deduction-check', 'case-reference': 'BENCH-1' },
  });
  if (!answer.ok || !answer.body) throw new Error(`${answer.status}: ${await answer.text()}`);
  let bytes = 0;
  let tail = '';
  const counting = new Writable({
    write(part: Buffer, _, done) {
      bytes += part.length;
      tail = (tail + part.toString('latin1', Math.max(0, part.length - 300))).slice(-300);
      done();
    },
  });
  await pipeline(answer.body, createGunzip(), counting);
  return { ms: monotonicMs() - began, bytes, end: JSON.parse(tail.trimEnd().split('\n').at(-1)!) as { rows: number } };
}

/** Measures one size on a database of its own. */
export async function measureTaxExport(place: Place, size: number): Promise<TaxExportMeasured> {
  const database = await place.database(`tax_export_${size}`);
  const owner = new pg.Client({ connectionString: database.ownerUrl, options: '-c search_path=contributions' });
  await owner.connect();
  try {
    await seed(database.ownerUrl, size, owner);
    // Twice, so that neither of the two finds a cache that the other has filled; a million rows fill any by themselves.
    if (size < 1_000_000) await copyMs(owner, size);
    const limitMs = await copyMs(owner, size);
    const services = await startServices(database, bureau);
    try {
      const { ms: oursMs, bytes, end } = await read(services);
      if (end.rows !== size) throw new Error(`The export told of ${end.rows} persons, not of ${size}`);
      const { gateway, register } = services;
      return {
        run: 'tax export',
        size,
        rows: end.rows,
        oursMs,
        limitMs,
        bytes,
        gatewayMiB: peakMiB(gateway),
        registerMiB: peakMiB(register),
      };
    } finally {
      await services.stop();
    }
  } finally {
    await owner.end();
    await database.drop();
  }
}

/** One measurement on one line, with the memory that each process needed at most. */
export function lineOf({ size, oursMs, limitMs, bytes, gatewayMiB, registerMiB }: TaxExportMeasured): string {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
  return [
    `tax export ${size}: ${seconds(oursMs)}, COPY ${seconds(limitMs)}, ratio ${(oursMs / limitMs).toFixed(2)}`,
    `${Math.round(size / (oursMs / 1000))} persons/s`,
    `${Math.round(bytes / 2 ** 20)} MiB of text`,
    `peak RSS gateway ${gatewayMiB} MiB, register ${registerMiB} MiB`,
  ].join(', ');
}

async function main(): Promise<void> {
  const place = await openPlace();
  try {
    for (const size of (process.env['SIZES'] ?? '10000,100000').split(',').map(Number)) {
      console.log(lineOf(await measureTaxExport(place, size)));
    }
  } finally {
    await place.stop();
  }
}

if (import.meta.filename === process.argv[1]) await main();
