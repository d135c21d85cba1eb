import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { monthsFrom } from '#kernel/calendar.ts';
import { yuan } from '#kernel/money.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { rows } from '#service/database.ts';
import { type Rehearsal, rehearse } from '#test/contributions.ts';
import { collectDue } from './collect.ts';

const changji = '652300';
const members = 40;
let register: Rehearsal;

beforeAll(async () => {
  register = await rehearse('2026-03-05');
  for (let n = 0; n < members; n += 1) await register.sign(await register.approve(changji));
});
afterAll(() => register?.close());

/** A process that collects one month, tells when it is about to begin, and takes its time at the bank. */
const program = (date: string) => `
  import { simulatedBank } from '#contributions/adaptors/simulated-bank.ts';
  import { contributionsContext } from '#contributions/context.ts';
  import { openContributions } from '#contributions/database.ts';
  import { collectDue } from '#contributions/jobs/collect.ts';
  import { fixedClock } from '#kernel/clock.ts';
  import { systemCaller } from '#service/caller.ts';
  const database = await openContributions(process.env.URL_OF_TEST, 2);
  const bank = simulatedBank();
  const slow = { debit: (file) => new Promise((done) => setTimeout(() => done(bank.debit(file)), 20)) };
  const events = { insert: async () => {} };
  const caller = systemCaller('test');
  process.stdout.write('ready');
  await collectDue(contributionsContext({ database, clock: fixedClock('${date}'), events, bank: slow, caller }), '${changji}', '${date}');
  process.stdout.write('done');
  process.exit(0);
`;

async function killedAfter(milliseconds: number, date: string): Promise<void> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program(date)], {
    env: { ...process.env, URL_OF_TEST: register.url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  await wait(milliseconds);
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

it('CJ-07 a collection killed at any instant is finished by the next one: nothing is booked twice and nothing is lost', async () => {
  const months = monthsFrom('2026-03', '2026-10');
  for (const [n, month] of months.entries()) {
    const date = `${month}-20`;
    await killedAfter(n * 12, date);
    register.clock.set(date);
    await collectDue(register.context(), changji, date);
  }
  const [booked] = await rows(
    register.database,
    'SELECT count(*)::int AS movements, count(DISTINCT (to_account, period))::int AS months, sum(fen)::bigint AS fen FROM movement',
  );
  const expected = members * months.length;
  expect(booked).toEqual({ movements: expected, months: expected, fen: yuan('1200') * BigInt(expected) });
  expect(await auditBooks(register.database.manager)).toEqual([]);
}, 60_000);
