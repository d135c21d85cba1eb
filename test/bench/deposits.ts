import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { settleInterest } from '#contributions/jobs/settle-interest.ts';
import { type CivilMonth, monthOf, nextMonth, yearOf } from '#kernel/calendar.ts';
import { monotonicMs, systemClock } from '#kernel/clock.ts';
import { yuanText } from '#kernel/money.ts';
import { manyMember, monthlyOf, seedAccounts } from '#test/many-accounts.ts';
import { contributionsOn } from './contributions-on.ts';
import type { Place } from './place.ts';
import { type Services, startServices } from './services.ts';

// Payments at the counter through the gateway, one every so often whether those before are answered or not, so that a
// late answer is counted as late. First while nothing else goes on, then while everybody's interest is settled.

const city = '652300';
const everyMs = 100;
const quietMs = 20_000;
const centre = { client_id: 'centre-changji', audience_class: 'centre', cities: [city], scope: 'contribution:take' };
const document = 'mutation ($input: ContributeInput!) { contribute(input: $input) { months balance } }';

async function deposit({ origin, token }: Services, n: number, month: CivilMonth): Promise<void> {
  const input = { memberId: manyMember(city, n), month, amount: yuanText(monthlyOf(n)), idempotencyKey: randomUUID() };
  const answer = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      purpose: 'service',
      'case-reference': 'BENCH-1',
    },
    body: JSON.stringify({ query: document, variables: { input } }),
  });
  const { data, errors } = (await answer.json()) as { data?: { contribute?: object } | null; errors?: object[] };
  if (!data?.contribute) throw new Error(`A deposit was refused: ${JSON.stringify(errors)}`);
}

/** How long each deposit took from the moment at which it was due, in ms, until told to stop; each by another member. */
async function depositing(services: Services, members: Iterator<number>, month: CivilMonth, until: () => boolean) {
  const took: number[] = [];
  const under: Promise<void>[] = [];
  for (let due = monotonicMs(); !until(); due += everyMs) {
    await pause(Math.max(0, due - monotonicMs()));
    const since = due;
    under.push(deposit(services, members.next().value, month).then(() => void took.push(monotonicMs() - since)));
  }
  await Promise.all(under);
  return took.toSorted((a, b) => a - b);
}

const at = (sorted: readonly number[], share: number): number => sorted[Math.ceil(sorted.length * share) - 1]!;
const told = (what: string, took: readonly number[]): string =>
  `${what}: ${took.length} deposits, p50 ${at(took, 0.5).toFixed(0)} ms, p99 ${at(took, 0.99).toFixed(0)} ms`;

// Spread over all chunks, and never the same twice.
function* spread(accounts: number): Generator<number> {
  const step = 7919;
  for (let n = 1; ; n = ((n + step - 1) % accounts) + 1) yield n;
}

/** Single deposits through the gateway while a run over everybody goes on, beside quiet ones. */
export async function depositsDuring(place: Place, size: number): Promise<string[]> {
  const database = await place.database(`deposits_${size}`);
  const month = monthOf(systemClock.today());
  const firstMonth = nextMonth(month, -4);
  await seedAccounts(database.ownerUrl, { city, accounts: size, firstMonth, months: 4 });
  const services = await startServices(database, centre);
  const year = yearOf(systemClock.today()) + 1;
  const { context, close } = await contributionsOn(database, `${year}-06-30`);
  try {
    const members = spread(size);
    const wait = async (ms: number) => {
      const end = monotonicMs() + ms;
      return depositing(services, members, month, () => monotonicMs() > end);
    };
    await wait(3_000);
    const quiet = await wait(quietMs);
    let running = true;
    const run = settleInterest(context, city, year).finally(() => {
      running = false;
    });
    const busy = await depositing(services, members, month, () => !running);
    await run;
    const ratio = (at(busy, 0.99) / at(quiet, 0.99)).toFixed(2);
    return [told('quiet', quiet), told(`while the interest of ${size} is settled`, busy), `ratio of p99: ${ratio}`];
  } finally {
    await close();
    await services.stop();
    await database.drop();
  }
}
