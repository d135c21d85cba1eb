import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settleInterest } from '#contributions/jobs/settle-interest.ts';
import { addDays, type CivilDate } from '#kernel/calendar.ts';
import { yuan } from '#kernel/money.ts';
import { internalAccount } from '#ledger/accounts.ts';
import { post } from '#ledger/post.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { random } from '#local/life/random.ts';
import { cityCodes } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import { type Rehearsal, rehearse } from '#test/contributions.ts';
import { interestByDay } from './interest-by-day.ts';
import { proofSize, report } from './proof-size.ts';

const size = proofSize({ small: { members: 40, bookings: 25 }, full: { members: 2_000, bookings: 40 } });
const draw = random(size.seed);
const firstDayOfAll = '2024-01-01';
/** Days on which a year, a quarter or a leap February begins or ends, so that some bookings fall on each. */
const edges = ['2024-02-28', '2024-02-29', '2024-06-29', '2024-06-30', '2024-07-01', '2025-06-29', '2025-06-30'];
let register: Rehearsal;
let owner: pg.Client;

const someDay = (from: CivilDate): CivilDate =>
  draw.chance(0.2) ? draw.pick(edges) : addDays(from, draw.between(0, 640));

/** Opens on some day, then pays in and takes out what it pleases, in the order of the days. */
async function member(n: number): Promise<void> {
  const city = cityCodes[n % 2]!;
  const opened = addDays(firstDayOfAll, draw.between(0, 500));
  register.clock.set(opened);
  const memberId = await register.approve(city, { approvedOn: firstDayOfAll });
  await register.sign(memberId, { firstContribution: yuan('1200') });
  const db = register.database.manager;
  const custody = await internalAccount(db, { city, pool: 'flexible', code: 'bank:custody' });
  const [account] = await rows<{ flexible: number }>(db, 'SELECT flexible FROM account WHERE member_id = $1', [
    memberId,
  ]);
  const days = Array.from({ length: size.bookings }, () => someDay(opened)).filter((day) => day >= opened);
  let held = yuan('1200');
  for (const bookedOn of days.sort()) {
    const out = held > 0n && draw.chance(0.4);
    const fen = out
      ? 1n + (BigInt(draw.between(0, 999_999)) * (held - 1n)) / 999_999n
      : BigInt(draw.between(1, 2_000_000));
    const [from, to] = out ? [account!.flexible, custody] : [custody, account!.flexible];
    await post(db, { from, to, fen, code: out ? '11' : '01', bookedOn });
    held += out ? -fen : fen;
  }
}

beforeAll(async () => {
  register = await rehearse(firstDayOfAll);
  owner = new pg.Client({ connectionString: register.ownerUrl });
  await owner.connect();
  for (let n = 0; n < size.members; n += 1) await member(n);
  register.clock.set('2025-08-01');
  for (const city of cityCodes) await settleInterest(register.context(), city, 2025);
}, 1_800_000);
afterAll(async () => {
  await owner?.end();
  await register?.close();
});

describe('CJ-09 interest on bookings of any amount on any day, over a leap year and an ordinary one', () => {
  it('is to the fen what a reader with a pencil makes of each day', async () => {
    const years = await interestByDay(owner, ['2024', '2025']);
    expect(years.filter(({ credited, reckoned }) => credited !== reckoned)).toEqual([]);
    expect(years.filter(({ credited }) => credited > 0n).length).toBeGreaterThan(size.members);
    const fen = years.reduce((sum, { credited }) => sum + credited, 0n);
    report('interest', { ...size, settlements: years.length, fen: Number(fen), fenOff: 0 });
  });

  it('is booked as an expense of its pool by what was credited, and not again by a second run', async () => {
    const booked = () =>
      rows(
        register.database,
        `SELECT (SELECT sum(fen) FROM interest_settlement)::bigint - sum(m.fen)::bigint AS differs, count(*)::int AS n
         FROM movement m JOIN ledger_account a ON a.id = m.from_account WHERE a.code = 'expense:interest'`,
      );
    const before = await booked();
    expect(before).toMatchObject([{ differs: 0n }]);
    for (const city of cityCodes) await settleInterest(register.context(), city, 2025);
    expect(await booked()).toEqual(before);
    expect(await auditBooks(register.database.manager)).toEqual([]);
  });
});
