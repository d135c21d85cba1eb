import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { type TaxLinesOf, taxLinesParameters, taxLinesSql } from '#contributions/operations/tax-lines.ts';
import { monthsFrom } from '#kernel/calendar.ts';
import { monotonicMs } from '#kernel/clock.ts';
import { keysTextFor } from '#service/caller.ts';
import { seedAccounts } from '#test/many-accounts.ts';
import { startTestIssuer } from '#test/tokens.ts';
import { openPlace, type Place } from './place.ts';

// The export of a tax year through the gateway, as the bureau receives it, against COPY of the same lines out of the same
// PostgreSQL. Gateway and register are processes of their own, so that what each of them needs of memory is seen.

export type TaxExportMeasured = {
  size: number;
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
const callerSecret = `bench:${'7c'.repeat(32)}`;

type Owner = pg.Client;

async function seed(ownerUrl: string, accounts: number, owner: Owner): Promise<void> {
  await seedAccounts(ownerUrl, { city, accounts, firstMonth: `${taxYear}-01`, months: 0 });
  await owner.query('SET session_replication_role = replica; SET synchronous_commit = off');
  await owner.query("UPDATE enrolment SET tax_reference = encode(sha256(convert_to(member_id::text, 'UTF8')), 'hex')");
  for (const month of monthsFrom(`${taxYear}-01`, `${taxYear}-12`)) {
    await owner.query(
      `INSERT INTO period_due (agreement_id, month, base, due_fen, paid_fen, due_on, filled_on)
       SELECT a.id, $1, v.base, v.monthly, v.monthly, $2::date, $2::date
       FROM agreement a JOIN plan_version v ON v.agreement_id = a.id ORDER BY a.account_id`,
      [month, `${month}-20`],
    );
  }
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

const peakMiB = (child: ChildProcess): number =>
  Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024);

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function start(script: string, env: Record<string, string>, ready: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [script], {
    cwd: new URL('../..', import.meta.url),
    env: { PATH: process.env['PATH'] ?? '', LOG_LEVEL: 'error', NODE_NO_WARNINGS: '1', ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  for (let tries = 0; tries < 200; tries += 1) {
    const up = await fetch(`http://127.0.0.1:${ready}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (up) return child;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${script} did not start`);
}

async function stopped(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}

type Services = { gateway: ChildProcess; register: ChildProcess; url: string; token: string; stop(): Promise<void> };

async function serve(database: { url(service: 'contributions' | 'gateway'): string }): Promise<Services> {
  const issuer = await startTestIssuer();
  const [registerPort, port, operations] = [await freePort(), await freePort(), await freePort()];
  const register = await start(
    'test/bench/register-main.ts',
    {
      CONTRIBUTIONS_DATABASE_URL: database.url('contributions'),
      CALLER_KEYS: keysTextFor(callerSecret, 'contributions'),
      ACCOUNT_KEYS: `a1:${'3d'.repeat(32)}`,
      OPERATION_KEY: '0f'.repeat(32),
      PORT: String(registerPort),
    },
    registerPort,
  );
  const names = ['members', 'contributions', 'subsidies', 'loans', 'risk'];
  const gateway = await start(
    'gateway/main.ts',
    {
      GATEWAY_DATABASE_URL: database.url('gateway'),
      CALLER_KEYS: callerSecret,
      OIDC_ISSUER: issuer.url,
      OIDC_AUDIENCE: issuer.audience,
      SUBGRAPH_URLS: JSON.stringify(
        Object.fromEntries(names.map((name) => [name, `http://127.0.0.1:${registerPort}`])),
      ),
      PORT: String(port),
      OPERATIONS_PORT: String(operations),
    },
    port,
  );
  const claims = { client_id: 'tax-bureau-changji', audience_class: 'tax-bureau', cities: [city] };
  return {
    gateway,
    register,
    url: `http://127.0.0.1:${port}/exports/tax?tax-year=${taxYear}`,
    token: await issuer.token({ ...claims, scope: 'deduction:export' }),
    stop: async () => {
      await stopped(gateway);
      await stopped(register);
      await issuer.stop();
    },
  };
}

/** Reads the export to its end; what the last line says. */
async function read({ url, token }: Services): Promise<{ ms: number; bytes: number; end: { rows: number } }> {
  const began = monotonicMs();
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}`, purpose: 'deduction-check' } });
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
    // Twice, so that neither of the two finds a cache that the other has filled.
    await copyMs(owner, size);
    const limitMs = await copyMs(owner, size);
    const services = await serve(database);
    try {
      const { ms: oursMs, bytes, end } = await read(services);
      if (end.rows !== size) throw new Error(`The export told of ${end.rows} persons, not of ${size}`);
      const { gateway, register } = services;
      return { size, oursMs, limitMs, bytes, gatewayMiB: peakMiB(gateway), registerMiB: peakMiB(register) };
    } finally {
      await services.stop();
    }
  } finally {
    await owner.end();
    await database.drop();
  }
}

async function main(): Promise<void> {
  const place = await openPlace();
  try {
    for (const size of (process.env['SIZES'] ?? '10000,100000').split(',').map(Number)) {
      const { oursMs, limitMs, bytes, gatewayMiB, registerMiB } = await measureTaxExport(place, size);
      const ratio = (oursMs / limitMs).toFixed(2);
      console.log(
        `tax export ${size}: ${(oursMs / 1000).toFixed(2)} s, COPY ${(limitMs / 1000).toFixed(2)} s, ratio ${ratio}, ` +
          `${Math.round(size / (oursMs / 1000))} persons/s, ${Math.round(bytes / 2 ** 20)} MiB of text, ` +
          `peak RSS gateway ${gatewayMiB} MiB, register ${registerMiB} MiB`,
      );
    }
  } finally {
    await place.stop();
  }
}

if (import.meta.filename === process.argv[1]) await main();
