import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { EntrustedBank } from '#contributions/adaptors/bank.ts';
import { readInstruction } from '#contributions/adaptors/debit-instruction.ts';
import { simulatedBank } from '#contributions/adaptors/simulated-bank.ts';
import type { Context } from '#contributions/context.ts';
import { openContributions } from '#contributions/database.ts';
import { closeMonth } from '#contributions/jobs/close-month.ts';
import { collectDue } from '#contributions/jobs/collect.ts';
import { handlers } from '#contributions/jobs/handlers.ts';
import { payOutHeld } from '#contributions/jobs/payouts.ts';
import { settleInterest } from '#contributions/jobs/settle-interest.ts';
import { contribute } from '#contributions/operations/contribute.ts';
import { signAgreement } from '#contributions/operations/sign-agreement.ts';
import { withdraw } from '#contributions/operations/withdraw.ts';
import { firstDay, monthsFrom, nextMonth } from '#kernel/calendar.ts';
import { yuan } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { random } from '#local/life/random.ts';
import { serviceUrl } from '#local/services.ts';
import { systemCaller } from '#service/caller.ts';
import { type CityCode, cityCodes } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import { type EventHandlers, openEvents } from '#service/events.ts';
import { contextOf, type Context as SubsidiesContext } from '#subsidies/context.ts';
import { openSubsidies } from '#subsidies/database.ts';
import { awardMonth } from '#subsidies/jobs/award-run.ts';
import { handlersOf } from '#subsidies/jobs/handlers.ts';
import { type Rehearsal, rehearse } from '#test/contributions.ts';
import { proofSize, report } from './proof-size.ts';

const [changji, huzhou] = ['652300', '330500'] as const;
const size = proofSize({ small: { members: 12 }, full: { members: 600 } });
const draw = random(size.seed);
const patience = 1_800_000;

type Instance = { contributions: Context; subsidies: SubsidiesContext; stop(): Promise<void> };
let register: Rehearsal;
let subsidiesUrl: string;
let both: [Instance, Instance];
const members: { memberId: string; city: CityCode }[] = [];
/** The digests of each batch, one for every time it was sent: a bank that knows the batch takes no money again. */
const asked = new Map<string, string[]>();

/** Contributions and subsidies with pools and post offices of their own. */
async function instance(): Promise<Instance> {
  const bank = simulatedBank();
  const send: EntrustedBank['send'] = (instruction) => {
    const file = readInstruction(instruction);
    asked.set(file.batch, [...(asked.get(file.batch) ?? []), file.digest]);
    return bank.send(instruction);
  };
  const url = { contributions: register.url, subsidies: subsidiesUrl };
  const contributions = {
    ...register.context({}, { ...bank, send }),
    database: await openContributions(url.contributions, 6),
    events: await openEvents({ url: url.contributions, consumer: 'contributions' }),
  };
  const subsidies = contextOf({
    database: await openSubsidies(url.subsidies),
    events: await openEvents({ url: url.subsidies, consumer: 'subsidies' }),
    clock: register.clock,
    caller: systemCaller('subsidies'),
  });
  const stop = async () => {
    for (const { events, database } of [contributions, subsidies]) {
      await events.stop();
      await database.destroy();
    }
  };
  return { contributions, subsidies, stop };
}

beforeAll(async () => {
  register = await rehearse('2026-07-01');
  subsidiesUrl = serviceUrl(register.ownerUrl, 'subsidies', inject('server').passwords.subsidies);
  both = [await instance(), await instance()];
});
afterAll(async () => {
  for (const each of both ?? []) await each.stop();
  await register?.close();
});

/** Does the same on both instances at the same moment. */
const onBoth = (work: (instance: Instance) => Promise<unknown>) => Promise.all(both.map(work));
const inBothCities = (work: (city: CityCode) => Promise<unknown>) => Promise.all(cityCodes.map(work));

/** What one instance takes from the post office is handed to both at the same moment: delivery twice, at its worst. */
function heardByBoth(handlersOfOne: (instance: Instance) => EventHandlers): EventHandlers {
  type Handler = (arrived: unknown) => Promise<void>;
  const [first, second] = both.map(handlersOfOne) as [Record<string, Handler>, Record<string, Handler>];
  const hear = (type: string) => async (arrived: unknown) => {
    await Promise.all([first[type]!(arrived), second[type]!(arrived)]);
  };
  return Object.fromEntries(Object.keys(first).map((type) => [type, hear(type)]));
}

/** Both hear what has been told, until there is nothing more to hear. */
async function hearAll(): Promise<void> {
  const inSubsidies = heardByBoth(({ subsidies }) => handlersOf(subsidies));
  const inContributions = heardByBoth(({ contributions }) => handlers(contributions));
  for (let heard = 1; heard > 0; ) {
    const counts = await onBoth(async ({ contributions, subsidies }) => {
      const there = await subsidies.events.drain(inSubsidies);
      return there + (await contributions.events.drain(inContributions));
    });
    heard = (counts as number[]).reduce((sum, count) => sum + count, 0);
  }
}

async function join(city: CityCode): Promise<void> {
  const memberId = randomUUID();
  const approval = {
    memberId,
    sequence: 1,
    city,
    approvedOn: '2026-07-01',
    retirementOn: '2050-01-31',
    inUnit: false,
    spouseId: null,
  };
  const student = { kind: 'STUDENT' as const, graduatedOn: '2026-06-30' };
  const arrived = {
    id: randomUUID(),
    event: { type: 'application-approved' as const, ...approval, categories: city === changji ? [student] : [] },
  };
  await onBoth(async ({ contributions, subsidies }) => {
    await handlers(contributions)['application-approved']!(arrived);
    await handlersOf(subsidies)['application-approved']!(arrived);
  });
  const signing = {
    ...{ memberId, base: yuan('6000'), ratio: '20%', mode: 'MONTHLY' as const, idempotencyKey: randomUUID() },
    debitAccount: `62223333${String(members.length).padStart(8, '0')}`,
    firstContribution: city === huzhou ? yuan('1200') : null,
  };
  const signed = await onBoth(({ contributions }) => signAgreement(contributions, signing));
  expect(signed[1]).toEqual(signed[0]);
  members.push({ memberId, city });
}

/** A client that heard no answer in time asks the other instance the same: done by neither, or by one for both. */
async function commandOnBoth(work: (context: Context) => Promise<unknown>): Promise<void> {
  const answers = await onBoth(({ contributions }) =>
    work(contributions).catch((error: unknown) => {
      if (error instanceof Refusal) return undefined;
      throw error;
    }),
  );
  const done = answers.filter((answer) => answer !== undefined);
  if (done.length === 2) expect(done[1]).toEqual(done[0]);
}

/** What clients ask for while the runs go on: a payment of the month ahead or, in Huzhou, some money. */
const served = (month: string) =>
  members
    .filter(() => draw.chance(0.4))
    .map(({ memberId, city }) => {
      const about = { memberId, idempotencyKey: randomUUID() };
      const amount = BigInt(draw.between(1, 5_000));
      return commandOnBoth((context) =>
        city === huzhou
          ? withdraw(context, { ...about, amount, reasonCode: '99' })
          : contribute(context, { ...about, month: nextMonth(month), amount: yuan('1200') }),
      );
    });

async function liveOnBoth(month: string): Promise<void> {
  const runs = (work: (context: Context, city: CityCode) => Promise<void>) =>
    onBoth(({ contributions }) => inBothCities((city) => work(contributions, city)));
  register.clock.set(`${month}-20`);
  await Promise.all([runs((context, city) => collectDue(context, city, `${month}-20`)), ...served(month)]);
  await runs(payOutHeld);
  if (month.endsWith('-06')) {
    register.clock.set(`${month}-30`);
    await runs((context, city) => settleInterest(context, city, Number(month.slice(0, 4))));
  }
  register.clock.set(firstDay(nextMonth(month)));
  await Promise.all([runs((context, city) => closeMonth(context, city, month)), ...served(nextMonth(month))]);
  await runs(payOutHeld);
  await hearAll();
  await onBoth(({ subsidies }) => inBothCities((city) => awardMonth(subsidies, city, month)));
  await hearAll();
}

const count = async (of: 'contributions' | 'subsidies', sql: string) =>
  (await rows<{ n: number }>(both[0][of].database, `SELECT count(*)::int AS n FROM ${sql}`))[0]!.n;
const none = async (of: 'contributions' | 'subsidies', sql: string) =>
  expect(await rows(both[0][of].database, sql)).toEqual([]);

describe('two instances of contributions and of subsidies that serve and run at the same moment', () => {
  const months = monthsFrom('2026-07', '2027-06');

  beforeAll(async () => {
    for (let n = 0; n < size.members; n += 1) await join(n % 2 === 0 ? changji : huzhou);
    for (const month of months) await liveOnBoth(month);
  }, patience);

  it('CJ-07 collect each month of each member once', async () => {
    await none(
      'contributions',
      "SELECT to_account, period FROM movement WHERE code = '01' GROUP BY 1, 2 HAVING count(*) > 1",
    );
    const paid = "period_due WHERE filled_on IS NOT NULL AND month BETWEEN '2026-07' AND '2027-06'";
    expect(await count('contributions', paid)).toBe(size.members * months.length);
    const booked = "movement WHERE code = '01' AND period BETWEEN '2026-07' AND '2027-06'";
    expect(await count('contributions', booked)).toBe(size.members * months.length);
    for (const digests of asked.values()) expect(new Set(digests).size).toBe(1);
  });

  it('CJ-09 credit the interest of a year once', async () => {
    const settled = 'interest_settlement';
    expect(await count('contributions', settled)).toBe(size.members);
    expect(await count('contributions', "movement WHERE code = '09'")).toBe(size.members);
  });

  it('CJ-11 CJ-15 close each month once and tell it once', async () => {
    expect(await count('contributions', "run WHERE kind = 'close-month' AND finished_at IS NOT NULL")).toBe(24);
    expect(await count('contributions', 'run WHERE finished_at IS NULL')).toBe(0);
    expect(await count('subsidies', 'told_month')).toBe(24);
    expect(await count('subsidies', 'monthly_fact')).toBe(size.members * months.length);
    expect(await count('contributions', `account WHERE streak_months <> ${months.length}`)).toBe(0);
  });

  it('CJ-15 CJ-16 award each subsidy once and credit it once', async () => {
    const changjis = members.filter(({ city }) => city === changji).length;
    expect(await count('subsidies', "award WHERE clause = 'CJ-16'")).toBe(changjis);
    expect(await count('subsidies', "award WHERE clause = 'CJ-15'")).toBe(changjis);
    expect(await count('subsidies', 'award WHERE credited_on IS NULL')).toBe(0);
    expect(await count('contributions', 'subsidy_credit')).toBe(2 * changjis);
    expect(await count('contributions', "movement WHERE run LIKE 'subsidy:%'")).toBe(2 * changjis);
  });

  it('HZ-04 pay each withdrawal once, and keep books that balance', async () => {
    expect(await count('contributions', "payout WHERE status = 'HELD'")).toBe(0);
    const withdrawn = await count('contributions', "movement WHERE code = '11'");
    expect(withdrawn).toBe(await count('contributions', "operation WHERE name = 'withdraw'"));
    expect(withdrawn).toBeGreaterThan(0);
    expect(await auditBooks(both[0].contributions.database.manager)).toEqual([]);
    const movements = await count('contributions', 'movement');
    const batches = { batches: asked.size, batchesSent: [...asked.values()].flat().length };
    report('two instances', { ...size, months: months.length, movements, withdrawn, ...batches, twice: 0 });
  });
});
