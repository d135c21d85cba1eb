import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditBooks, trialBalance } from '#ledger/trial-balance.ts';
import { type Lived, live } from '#local/life/live.ts';
import { perName, subgraphNames } from '#local/services.ts';
import { openDatabase } from '#service/database.ts';
import { testAccountKeys } from '#test/account-keys.ts';
import { freshDatabase, type TestDatabase } from '#test/database.ts';
import { type Award, awardsAgain, awardsKept } from './awards-again.ts';
import { everyText, rowCounts } from './every-text.ts';
import { interestByDay } from './interest-by-day.ts';

// What must hold of the books after thirty months that were lived by the real operations and runs. The same life is
// lived on a second database too, where it is interrupted half-way and taken up again from its beginning.

const life = { count: 150, seed: 7, until: '2026-11-22' };
const identity = { keys: `k1:${'1f'.repeat(32)}`, index: '2e'.repeat(32) };
const books = ['contributions', 'loans', 'risk'] as const;
const lastClosed = '2026-10';
const settledYears = ['2024', '2025', '2026'];

let database: TestDatabase;
let twin: TestDatabase;
let owner: pg.Client;
let twinOwner: pg.Client;
let lived: Lived;

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

const liveOn = (on: TestDatabase, progress?: (share: number) => void) =>
  live(
    life,
    { databaseUrls: perName(subgraphNames, (name) => on.url(name)), identity, accountKeys: testAccountKeys },
    progress,
  );

const interruption = new Error('the power went off');
function halfWay(share: number): void {
  if (share >= 0.5) throw interruption;
}

async function liveInTwoParts(on: TestDatabase): Promise<void> {
  await expect(liveOn(on, halfWay)).rejects.toBe(interruption);
  await liveOn(on);
}

beforeAll(async () => {
  database = await freshDatabase();
  twin = await freshDatabase();
  [lived] = await Promise.all([liveOn(database), liveInTwoParts(twin)]);
  owner = await connect(database.ownerUrl);
  twinOwner = await connect(twin.ownerUrl);
}, 300_000);

afterAll(async () => {
  await owner.end();
  await twinOwner.end();
  await database.drop();
  await twin.drop();
});

const rows = async <T>(sql: string, client = owner): Promise<T[]> => (await client.query(sql)).rows as T[];

/** How many movements of each day, kind and amount a database's books hold, and how many awards of each. */
async function totals(client: pg.Client): Promise<unknown[]> {
  const movements = books.map(
    (book) => `SELECT '${book}' AS book, city, booked_on::text AS on, code, fen::text AS fen FROM ${book}.movement`,
  );
  const awards = `SELECT 'award', city, pay_on::text, clause, fen::text FROM subsidies.award`;
  const all = [...movements, awards].join(' UNION ALL ');
  return rows(
    `SELECT book, city, "on", code, fen, count(*)::int FROM (${all}) AS one GROUP BY 1, 2, 3, 4, 5
    ORDER BY 1, 2, 3, 4, 5`,
    client,
  );
}

describe('the life that was lived', () => {
  const dues = 'contributions.period_due d JOIN contributions.agreement a ON a.id = d.agreement_id';
  const shown: Record<string, string> = {
    'a month of an agreement in force that was never paid': `${dues} WHERE d.filled_on IS NULL AND a.status = 'ACTIVE'`,
    'CJ-11 an agreement that lapsed': "contributions.agreement WHERE status = 'LAPSED'",
    'CJ-12 a member who came back': `contributions.agreement a WHERE status = 'ACTIVE' AND EXISTS (
      SELECT FROM contributions.agreement b WHERE b.member_id = a.member_id AND b.status = 'LAPSED')`,
    'CJ-06 a plan changed in July':
      'contributions.plan_version WHERE version > 1 AND extract(month FROM decided_on) = 7',
    'CJ-07 monthly payment': "contributions.agreement WHERE mode = 'MONTHLY'",
    'CJ-07 quarterly payment': "contributions.agreement WHERE mode = 'QUARTERLY'",
    'CJ-07 yearly payment': "contributions.agreement WHERE mode = 'YEARLY'",
    'CJ-09 interest': "contributions.movement WHERE code = '09'",
    'CJ-15 a contribution subsidy': "subsidies.award WHERE clause = 'CJ-15' AND status = 'CREDITED'",
    'CJ-16 a one-off subsidy': "subsidies.award WHERE clause = 'CJ-16' AND status = 'CREDITED'",
    'AG-03 a consent in force': "members.consent WHERE withdrawn_at IS NULL AND valid_until > '2026-11-22'",
    'AG-03 a consent that ended': "members.consent WHERE valid_until < '2026-11-22'",
    'a loan': 'loans.loan',
    'a loan that is overdue': "loans.instalment WHERE closed_on IS NULL AND due_on < '2026-11-22'",
    'a loan that was overdue and then paid': 'loans.instalment WHERE closed_on > due_on + 25',
    'HZ-04 a free withdrawal': 'contributions.withdrawal',
    'CJ-20 a provision to the reserve': 'risk.movement',
    'CJ-23 a verification that waits': "members.verification WHERE status = 'PENDING'",
    'CJ-23 a verification that was rejected': "members.verification WHERE status = 'REJECTED'",
    'CJ-01 an application refused at once':
      "members.application WHERE status = 'REFUSED' AND NOT EXISTS (SELECT FROM members.verification v WHERE v.application_id = application.id)",
  };

  it.each(Object.entries(shown))('shows %s', async (_what, where) => {
    const [found] = await rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${where}`);
    expect(found!.n).toBeGreaterThan(0);
  });

  it('CJ-03 shows all five kinds of identity document, in both cities', async () => {
    const kinds = await rows<{ kind: string }>('SELECT DISTINCT document_kind AS kind FROM members.member ORDER BY 1');
    expect(kinds).toHaveLength(5);
    expect(await rows('SELECT DISTINCT city FROM members.member')).toHaveLength(2);
  });
});

describe('the books after it', () => {
  it.each(books)('of %s add up to zero for each city and pool, and to every balance that is kept', async (schema) => {
    const opened = await openDatabase({ url: database.url(schema), schema });
    try {
      expect(await auditBooks(opened.manager)).toEqual([]);
      const lines = await trialBalance(opened.manager);
      expect(lines.length).toBeGreaterThan(1);
      for (const pool of Map.groupBy(lines, ({ city, pool }) => `${city} ${pool}`).values()) {
        expect(pool.reduce((sum, { balance }) => sum + balance, 0n)).toBe(0n);
      }
    } finally {
      await opened.destroy();
    }
  });

  it('CJ-10 give every account the sum of its segments, each the sum of its own movements', async () => {
    const differing = await rows(`
      SELECT acc.id FROM contributions.account acc
      CROSS JOIN LATERAL (SELECT sum(balance) AS kept FROM contributions.ledger_account WHERE owner = acc.member_id) seg
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(CASE WHEN m.to_account = l.id THEN m.fen ELSE -m.fen END), 0) AS moved
        FROM contributions.movement m JOIN contributions.ledger_account l ON l.id IN (m.from_account, m.to_account)
        WHERE l.owner = acc.member_id) sums
      WHERE seg.kept IS DISTINCT FROM sums.moved OR seg.kept IS NULL`);
    expect(differing).toEqual([]);
  });

  it('CJ-07 hold every paid month once, as one movement of its amount on the day it was credited', async () => {
    const paid = `SELECT a.member_id, d.month, d.paid_fen AS fen, d.filled_on AS on
      FROM contributions.period_due d JOIN contributions.agreement a ON a.id = d.agreement_id WHERE d.filled_on IS NOT NULL`;
    const booked = `SELECT l.owner, m.period, m.fen, m.booked_on FROM contributions.movement m
      JOIN contributions.ledger_account l ON l.id = m.to_account WHERE m.code = '01'`;
    expect(await rows(`(${paid}) EXCEPT ALL (${booked})`)).toEqual([]);
    expect(await rows(`(${booked}) EXCEPT ALL (${paid})`)).toEqual([]);
    expect(await rows(`SELECT member_id, month FROM (${paid}) p GROUP BY 1, 2 HAVING count(*) > 1`)).toEqual([]);
  });

  it('CJ-09 credit each account the interest that its movements give, reckoned day by day', async () => {
    const years = await interestByDay(owner, settledYears);
    expect(years.filter(({ credited, reckoned }) => credited !== reckoned)).toEqual([]);
    for (const year of settledYears) expect(years.some((one) => one.year === year && one.credited > 0n)).toBe(true);
  });
});

describe('the subsidies after it', () => {
  const text = (awards: readonly Award[]) =>
    awards.map(({ memberId, clause, month, fen }) => `${memberId} ${clause} ${month} ${fen}`).sort();

  it('CJ-15 CJ-16 went to whom, for which month and in what amount the dues and loans give', async () => {
    const declared = lived.people.flatMap(({ memberId, categories }) =>
      memberId ? [[memberId, categories] as const] : [],
    );
    const again = await awardsAgain(owner, new Map(declared), lastClosed);
    expect(text(await awardsKept(owner))).toEqual(text(again));
    for (const clause of ['CJ-15', 'CJ-16']) expect(again.some((award) => award.clause === clause)).toBe(true);
  });

  it('CJ-15 CJ-16 were awarded once, credited once, from 业务支出, in the month after', async () => {
    const awards = await rows(
      `SELECT id::text, member_id, fen::text, pay_on FROM subsidies.award WHERE status = 'CREDITED'`,
    );
    const credited = await rows(`
      SELECT split_part(m.run, ':', 2) AS id, l.owner AS member_id, m.fen::text, m.booked_on AS pay_on
      FROM contributions.movement m JOIN contributions.ledger_account l ON l.id = m.to_account AND l.segment = 'SUBSIDY'
      JOIN contributions.ledger_account e ON e.id = m.from_account AND e.code = 'expense:subsidy'`);
    const order = (found: unknown[]) => found.map((row) => JSON.stringify(row)).sort();
    expect(order(credited)).toEqual(order(awards));
    expect(await rows("SELECT 1 FROM subsidies.award WHERE status <> 'CREDITED'")).toEqual([]);
    const late = "SELECT 1 FROM subsidies.award WHERE pay_on <> (month || '-01')::date + interval '1 month'";
    expect(await rows(late)).toEqual([]);
    const [expense] = await rows<{ fen: string }>(`SELECT sum(fen)::text AS fen FROM contributions.movement m
      JOIN contributions.ledger_account e ON e.id = m.from_account WHERE e.code = 'expense:subsidy'`);
    const kept = await awardsKept(owner);
    expect(BigInt(expense!.fen)).toBe(kept.reduce((sum, { fen }) => sum + fen, 0n));
  });
});

describe('nobody’s number, name or phone', () => {
  it('stands readable in any text or document of any table', async () => {
    const texts = await everyText(owner);
    expect(texts.length).toBeGreaterThan(10_000);
    const names = new Set(lived.people.map(({ name }) => name));
    const numbers = new Set(lived.people.flatMap(({ identityNumber, phone }) => [identityNumber, phone]));
    const [{ phone, identityNumber }] = lived.people as [(typeof lived.people)[number]];
    expect(numbersIn(`tel:${phone}, ${identityNumber}.`)).toEqual(expect.arrayContaining([phone, identityNumber]));
    const personal = ({ text }: { text: string }) => names.has(text) || numbersIn(text).some((one) => numbers.has(one));
    expect(texts.filter(personal).map(({ table }) => table)).toEqual([]);
  });

  it('stands in a column that should be sealed as plain bytes', async () => {
    const sealed = await everyText(owner);
    const bytes = sealed.filter(({ text }) => text.startsWith('\\x')).map(({ text }) => text);
    expect(bytes.length).toBeGreaterThan(4 * life.count);
    const all = bytes.join(' ');
    const hex = (text: string) => Buffer.from(text).toString('hex');
    for (const { name, identityNumber, phone } of lived.people) {
      expect([name, identityNumber, phone].filter((one) => all.includes(hex(one)))).toEqual([]);
    }
  });

  /** Every run of 11, 15 and 18 characters of a number in a text: a phone and both lengths of identity numbers. */
  function numbersIn(text: string): string[] {
    const runs = text.toUpperCase().match(/[0-9A-Z]{11,}/g) ?? [];
    return runs.flatMap((run) =>
      [11, 15, 18].flatMap((length) =>
        Array.from({ length: Math.max(0, run.length - length + 1) }, (_, at) => run.slice(at, at + length)),
      ),
    );
  }
});

describe('the same life', () => {
  it('lived elsewhere from the same seed, interrupted and taken up again, comes to the same movements', async () => {
    const here = await totals(owner);
    expect(here.length).toBeGreaterThan(1000);
    expect(await totals(twinOwner)).toEqual(here);
    expect(await rowCounts(twinOwner)).toEqual(await rowCounts(owner));
  });

  it('lived again on the same database changes nothing', async () => {
    const before = { counts: await rowCounts(owner), totals: await totals(owner) };
    await liveOn(database);
    expect({ counts: await rowCounts(owner), totals: await totals(owner) }).toEqual(before);
  }, 120_000);
});
