import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { EntrustedBank } from '#contributions/adaptors/bank.ts';
import { type DebitFile, readInstruction } from '#contributions/adaptors/debit-instruction.ts';
import { simulatedBank } from '#contributions/adaptors/simulated-bank.ts';
import { type AnsweringHabit, simulatedPayingBank } from '#contributions/adaptors/simulated-paying-bank.ts';
import { type Context, contributionsContext } from '#contributions/context.ts';
import { openContributions } from '#contributions/database.ts';
import { closeMonth } from '#contributions/jobs/close-month.ts';
import { collectDue } from '#contributions/jobs/collect.ts';
import { handlers } from '#contributions/jobs/handlers.ts';
import { payOutHeld } from '#contributions/jobs/payouts.ts';
import { settleInterest } from '#contributions/jobs/settle-interest.ts';
import { signAgreement } from '#contributions/operations/sign-agreement.ts';
import type { SignAgreementInput } from '#contributions/schema.generated.ts';
import { type CivilDate, type CivilMonth, firstDay, monthsFrom, nextMonth } from '#kernel/calendar.ts';
import { settableClock } from '#kernel/clock.ts';
import { yuan } from '#kernel/money.ts';
import { Refusal, type RefusalCode, type RefusalDetail } from '#kernel/refusal.ts';
import { type Caller, systemCaller } from '#service/caller.ts';
import type { CityCode } from '#service/cities.ts';
import type { Database } from '#service/database.ts';
import type { DomainEvent, EventOf, EventType } from '#service/event-types.ts';
import type { EventHandlers, Events } from '#service/events.ts';
import { sealer } from '#service/sealing.ts';
import { testAccountKeys } from './account-keys.ts';
import { freshDatabase } from './database.ts';

/** The contributions register with a clock that can be set and a bank that can be told whom to refuse. */
export type Rehearsal = {
  database: Database;
  url: string;
  ownerUrl: string;
  clock: ReturnType<typeof settableClock>;
  told: DomainEvent[];
  /** Debit accounts without money. */
  poor: Set<string>;
  /** How the bank that pays out answers from now on; at first it pays at once. */
  paying: { habit: AnsweringHabit };
  sent: DebitFile[];
  context(caller?: Partial<Caller>, bank?: EntrustedBank): Context;
  hear<T extends EventType>(event: EventOf<T>, id?: string): Promise<void>;
  approve(city: CityCode, facts?: Partial<EventOf<'application-approved'>>): Promise<string>;
  sign(memberId: string, more?: Partial<SignAgreementInput>): ReturnType<typeof signAgreement>;
  /** Lives whole months of both cities by their runs: debit on the 20th, interest on 30 June, closing on the 1st after. */
  live(first: CivilMonth, last: CivilMonth): Promise<void>;
  /** Orders the bank to pay what is held in both cities, as the clock does. */
  payOut(): Promise<void>;
  close(): Promise<void>;
};

const bothCities: CityCode[] = ['652300', '330500'];

/** Opens the register on a database of its own. */
export async function rehearse(today: CivilDate): Promise<Rehearsal> {
  process.env['OPERATION_KEY'] ??= '5a'.repeat(32);
  const fresh = await freshDatabase();
  const url = fresh.url('contributions');
  const database = await openContributions(url, 6);
  const clock = settableClock(today);
  const told: DomainEvent[] = [];
  const poor = new Set<string>();
  const sent: DebitFile[] = [];
  const paying: Rehearsal['paying'] = { habit: () => 'paid' };
  const payingBank = simulatedPayingBank((order) => paying.habit(order));
  // The post office is not what is rehearsed: what is told is kept, nothing is delivered.
  const events = { insert: async (_: unknown, news: DomainEvent[]) => void told.push(...news) } as unknown as Events;
  const answers = simulatedBank((account) => (poor.has(account) ? 'insufficient-funds' : 'paid'));
  const defaultBank: EntrustedBank = {
    ...answers,
    send: (instruction) => {
      sent.push(readInstruction(instruction));
      return answers.send(instruction);
    },
  };
  const accounts = sealer(testAccountKeys);
  const context: Rehearsal['context'] = (caller = {}, bank = defaultBank) =>
    contributionsContext({
      ...{ database, clock, events, bank, payingBank, accounts },
      caller: { ...systemCaller('test'), ...caller },
    });
  const hear: Rehearsal['hear'] = async (event, id = randomUUID()) => {
    const handler = (handlers(context()) as EventHandlers)[event.type] as (arrived: unknown) => Promise<void>;
    await handler({ id, event });
  };
  return {
    database,
    url,
    ownerUrl: fresh.ownerUrl,
    clock,
    told,
    poor,
    sent,
    paying,
    context,
    hear,
    approve: (city, facts) => approve(hear, city, facts),
    sign: (memberId, more) => signAgreement(context(), signing(memberId, more)),
    live: (first, last) => liveMonths(context(), clock, first, last),
    payOut: async () => {
      for (const city of bothCities) await payOutHeld(context(), city);
    },
    close: async () => {
      await database.destroy();
      await fresh.drop();
    },
  };
}

async function approve(
  hear: Rehearsal['hear'],
  city: CityCode,
  facts: Partial<EventOf<'application-approved'>> = {},
): Promise<string> {
  const memberId = randomUUID();
  await hear({
    type: 'application-approved',
    memberId,
    sequence: 1,
    city,
    approvedOn: '2026-01-05',
    retirementOn: '2050-01-31',
    inUnit: false,
    spouseId: null,
    categories: [],
    ...facts,
  });
  return memberId;
}

let accounts = 0;

function signing(memberId: string, more: Partial<SignAgreementInput> = {}): SignAgreementInput {
  accounts += 1;
  return {
    memberId,
    base: yuan('6000'),
    ratio: '20%',
    mode: 'MONTHLY',
    debitAccount: `62220000${String(accounts).padStart(8, '0')}`,
    firstContribution: null,
    idempotencyKey: randomUUID(),
    ...more,
  };
}

async function liveMonths(context: Context, clock: Rehearsal['clock'], first: CivilMonth, last: CivilMonth) {
  for (const month of monthsFrom(first, last)) {
    clock.set(`${month}-20`);
    for (const city of bothCities) await collectDue(context, city, `${month}-20`);
    if (month.endsWith('-06')) {
      clock.set(`${month}-30`);
      for (const city of bothCities) await settleInterest(context, city, Number(month.slice(0, 4)));
    }
    clock.set(firstDay(nextMonth(month)));
    for (const city of bothCities) await closeMonth(context, city, month);
  }
}

/** Does as the schema's owner what no service may: spoils a row, or holds a lock for as long as `meanwhile` takes. */
export async function ownerQuery(
  { ownerUrl }: Rehearsal,
  sql: string,
  params: readonly unknown[] = [],
  meanwhile: () => Promise<unknown> = async () => {},
): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, options: '-c search_path=contributions' });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(sql, [...params]);
    await meanwhile();
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

/** What a refused work was refused with; anything else it did is an error. */
export async function refusal(work: Promise<unknown>): Promise<{ code: RefusalCode; message: string } & RefusalDetail> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refusal)) throw error ?? new Error('It was not refused');
  return { code: error.code, message: error.message, ...error.detail };
}
