import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { monthsFrom } from '#kernel/calendar.ts';
import { monotonicMs, settableClock } from '#kernel/clock.ts';
import { systemCaller } from '#service/caller.ts';
import { type Database, rows } from '#service/database.ts';
import { contextOf } from '#subsidies/context.ts';
import { openSubsidies } from '#subsidies/database.ts';
import { awardMonth } from '#subsidies/jobs/award-run.ts';
import { freshDatabase, type TestDatabase } from '#test/database.ts';
import { proofSize, report } from './proof-size.ts';
import { lifeKinds, seedHistories } from './seed-histories.ts';

const city = '652300';
const months = monthsFrom('2026-01', '2026-12');
const size = proofSize({ small: { histories: 2_000 }, full: { histories: 1_000_000 } });
const patience = 3_600_000;
let test: TestDatabase;
let database: Database;
let owner: pg.Client;

beforeAll(async () => {
  test = await freshDatabase();
  database = await openSubsidies(test.url('subsidies'));
  owner = new pg.Client({ connectionString: test.ownerUrl, options: '-c search_path=subsidies' });
  await owner.connect();
  await seedHistories(owner, { city, count: size.histories, months });
}, patience);
afterAll(async () => {
  await owner?.end();
  await database?.destroy();
  await test?.drop();
});

/** Nothing is delivered here: what is awarded is looked at, not what becomes of it. */
const context = () =>
  contextOf({
    database,
    clock: settableClock('2027-01-02'),
    caller: systemCaller('subsidies'),
    events: { insert: async () => {} } as never,
  });

async function awardAll(): Promise<{ awarded: number; fen: bigint }> {
  const total = { awarded: 0, fen: 0n };
  for (const month of months) {
    const { awarded, fen } = await awardMonth(context(), city, month);
    total.awarded += awarded;
    total.fen += fen;
  }
  return total;
}

type Life = {
  id: string;
  kind: number;
  full: boolean[];
  credited: string[];
  used: boolean[];
  lent: boolean;
  group: boolean;
};
type Award = { clause: string; month: string; fen: string };

/** CJ-15, written out anew: 0.5 % of twelve months' payments, half a fen up, after twelve full months, nothing used. */
function yearly({ full, credited, used, lent }: Life): bigint {
  const whole = full.length === 12 && full.every(Boolean) && !used.some(Boolean) && !lent;
  const paid = credited.reduce((sum, fen) => sum + BigInt(fen), 0n);
  return whole ? (paid * 5n * 2n + 1_000n) / 2_000n : 0n;
}

/** CJ-16, written out anew: the month in which six full months in a row with nothing used are complete. */
function sixthMonth({ full, used, lent, group }: Life): number | undefined {
  if (!group || lent) return undefined;
  let run = 0;
  let spoiled = false;
  for (const [at, isFull] of full.entries()) {
    run = isFull ? run + 1 : 0;
    spoiled = isFull && (run > 1 ? spoiled || used[at]! : used[at]!);
    if (run >= 6 && !spoiled) return at;
  }
  return undefined;
}

function expectedOf(life: Life): Award[] {
  const first = months.length - life.full.length;
  const once = sixthMonth(life);
  const fen = yearly(life);
  return [
    ...(fen > 0n ? [{ clause: 'CJ-15', month: '2026-12', fen: String(fen) }] : []),
    ...(once === undefined ? [] : [{ clause: 'CJ-16', month: months[first + once]!, fen: '10000' }]),
  ];
}

const livesSql = `
  SELECT p.member_id AS id, (p.categories <> '[]') AS group, EXISTS (SELECT FROM loan_use l WHERE l.member_id = p.member_id) AS lent,
    f.full, f.credited, f.used, coalesce(a.awards, '[]') AS awards
  FROM participant p
  CROSS JOIN LATERAL (
    SELECT array_agg(is_full ORDER BY month) AS full, array_agg(credited::text ORDER BY month) AS credited,
      array_agg(used ORDER BY month) AS used FROM monthly_fact WHERE member_id = p.member_id) AS f
  LEFT JOIN LATERAL (
    SELECT json_agg(json_build_object('clause', clause, 'month', month, 'fen', fen::text) ORDER BY clause) AS awards
    FROM award WHERE member_id = p.member_id) AS a ON true
  WHERE p.member_id > $1 ORDER BY p.member_id LIMIT 20000`;

/** Who was missed, who was paid without a right, and who was paid another amount or twice. */
async function compare() {
  const wrong: { id: string; awards: Award[]; expected: Award[] }[] = [];
  const counts = { lives: 0, yearly: 0, once: 0, none: 0 };
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const lives = (await owner.query<Life & { awards: Award[] }>(livesSql, [after])).rows;
    if (lives.length === 0) return { wrong, counts };
    after = lives.at(-1)!.id;
    for (const life of lives) {
      const expected = expectedOf(life);
      if (JSON.stringify(life.awards) !== JSON.stringify(expected))
        wrong.push({ id: life.id, awards: life.awards, expected });
      counts.lives += 1;
      counts.yearly += expected.filter(({ clause }) => clause === 'CJ-15').length;
      counts.once += expected.filter(({ clause }) => clause === 'CJ-16').length;
      if (expected.length === 0) counts.none += 1;
    }
  }
}

describe('CJ-15 CJ-16 the subsidies of many lives, of a dozen kinds', () => {
  it(
    'miss nobody who has a right, pay nobody who has none, and pay to the fen',
    async () => {
      const began = monotonicMs();
      const total = await awardAll();
      const seconds = Math.round((monotonicMs() - began) / 1_000);
      const { wrong, counts } = await compare();
      expect(wrong.slice(0, 5)).toEqual([]);
      expect(counts.lives).toBe(size.histories);
      expect(total.awarded).toBe(counts.yearly + counts.once);
      for (const some of Object.values(counts)) expect(some).toBeGreaterThan(0);
      report('exact subsidies', {
        ...size,
        kinds: lifeKinds,
        ...counts,
        fen: Number(total.fen),
        wrong: wrong.length,
        seconds,
      });
    },
    patience,
  );

  it(
    'pay nobody twice: awarded again, every month awards nothing',
    async () => {
      expect(await awardAll()).toEqual({ awarded: 0, fen: 0n });
    },
    patience,
  );

  it(
    'each say by which rule, which figures and which facts they were given',
    async () => {
      const bare = `SELECT count(*)::int AS n FROM award a LEFT JOIN award_basis b ON b.id = a.basis_id
      WHERE b.rule IS NULL OR b.figures = '[]' OR b.conditions = '[]' OR a.facts = '{}'`;
      expect(await rows(database, bare)).toEqual([{ n: 0 }]);
    },
    patience,
  );
});
