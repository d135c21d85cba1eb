import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '#contributions/context.ts';
import { openContributions } from '#contributions/database.ts';
import { handlers } from '#contributions/jobs/handlers.ts';
import { closeAccount } from '#contributions/operations/close-account.ts';
import { Refusal } from '#kernel/refusal.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { random } from '#local/life/random.ts';
import { type Database, rows } from '#service/database.ts';
import { ownerQuery, type Rehearsal, rehearse } from '#test/contributions.ts';
import { manyMember, seedAccounts } from '#test/many-accounts.ts';
import { proofSize, report } from './proof-size.ts';

const changji = '652300';
const size = proofSize({ small: { races: 100 }, full: { races: 10_000 } });
const draw = random(size.seed);
const patience = 1_800_000;
const lanes = 6;
const isolations = ['read committed', 'repeatable read'] as const;
let register: Rehearsal;
/** Instances of the register on one database, two of each isolation level. */
const instances: Database[] = [];

beforeAll(async () => {
  register = await rehearse('2026-07-21');
  // Nobody pays in a race: what is held stays held.
  register.paying.habit = () => undefined;
  await seedAccounts(register.ownerUrl, { city: changji, accounts: 2 * size.races, firstMonth: '2026-07', months: 1 });
  for (const level of [...isolations, ...isolations]) {
    const url = new URL(register.url);
    const escaped = level.replace(' ', '\\ ');
    url.searchParams.set('options', `-c search_path=contributions -c default_transaction_isolation=${escaped}`);
    instances.push(await openContributions(url.href, lanes));
  }
}, patience);
afterAll(async () => {
  await Promise.all(instances.map((database) => database.destroy()));
  await register?.close();
});

type Race = { closes: string; borrows: string; closer: number; lender: number; head: number };

/** A member closes; the member, or the spouse, borrows at the same moment; either of the two has declared the other. */
function raceOf(n: number): Race {
  const [one, other] = [manyMember(changji, 2 * n + 1), manyMember(changji, 2 * n + 2)];
  const closes = n % 4 < 2 ? one : other;
  const spouse = closes === one ? other : one;
  const borrows = n % 2 === 0 ? closes : spouse;
  // Instances 0 and 2 read committed, 1 and 3 repeatable: every pair of levels meets.
  const head = draw.between(-4, 4);
  return { closes, borrows, closer: draw.between(0, 1), lender: 2 + draw.between(0, 1), head };
}

const at = (instance: number): Context => ({ ...register.context(), database: instances[instance]! });

// As a client and the post office do: what could not be serialized is sent again, under the same key or id.
async function untilSerialized<T>(work: () => Promise<T>): Promise<{ value: T; again: number }> {
  for (let again = 0; ; again += 1) {
    try {
      return { value: await work(), again };
    } catch (error) {
      const { code } = (error as { driverError?: { code?: string } }).driverError ?? {};
      if (code !== '40001') throw error;
    }
  }
}

async function close({ closes, closer }: Race): Promise<{ value: boolean; again: number }> {
  const input = { memberId: closes, ground: 'MEMBER_WISH' as const, reasonCode: '99', idempotencyKey: randomUUID() };
  return untilSerialized(async () => {
    try {
      await closeAccount(at(closer), input);
      return true;
    } catch (error) {
      if (error instanceof Refusal && error.code === 'NOT_ELIGIBLE') return false;
      throw error;
    }
  });
}

async function lend({ borrows, lender }: Race): Promise<{ value: boolean; again: number }> {
  const loanId = randomUUID();
  const event = { type: 'lien-requested' as const, loanId, memberId: borrows, city: changji, kind: 'FUND' as const };
  const arrived = { id: randomUUID(), event: { ...event, city: changji as '652300' } };
  const { again } = await untilSerialized(() => handlers(at(lender))['lien-requested']!(arrived));
  const [lien] = await rows<{ status: string }>(register.database, 'SELECT status FROM lien WHERE loan_id = $1', [
    loanId,
  ]);
  return { value: lien!.status === 'PLACED', again };
}

describe('CJ-13 closing an account and borrowing at the same moment', () => {
  it('never both succeed, for the member or the spouse, in either order, at either isolation level', {
    timeout: patience,
  }, async () => {
    await ownerQuery(
      register,
      'UPDATE enrolment e SET spouse_id = pair.other FROM unnest($1::uuid[], $2::uuid[]) AS pair (one, other) WHERE e.member_id = pair.one',
      [
        Array.from({ length: size.races }, (_, n) => manyMember(changji, 2 * n + 1)),
        Array.from({ length: size.races }, (_, n) => manyMember(changji, 2 * n + 2)),
      ],
    );
    const counted = { closed: 0, lent: 0, both: 0, neither: 0, sentAgain: 0 };
    const queue = Array.from({ length: size.races }, (_, n) => raceOf(n)).values();
    const lane = async () => {
      for (const race of queue) {
        const [closed, lent] = await Promise.all([
          pause(Math.max(0, race.head)).then(() => close(race)),
          pause(Math.max(0, -race.head)).then(() => lend(race)),
        ]);
        counted.sentAgain += closed.again + lent.again;
        if (closed.value && lent.value) counted.both += 1;
        else if (closed.value) counted.closed += 1;
        else if (lent.value) counted.lent += 1;
        else counted.neither += 1;
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    report('closing against lending', { seed: size.seed, races: size.races, ...counted });
    expect(counted).toMatchObject({ both: 0, neither: 0 });
    expect(counted.closed + counted.lent).toBe(size.races);
    // Both sides win some, or it was no race.
    expect(Math.min(counted.closed, counted.lent)).toBeGreaterThan(size.races / 20);
    const bothSql = `
        WITH couple AS (
          SELECT member_id AS one, member_id AS other FROM enrolment
          UNION ALL SELECT member_id, spouse_id FROM enrolment WHERE spouse_id IS NOT NULL
          UNION ALL SELECT spouse_id, member_id FROM enrolment WHERE spouse_id IS NOT NULL)
        SELECT count(*)::int AS n FROM payout p JOIN couple c ON c.one = p.member_id
        JOIN lien l ON l.member_id = c.other AND l.status = 'PLACED' WHERE p.kind = 'CLOSING'`;
    expect(await rows(register.database, bothSql)).toEqual([{ n: 0 }]);
    expect(await auditBooks(register.database.manager)).toEqual([]);
  });
});
