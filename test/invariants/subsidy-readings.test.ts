import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { monthsFrom, nextMonth } from '#kernel/calendar.ts';
import { monotonicMs, settableClock } from '#kernel/clock.ts';
import { random } from '#local/life/random.ts';
import { systemCaller } from '#service/caller.ts';
import { type Database, rows } from '#service/database.ts';
import { type Context, contextOf } from '#subsidies/context.ts';
import { openSubsidies } from '#subsidies/database.ts';
import { awardClosedMonths } from '#subsidies/jobs/award-run.ts';
import { handlersOf } from '#subsidies/jobs/handlers.ts';
import { previewAwards } from '#subsidies/jobs/preview-awards.ts';
import { freshDatabase, type TestDatabase } from '#test/database.ts';
import { awardsByHand, type HandAward, type Life, type Readings } from './awards-by-hand.ts';
import { proofSize, report } from './proof-size.ts';
import { anyLife, anyReadings, groupsTold, policyBy, seedLives } from './random-lives.ts';

// The awards of random lives under random readings of the plan's words, held against the same written out by hand: as the run
// awards them, as a dry run tells them, and once more after facts that came late.

const city = '652300';
const windows = ['rolling', 'fund-year', 'natural-year'] as const;
const size = proofSize({ small: { sets: 4, lives: 1_250, months: 20 }, full: { sets: 200, lives: 5_000, months: 27 } });
const months = monthsFrom('2024-01', nextMonth('2024-01', size.months - 1));
const draw = random(size.seed);
const patience = 7_200_000;
let test: TestDatabase;
let database: Database;
let owner: pg.Client;

beforeAll(async () => {
  test = await freshDatabase();
  database = await openSubsidies(test.url('subsidies'));
  owner = new pg.Client({ connectionString: test.ownerUrl, options: '-c search_path=subsidies' });
  await owner.connect();
}, patience);
afterAll(async () => {
  await owner?.end();
  await database?.destroy();
  await test?.drop();
});

/** Nothing is delivered here: what is awarded is looked at, not what becomes of it. */
const contextBy = (by: Readings): Context => ({
  ...contextOf({
    database,
    clock: settableClock('2026-04-02'),
    caller: systemCaller('subsidies'),
    events: { insert: async () => {} } as never,
  }),
  policy: policyBy(by) as Context['policy'],
});

const text = ({ clause, month, fen }: HandAward): string => `${month} ${clause} ${fen}`;

async function awarded(): Promise<Map<string, string[]>> {
  const sql = `SELECT member_id AS id, clause, month, fen FROM award WHERE NOT taken_back ORDER BY month, clause`;
  const found = await rows<HandAward & { id: string }>(database, sql);
  return new Map([...Map.groupBy(found, ({ id }) => id)].map(([id, own]) => [id, own.map(text)]));
}

type Awarded = Awaited<ReturnType<typeof awarded>>;
/** Lives with what each is owed by these readings, worked out by hand. */
type Reckoned = { lives: Map<string, Life>; hands: Map<string, HandAward[]>; by: Readings };
const once = (awards: readonly string[] | undefined) => awards?.find((each) => each.includes('CJ-16'));

/**
 * Of whom the register says anything else than what was worked out by hand. A late fact may show that a one-off subsidy was
 * earned before the one that somebody has: theirs stands, since it does not rest on it and there is only one.
 */
async function differing({ lives, hands, by }: Reckoned, before?: Awarded) {
  const found = await awarded();
  return [...lives].flatMap(([id, life]) => {
    const register = found.get(id) ?? [];
    const owed = hands.get(id)!.map(text);
    const [kept, earned] = [once(register), once(owed)];
    const stands = kept !== undefined && earned !== undefined && earned < kept && once(before?.get(id)) === kept;
    const hand = owed.map((each) => (stands && each === earned ? kept : each)).sort();
    return register.join() === hand.join() ? [] : [{ id, by, life, register, hand }];
  });
}

function sums(awards: readonly HandAward[]): string[] {
  const groups = Map.groupBy(awards, ({ clause, month }) => `${month} ${clause}`);
  return [...groups]
    .map(([key, own]) => `${key}: ${own.length}, ${own.reduce((sum, { fen }) => sum + fen, 0n)}`)
    .sort();
}

/** Tells some things late: a month that was not full after all, a loan, that one was settled long ago, a group. */
async function tellLate(context: Context, { lives, hands, by }: Reckoned, loan: (id: string, at: number) => string) {
  const handlers = handlersOf(context);
  let told = 0;
  for (const [id, life] of lives) {
    if (!draw.chance(0.06)) continue;
    told += 1;
    const kind = draw.pick(['month', 'month', 'loan', 'settled', 'group'] as const);
    const lived = life.months[draw.between(0, Math.max(0, life.months.length - 1))];
    if (kind === 'month' && lived) {
      const event = { type: 'month-corrected', memberId: id, city, month: lived.month } as const;
      await handlers['month-corrected']!({ id: randomUUID(), event });
      const months = life.months.map((each) => (each === lived ? { ...each, full: false, paid: 0 } : each));
      lives.set(id, { ...life, months });
    }
    if (kind === 'loan') {
      const on = `${draw.pick(months)}-11`;
      const event = { type: 'loan-granted', memberId: id, city, loanId: randomUUID(), on } as const;
      await handlers['loan-granted']!({ id: randomUUID(), event });
      lives.set(id, { ...life, loans: [...life.loans, { from: on, to: null }] });
    }
    const open = life.loans.findIndex(({ to }) => to === null);
    if (kind === 'settled' && open !== -1) {
      const on = life.loans[open]!.from;
      const event = { type: 'loan-settled', memberId: id, city, loanId: loan(id, open), on } as const;
      await handlers['loan-settled']!({ id: randomUUID(), event });
      lives.set(id, { ...life, loans: life.loans.map((each, at) => (at === open ? { ...each, to: on } : each)) });
    }
    if (kind === 'group') {
      const groups = groupsTold(draw, months);
      const facts = { memberId: id, sequence: 2, city, approvedOn: '2024-01-01', retirementOn: '2060-01-01' } as const;
      const event = {
        type: 'member-facts-changed',
        ...facts,
        inUnit: false,
        spouseId: null,
        categories: groups,
      } as const;
      await handlers['member-facts-changed']!({ id: randomUUID(), event });
      lives.set(id, { ...life, groups });
    }
    hands.set(id, awardsByHand(lives.get(id)!, by));
  }
  return told;
}

describe('CJ-15 CJ-16 the subsidies of random lives under random readings', () => {
  it(
    'are those worked out by hand: as awarded, as a dry run tells them, and after what was told late',
    async () => {
      const began = monotonicMs();
      const counts = { yearly: 0, once: 0, late: 0, takenBack: 0 };
      for (let set = 0; set < size.sets; set += 1) {
        const by = anyReadings(draw, windows[set % windows.length]!);
        const lives = new Map(
          Array.from({ length: size.lives }, () => [randomUUID() as string, anyLife(draw, months)]),
        );
        const loans = new Map<string, string>();
        const loan = (id: string, at: number): string => {
          const key = `${id} ${at}`;
          if (!loans.has(key)) loans.set(key, randomUUID());
          return loans.get(key)!;
        };
        await seedLives(owner, city, lives, loan);
        const context = contextBy(by);
        const hands = new Map([...lives].map(([id, life]) => [id, awardsByHand(life, by)]));
        const reckoned: Reckoned = { lives, hands, by };
        const hand = [...hands.values()].flat();
        const tried = await previewAwards(context);
        const told = tried.map(({ period, clause, rows: n, amount }) => `${period} ${clause}: ${n}, ${amount}`).sort();
        expect(told).toEqual(sums(hand));
        await awardClosedMonths(context);
        expect((await differing(reckoned)).slice(0, 2)).toEqual([]);
        counts.yearly += hand.filter(({ clause }) => clause === 'CJ-15').length;
        counts.once += hand.filter(({ clause }) => clause === 'CJ-16').length;
        const before = await awarded();
        counts.late += await tellLate(context, reckoned, loan);
        await awardClosedMonths(context);
        expect((await differing(reckoned, before)).slice(0, 2)).toEqual([]);
        const [back] = await rows<{ n: number }>(database, 'SELECT count(*)::int AS n FROM award_taking_back');
        counts.takenBack += back!.n;
        if ((set + 1) % 20 === 0) report('so far', { histories: (set + 1) * size.lives, ...counts, wrong: 0 });
      }
      for (const some of Object.values(counts)) expect(some).toBeGreaterThan(0);
      const seconds = Math.round((monotonicMs() - began) / 1_000);
      report('subsidies by every reading', {
        ...size,
        histories: size.sets * size.lives,
        ...counts,
        wrong: 0,
        seconds,
      });
    },
    patience,
  );
});
