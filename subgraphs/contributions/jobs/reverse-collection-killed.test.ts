import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditBooks } from '#ledger/trial-balance.ts';
import { rows } from '#service/database.ts';
import { testAccountKeys } from '#test/account-keys.ts';
import { type Rehearsal, rehearse } from '#test/contributions.ts';
import { seedAccounts } from '#test/many-accounts.ts';
import { resumeRun } from '../operations/resume-run.ts';
import { reverseRun } from '../operations/reverse-run.ts';
import { readRuns } from '../operations/runs.ts';
import { closeMonth } from './close-month.ts';
import { collectDue } from './collect.ts';
import { scheduledRuns } from './handlers.ts';

const city = '652300';
// Two batches, and as many chunks of what takes them back.
const accounts = 10_100;
let register: Rehearsal;
let reversing: string;

const officer = (name: string) => register.context({ audience: 'centre', cities: [city], officer: name });
const key = () => ({ idempotencyKey: randomUUID() });
const runs = () => readRuns(officer('one'), city, { first: 9 });
const reversed = async () =>
  (
    await rows<{ n: number; named: number }>(
      register.database,
      'SELECT count(*)::int AS n, count(DISTINCT reverses)::int AS named FROM movement WHERE reverses IS NOT NULL',
    )
  )[0]!;

beforeAll(async () => {
  register = await rehearse('2026-03-20');
  await seedAccounts(register.ownerUrl, { city, accounts, firstMonth: '2026-03', months: 0 });
  await collectDue(register.context(), city, '2026-03-20');
  register.clock.set('2026-04-01');
  await closeMonth(register.context(), city, '2026-03');
  const collected = (await runs()).find(({ kind }) => kind === 'collect')!;
  expect(collected).toMatchObject({ rows: accounts, chunks: 2 });
  reversing = (await reverseRun(officer('one'), { runId: collected.id, ...key() })).id;
  await resumeRun(officer('two'), { runId: reversing, ...key() });
  register.told.length = 0;
}, 120_000);
afterAll(() => register?.close());

/** A process that takes the collection back and kills itself before the chunk that tells the n-th time is committed. */
const program = (nth: number) => `
  import { contributionsContext } from '#contributions/context.ts';
  import { openContributions } from '#contributions/database.ts';
  import { goOnWithRun } from '#contributions/jobs/runs.ts';
  import { fixedClock } from '#kernel/clock.ts';
  import { systemCaller } from '#service/caller.ts';
  import { sealer } from '#service/sealing.ts';
  const database = await openContributions(process.env.URL_OF_TEST, 4);
  let told = 0;
  const insert = async () => {
    told += 1;
    if (told < ${nth}) return;
    process.kill(process.pid, 'SIGKILL');
    await new Promise(() => {});
  };
  const context = { database, clock: fixedClock('2026-04-02'), events: { insert }, accounts: sealer('${testAccountKeys}'), caller: systemCaller('test') };
  await goOnWithRun(contributionsContext(context), ${reversing});
`;

async function dies(nth: number): Promise<void> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program(nth)], {
    env: { ...process.env, URL_OF_TEST: register.url },
    stdio: 'inherit',
  });
  const [, signal] = await once(child, 'exit');
  expect(signal).toBe('SIGKILL');
}

describe('A.9 taking a collection back', () => {
  it('that is killed in the middle of a chunk goes on by itself: every movement is taken back, and once', async () => {
    await dies(1);
    expect(await reversed()).toEqual({ n: 0, named: 0 });
    await dies(2);
    expect([0, 10_000, 100]).toContain((await reversed()).n);
    register.clock.set('2026-04-02');
    await scheduledRuns(register.context())['collect']!();
    expect(await reversed()).toEqual({ n: accounts, named: accounts });
    const done = (await runs()).find(({ id }) => id === reversing);
    expect(done).toMatchObject({ rows: accounts, chunksDone: 2, refused: 0, finishedAt: expect.any(String) });
    await scheduledRuns(register.context())['collect']!();
    expect(await reversed()).toEqual({ n: accounts, named: accounts });
    const left = `SELECT (SELECT coalesce(sum(balance), 0)::bigint FROM ledger_account WHERE owner IS NOT NULL) AS held,
      (SELECT count(*)::int FROM period_due WHERE filled_on IS NOT NULL) AS paid,
      (SELECT count(*)::int FROM account WHERE streak_months > 0) AS runs`;
    expect(await rows(register.database, left)).toEqual([{ held: 0n, paid: 0, runs: 0 }]);
    expect(await auditBooks(register.database.manager)).toEqual([]);
  }, 120_000);
});
