import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstDay, lastDay, monthsFrom, nextMonth } from '#kernel/calendar.ts';
import { yuan } from '#kernel/money.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { rows } from '#service/database.ts';
import { testAccountKeys } from '#test/account-keys.ts';
import { type Rehearsal, rehearse } from '#test/contributions.ts';
import { rememberingBank, takenBy } from '#test/remembering-bank.ts';
import { readStreaks } from '../operations/read-accounts.ts';
import { closeMonth } from './close-month.ts';
import { collectDue } from './collect.ts';

const changji = '652300';
const members = 40;
const folder = mkdtempSync(join(tmpdir(), 'bank-'));
const bankBook = join(folder, 'taken.jsonl');
let register: Rehearsal;
let someone: string;

beforeAll(async () => {
  register = await rehearse('2026-03-05');
  for (let n = 0; n < members; n += 1) {
    someone = await register.approve(changji);
    await register.sign(someone);
  }
});
afterAll(async () => {
  await register?.close();
  rmSync(folder, { recursive: true });
});

type Point = 'prepared' | 'debited' | 'booking' | 'anywhere';

/** A process that collects a month and kills itself at a point, or takes its time at the bank and waits to be killed. */
const program = (date: string, point: Point) => `
  import { contributionsContext } from '#contributions/context.ts';
  import { openContributions } from '#contributions/database.ts';
  import { collectDue } from '#contributions/jobs/collect.ts';
  import { fixedClock } from '#kernel/clock.ts';
  import { systemCaller } from '#service/caller.ts';
  import { sealer } from '#service/sealing.ts';
  import { rememberingBank } from '#test/remembering-bank.ts';
  const database = await openContributions(process.env.URL_OF_TEST, 2);
  const die = async (point) => {
    if (point !== '${point}') return;
    process.kill(process.pid, 'SIGKILL');
    await new Promise(() => {});
  };
  const inner = rememberingBank(process.env.BANK_BOOK);
  const send = async (instruction) => {
    await die('prepared');
    await new Promise((done) => setTimeout(done, 20));
    await inner.send(instruction);
    await die('debited');
  };
  // The last thing that a transaction does before its answer is written and it is committed is to tell its events.
  let told = 0;
  const insert = async () => { told += 1; if (told === 2) await die('booking'); };
  const context = { database, clock: fixedClock('${date}'), events: { insert }, bank: { ...inner, send }, accounts: sealer('${testAccountKeys}'), caller: systemCaller('test') };
  process.stdout.write('ready');
  await collectDue(contributionsContext(context), '${changji}', '${date}');
  process.exit(0);
`;

async function dies(date: string, point: Point, milliseconds = 0): Promise<void> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program(date, point)], {
    env: { ...process.env, URL_OF_TEST: register.url, BANK_BOOK: bankBook },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  await once(child.stdout, 'data');
  if (point === 'anywhere') {
    await wait(milliseconds);
    child.kill('SIGKILL');
  }
  const [, signal] = await gone;
  if (point !== 'anywhere') expect(signal).toBe('SIGKILL');
}

const recover = (date: string) => {
  register.clock.set(date);
  return collectDue(register.context({}, rememberingBank(bankBook)), changji, date);
};
const bookedFor = async (month: string) =>
  (
    await rows<{ n: number }>(register.database, 'SELECT count(*)::int AS n FROM movement WHERE period = $1', [month])
  )[0]!.n;
const lastBatch = async () =>
  (
    await rows(
      register.database,
      `SELECT b.status, b.lines, b.debit_on, (SELECT count(*)::int FROM period_due d WHERE d.batch_id = b.id AND d.filled_on IS NULL) AS open
       FROM debit_batch b ORDER BY b.id DESC LIMIT 1`,
    )
  )[0];

describe('CJ-07 a collection that is killed', () => {
  it.each([
    ['prepared', '2026-03', 0],
    ['debited', '2026-04', 1],
    ['booking', '2026-05', 1],
  ] as const)('when it is %s, on the last day of %s, is finished in the next month', async (point, month, taken) => {
    const [last, first] = [lastDay(month), firstDay(nextMonth(month))];
    const before = takenBy(bankBook).length;
    await dies(last, point);
    // What is left: the batch as it was prepared, nothing booked, and the bank's own memory.
    expect(await lastBatch()).toEqual({ status: 'PREPARED', lines: members, debit_on: last, open: members });
    expect(await bookedFor(month)).toBe(0);
    expect(takenBy(bankBook)).toHaveLength(before + taken);
    register.clock.set(first);
    await expect(closeMonth(register.context(), changji, month)).rejects.toThrow('when the collection');
    await recover(first);
    expect(await lastBatch()).toEqual({ status: 'BOOKED', lines: members, debit_on: last, open: 0 });
    expect(await bookedFor(month)).toBe(members);
    expect(takenBy(bankBook)).toHaveLength(before + 1);
    await closeMonth(register.context(), changji, month);
    const [streak] = await readStreaks(register.context(), [someone]);
    expect(streak).toMatchObject({ throughMonth: month, continuousFullMonths: Number(month.slice(5)) - 2 });
  });

  it('at any instant is finished by the next one: nothing is taken or booked twice and nothing is lost', async () => {
    const months = monthsFrom('2026-06', '2026-11');
    for (const [n, month] of months.entries()) {
      await dies(`${month}-20`, 'anywhere', n * 15);
      await recover(`${month}-20`);
    }
    const [booked] = await rows(
      register.database,
      'SELECT count(*)::int AS movements, count(DISTINCT (to_account, period))::int AS months, sum(fen)::bigint AS fen FROM movement',
    );
    const expected = members * (months.length + 3);
    expect(booked).toEqual({ movements: expected, months: expected, fen: yuan('1200') * BigInt(expected) });
    expect(takenBy(bankBook).flatMap(({ debitAccounts }) => debitAccounts)).toHaveLength(expected);
    expect(await auditBooks(register.database.manager)).toEqual([]);
  }, 120_000);
});
