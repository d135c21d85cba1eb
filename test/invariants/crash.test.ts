import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openContributions } from '#contributions/database.ts';
import { monthOf, nextMonth } from '#kernel/calendar.ts';
import { monotonicMs } from '#kernel/clock.ts';
import { auditBooks, trialBalance } from '#ledger/trial-balance.ts';
import { random } from '#local/life/random.ts';
import { openDatabase } from '#service/database.ts';
import { openEvents } from '#service/events.ts';
import { filedBatches } from '#test/filed-bank.ts';
import { manyMember, seedAccounts } from '#test/many-accounts.ts';
import { type Stage, setStage } from './crash-stage.ts';
import { proofSize, report } from './proof-size.ts';

const city = '652300';
const size = proofSize({
  small: { accounts: 400, processKills: 2, serverKills: 1, awards: 30, spreadMs: 300, patienceMs: 60_000 },
  full: { accounts: 100_000, processKills: 100, serverKills: 30, awards: 5_000, spreadMs: 1_500, patienceMs: 600_000 },
});
const draw = random(size.seed);
const firstMonth = '2026-03';
const patience = 3_600_000;
let stage: Stage;
let month = firstMonth;

beforeAll(async () => {
  stage = await setStage();
  await seedAccounts(stage.ownerUrl, { city, accounts: size.accounts, firstMonth, months: 0 });
  await award();
}, patience);
afterAll(() => stage?.close());

/** The subsidies register tells of awards, each to another member; they are credited while all else goes on. */
async function award(): Promise<void> {
  const database = await openDatabase({ url: stage.url('subsidies'), schema: 'subsidies', poolSize: 1 });
  const events = await openEvents({ url: stage.url('subsidies'), consumer: 'subsidies' });
  for (let n = 1; n <= size.awards; n += 1) {
    const award = { awardId: randomUUID(), memberId: manyMember(city, n), fen: String(n) };
    const run = { city, clause: 'CJ-15', payOn: '2026-03-02' } as const;
    await events.insert(database.manager, [{ type: 'subsidies-awarded', ...run, awards: [award] }]);
  }
  await events.stop();
  await database.destroy();
}

/** What has been committed so far, in steps of any run and credited subsidies. */
const progress = async () => {
  const sql = `SELECT ((SELECT count(*) FROM operation) + (SELECT count(*) FROM run_chunk WHERE done_at IS NOT NULL)
    + (SELECT count(*) FROM subsidy_credit))::int AS n`;
  return (await stage.ask<{ n: number }>(sql)).n;
};

/** How often interest was due: each July since the first month. */
const settlements = (): number => Number(month.slice(0, 4)) - 2026 + (month.slice(5) > '06' ? 1 : 0);

/** Whether the day's work is done: the month collected, the month before closed and, from July on, the interest settled. */
async function isDone(): Promise<boolean> {
  const due = [`('collect', '${month}')`];
  if (month > firstMonth) due.push(`('close-month', '${nextMonth(month, -1)}')`);
  if (settlements() > 0) due.push(`('settle-interest', '${2025 + settlements()}')`);
  const sql = `SELECT count(*)::int AS n FROM run WHERE finished_at IS NOT NULL AND city = '${city}' AND (kind, period) IN (${due.join(', ')})`;
  return (await stage.ask<{ n: number }>(sql)).n === due.length;
}

async function until(what: () => Promise<boolean>): Promise<void> {
  const began = monotonicMs();
  while (!(await what())) {
    if (monotonicMs() - began > size.patienceMs) throw new Error('It does not go on by itself');
    await pause(20);
  }
}

async function nextDay(): Promise<void> {
  month = nextMonth(month);
  await stage.play(`${month}-20`);
}

/** Kills as often as it says, each time at another instant of the work; gives the milliseconds until work was done again. */
async function killed(times: number, kill: () => Promise<void>): Promise<number[]> {
  const resumed: number[] = [];
  while (resumed.length < times) {
    await pause(draw.between(0, draw.chance(0.3) ? 200 : size.spreadMs));
    if (await isDone()) {
      const before = await progress();
      await nextDay();
      await until(async () => (await progress()) > before);
      continue;
    }
    const began = monotonicMs();
    await kill();
    const before = await progress();
    await until(async () => (await progress()) > before || (await isDone()));
    resumed.push(monotonicMs() - began);
  }
  return resumed.toSorted((a, b) => a - b);
}

const seconds = (sorted: readonly number[]) => ({
  medianMs: Math.round(sorted[Math.floor(sorted.length / 2)]!),
  longestMs: Math.round(sorted.at(-1)!),
});

describe('a charge of many accounts, with interest and subsidies beside it, that is killed again and again', () => {
  it(
    'CJ-07 goes on by itself after every kill of its process and of PostgreSQL',
    async () => {
      await stage.play(`${month}-20`);
      await until(async () => (await progress()) > 0);
      const afterProcess = await killed(size.processKills, stage.killProcess);
      const afterServer = await killed(size.serverKills, stage.killServer);
      await until(isDone);
      report('killed processes', { ...size, ...seconds(afterProcess) });
      report('killed servers', { ...size, ...seconds(afterServer) });
    },
    patience,
  );

  it(
    'CJ-09 CJ-15 credits every subsidy and every interest once',
    async () => {
      while (month <= '2026-06') await nextDay().then(() => until(isDone));
      await until(
        async () => (await stage.ask<{ n: number }>('SELECT count(*)::int AS n FROM subsidy_credit')).n === size.awards,
      );
      const expected = (size.awards * (size.awards + 1)) / 2;
      const subsidies = "SELECT count(*)::int AS n, sum(fen)::int AS fen FROM movement WHERE run LIKE 'subsidy:%'";
      expect(await stage.ask(subsidies)).toEqual({ n: size.awards, fen: expected });
      const interest = `SELECT (SELECT count(*) FROM interest_settlement)::int AS settled,
      (SELECT sum(fen) FROM interest_settlement) - (SELECT sum(fen) FROM movement WHERE code = '09') AS differs`;
      expect(await stage.ask(interest)).toEqual({ settled: size.accounts * settlements(), differs: '0' });
    },
    patience,
  );

  it(
    'CJ-07 loses nothing and books nothing twice: the bank and the book tell the same of every account and month',
    async () => {
      const months = Number(month.slice(5)) - Number(firstMonth.slice(5)) + 1 + (Number(month.slice(0, 4)) - 2026) * 12;
      const lines = size.accounts * months;
      const taken = filedBatches(stage.bankFolder).flatMap(({ debitOn, taken }) =>
        taken.map(([account, fen]) => ({ of: `${account} ${monthOf(debitOn)}`, fen: BigInt(fen) })),
      );
      expect(taken).toHaveLength(lines);
      expect(new Set(taken.map(({ of }) => of)).size).toBe(lines);
      const fen = taken.reduce((sum, each) => sum + each.fen, 0n);
      const book = `SELECT count(*)::int AS movements, count(DISTINCT (to_account, period))::int AS months, sum(fen)::text AS fen
      FROM movement WHERE code = '01'`;
      expect(await stage.ask(book)).toEqual({ movements: lines, months: lines, fen: String(fen) });
      const open = 'SELECT count(*)::int AS n FROM period_due WHERE filled_on IS NULL';
      expect(await stage.ask(open)).toEqual({ n: 0 });
      const database = await openContributions(stage.url('contributions'), 1);
      expect(await auditBooks(database.manager)).toEqual([]);
      const balances = await trialBalance(database.manager);
      expect(balances.reduce((sum, { balance }) => sum + balance, 0n)).toBe(0n);
      await database.destroy();
      report('crash', { ...size, months, lines, lost: 0, twice: 0, sum: 0 });
    },
    patience,
  );
});
