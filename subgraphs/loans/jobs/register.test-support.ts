import { randomUUID } from 'node:crypto';
import { type CivilDate, civilDate } from '#kernel/calendar.ts';
import { settableClock } from '#kernel/clock.ts';
import { type Fen, sumFen, yuan } from '#kernel/money.ts';
import { type Caller, systemCaller } from '#service/caller.ts';
import { type Database, rows } from '#service/database.ts';
import type { DomainEvent, EventType } from '#service/event-types.ts';
import { type EventHandlers, openEvents } from '#service/events.ts';
import { perform } from '#service/perform.ts';
import { freshDatabase } from '#test/database.ts';
import {
  type RepayingHabit,
  type RepaymentFile,
  type RepaymentResult,
  simulatedRepaymentBank,
} from '../adaptors/repayment-bank.ts';
import { type Context, loansContext } from '../context.ts';
import { openLoans } from '../database.ts';
import { borrowersCity } from '../operations/borrower-of.ts';
import { grantWithin, type Terms } from '../operations/grant-loan.ts';
import type { Loan } from '../operations/loans.ts';
import { handlers } from './handlers.ts';
import { runInstalments } from './instalments.ts';

/** A bank that remembers what it did: a batch sent again takes nothing and gives the same answers. */
function rememberingBank() {
  const done = new Map<string, { file: RepaymentFile; results: RepaymentResult[] }>();
  const bank = {
    pays: (() => true) as RepayingHabit,
    /** What becomes of an answer on its way: `lost` after the debit, or the bank not `reached` at all. */
    line: 'good' as 'good' | 'lost' | 'unreached',
    /** What the bank makes of a file that it never takes as it should: refused whole, or answered without a line. */
    spoils: ((_) => undefined) as (file: RepaymentFile) => 'rejected' | 'incomplete' | undefined,
    asked: 0,
    debit: async (file: RepaymentFile): Promise<RepaymentResult[]> => {
      bank.asked += 1;
      if (bank.line === 'unreached') throw new Error('the bank is not reached');
      if (bank.spoils(file) === 'rejected') throw new Error('the bank rejects the file');
      const known = done.get(file.batch);
      if (known && JSON.stringify(known.file, text) !== JSON.stringify(file, text))
        throw new Error('another batch of that number');
      const results = known?.results ?? (await simulatedRepaymentBank(bank.pays).debit(file));
      done.set(file.batch, { file, results });
      if (bank.line === 'lost') throw new Error('the answer was lost');
      return bank.spoils(file) === 'incomplete' ? results.slice(1) : results;
    },
    /** All that was ever taken for a loan, in fen. */
    takenFor: (loanId: string): Fen => {
      const paid = [...done.values()].flatMap(({ file, results }) =>
        file.lines.filter((line) => results.some((one) => one.lineId === line.lineId && one.outcome === 'paid')),
      );
      return sumFen(paid.filter((line) => line.loanId === loanId).map(({ fen }) => fen));
    },
  };
  return bank;
}

const text = (_: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value);

export type Register = Awaited<ReturnType<typeof openRegister>>;

/** The loan register on a database of its own, with a clock that can be set, a bank that remembers, and a listener. */
export async function openRegister(today: CivilDate, bank = rememberingBank()) {
  const test = await freshDatabase();
  const database = await openLoans(test.url('loans'), 4);
  const clock = settableClock(today);
  const events = await openEvents({ url: test.url('loans'), consumer: 'loans' });
  const listener = await openEvents({ url: test.url('contributions'), consumer: 'contributions' });
  const context = (caller: Partial<Caller> = {}): Context =>
    loansContext({ database, clock, events, bank, caller: { ...systemCaller('test'), ...caller } });
  async function heard(...types: EventType[]): Promise<DomainEvent[]> {
    const events: DomainEvent[] = [];
    const hear = async ({ event }: { event: DomainEvent }) => void events.push(event);
    await listener.drain(Object.fromEntries(types.map((type) => [type, hear])) as EventHandlers);
    return events;
  }
  return {
    database,
    clock,
    bank,
    context,
    url: test.url('loans'),
    /** What another register has been told of loans since it last looked. */
    told: () => heard('loan-granted', 'loan-settled'),
    /** Hears what another register tells it. */
    hear: (event: DomainEvent) => handlers(context())[event.type]!({ id: randomUUID(), event } as never),
    /** The liens that it has been asked for since it last looked. */
    liensAsked: () => heard('lien-requested'),
    /** What it has been asked of an account, and told of what the account gave. */
    asked: () => heard('loan-facts-requested', 'offset-requested', 'offset-decided'),
    async approvedMember(city: '330500' | '652300' = '330500'): Promise<string> {
      const memberId = randomUUID();
      const facts = {
        sequence: 1,
        approvedOn: '2026-01-05',
        retirementOn: '2050-01-31',
        inUnit: false,
        spouseId: null,
        categories: [],
      };
      const event = { type: 'application-approved' as const, memberId, city, ...facts };
      const arrived = { id: randomUUID(), event };
      await handlers(context())['application-approved']!(arrived);
      await handlers(context())['application-approved']!(arrived);
      return memberId;
    },
    /** Grants a loan and answers its lien, as the register of contributions does. */
    lend: (asked: GrantLoan, differently = (usual: Context) => usual) => lend(context(), differently(context()), asked),
    loansOf: (memberId: string) => context().loaders.loansOf.load(memberId),
    run(on: CivilDate) {
      clock.set(civilDate(on));
      return runInstalments(context());
    },
    paidOf: (loanId: string) => paidOf(database, loanId),
    async stop(): Promise<void> {
      await listener.stop();
      await events.stop();
      await database.destroy();
      await test.drop();
    },
  };
}

/** All that was paid of a loan's plan, in fen, penalties too. */
async function paidOf(database: Database, loanId: string): Promise<Fen> {
  const sql =
    'SELECT sum(paid_principal + paid_interest + paid_penalty)::bigint AS fen FROM instalment WHERE loan_id = $1';
  return (await rows<{ fen: Fen }>(database, sql, [loanId]))[0]!.fen;
}

type GrantLoan = Omit<Terms, 'city'> & { idempotencyKey: string };

/** A loan as a decision grants it, without its application: it waits for its lien. */
export function grantLoan(context: Context, { idempotencyKey: key, ...asked }: GrantLoan): Promise<Loan> {
  const command = { name: 'grant-loan', subject: asked.memberId, key, input: asked };
  return perform(context, command, async (transaction) => {
    const city = await borrowersCity(context, transaction.db, asked.memberId);
    return grantWithin(context, transaction, { ...asked, city });
  });
}

async function lend(context: Context, granting: Context, asked: GrantLoan): Promise<Loan> {
  const { id: loanId, memberId } = await grantLoan(granting, asked);
  const event = { type: 'lien-placed' as const, loanId, memberId, kind: 'FUND' as const, on: context.clock.today() };
  await handlers(context)['lien-placed']!({ id: randomUUID(), event });
  return (await context.loaders.loansOf.load(memberId)).find(({ id }) => id === loanId)!;
}

/** A wish for a loan of 300,000 over 20 years, unless told otherwise. */
export const asking = (memberId: string, more: Partial<GrantLoan> = {}): GrantLoan => ({
  memberId,
  principal: yuan('300000'),
  months: 240,
  method: 'EQUAL_INSTALMENT',
  firstHome: true,
  idempotencyKey: randomUUID(),
  ...more,
});

/** A repayment at the counter, in fen. */
export const repaying = (loanId: string, amount: Fen) => ({ loanId, amount, idempotencyKey: randomUUID() });
