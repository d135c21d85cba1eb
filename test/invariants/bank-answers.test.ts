import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PayingBank, PayoutOutcome } from '#contributions/adaptors/paying-bank.ts';
import type { Context } from '#contributions/context.ts';
import { openContributions } from '#contributions/database.ts';
import { payOutHeld } from '#contributions/jobs/payouts.ts';
import { payOut } from '#contributions/operations/pay-out.ts';
import { findPayout, type Payout } from '#contributions/operations/payouts.ts';
import { resolvePayout } from '#contributions/operations/resolve-payout.ts';
import { voidWithdrawal } from '#contributions/operations/void-withdrawal.ts';
import { withdraw } from '#contributions/operations/withdraw.ts';
import { addDays } from '#kernel/calendar.ts';
import { type Fen, yuan } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { random } from '#local/life/random.ts';
import { type Database, rows } from '#service/database.ts';
import { type Rehearsal, rehearse } from '#test/contributions.ts';
import { proofSize, report } from './proof-size.ts';

// What the bank does, what it says, and when it is heard, as by lot. The model keeps only the bank's own book and what
// was done first; it shares no code with the register.

const huzhou = '330500';
const asked = '2026-07-01';
const size = proofSize({ small: { schedules: 100, races: 20 }, full: { schedules: 1000, races: 200 } });
const draw = random(size.seed);
const patience = 3_600_000;
let register: Rehearsal;
let second: Database;

beforeAll(async () => {
  register = await rehearse(asked);
  second = await openContributions(register.url, 6);
});
afterAll(async () => {
  await second?.destroy();
  await register?.close();
});

const key = () => ({ idempotencyKey: randomUUID() });
const pick = <T>(of: readonly T[]): T => of[draw.between(0, of.length - 1)]!;
/** A bank that answers an order, or when it is asked, by what it has decided so far. */
const bankThat = (decided: () => PayoutOutcome | undefined): PayingBank => ({
  pay: async () => decided(),
  ask: async () => decided(),
});
const silent = bankThat(() => undefined);
const instance = (n: number, payingBank = silent): Context => ({
  ...register.context(),
  payingBank,
  ...(n % 2 === 0 ? {} : { database: second }),
});

/** A process that dies at the moment before it would commit: nothing of what it did stays. */
const dying = (context: Context): Context => ({
  ...context,
  events: { insert: () => Promise.reject(new Error('killed')) } as unknown as Context['events'],
});

async function member(): Promise<string> {
  register.clock.set(asked);
  const memberId = await register.approve(huzhou);
  await register.sign(memberId, { firstContribution: yuan('1200') });
  return memberId;
}
const hold = (memberId: string, amount: Fen) =>
  withdraw(register.context(), { memberId, amount, reasonCode: '99', ...key() });

const standing = async (id: string): Promise<Payout> => (await findPayout(register.database, 'id', id))!;

/** What the member owns in each segment, and what the centre is owed for payments after a release. */
async function money(memberId: string): Promise<{ flexible: Fen; held: Fen }> {
  const sql = 'SELECT segment, balance FROM ledger_account WHERE owner = $1';
  const found = await rows<{ segment: string; balance: Fen }>(register.database, sql, [memberId]);
  const of = (segment: string) => found.find((each) => each.segment === segment)?.balance ?? 0n;
  return { flexible: of('FLEXIBLE'), held: of('HELD') };
}
async function paidLate(payoutId?: string): Promise<Fen> {
  const sql = `SELECT coalesce(sum(m.fen), 0)::bigint AS fen FROM movement m JOIN ledger_account l ON l.id = m.from_account
    WHERE l.code = 'suspense:paid-late' AND ($1::text IS NULL OR m.run = 'payout:' || $1::text)`;
  return (await rows<{ fen: Fen }>(register.database, sql, [payoutId ?? null]))[0]!.fen;
}

type Step =
  | 'decides'
  | 'order'
  | 'paid'
  | 'refused'
  | 'void'
  | 'later'
  | 'expire'
  | 'kill-paid'
  | 'kill-refused'
  | 'both-at-once';
const steps: readonly Step[] = [
  ...(['decides', 'order', 'paid', 'refused', 'void', 'later', 'expire'] as const),
  ...(['kill-paid', 'kill-refused', 'both-at-once'] as const),
];

// Held for seven days; the last of them still counts.
const lastDay = 7;

/** What the model holds of one payout: the first that resolved it, and whether the bank said "paid" after a release. */
type Model = {
  status: 'HELD' | 'PAID' | 'VOIDED' | 'EXPIRED';
  late: boolean;
  day: number;
  /** What the bank has done and nobody has heard yet. */
  decided: PayoutOutcome | undefined;
};

function answered(model: Model, outcome: PayoutOutcome | undefined): void {
  if (outcome === undefined) return;
  if (model.status === 'HELD') model.status = outcome === 'paid' ? 'PAID' : 'VOIDED';
  else if (outcome === 'paid' && model.status !== 'PAID') model.late = true;
}

type Scene = { held: Payout; model: Model; n: number };

async function play(step: Step, { held, model, n }: Scene): Promise<void> {
  const context = instance(
    n,
    bankThat(() => model.decided),
  );
  const answer = (outcome: PayoutOutcome, by = context) => resolvePayout(by, held.reference, outcome);
  if (step === 'decides') model.decided ??= pick(['paid', 'refused'] as const);
  if (step === 'order') {
    await payOut(context, held.id);
    if (model.status === 'HELD' && model.day <= lastDay) answered(model, model.decided);
  }
  if (step === 'paid' || step === 'refused') {
    await answer(step);
    answered(model, step);
  }
  if (step === 'kill-paid') await answer('paid', dying(context)).catch(onlyKilled);
  if (step === 'kill-refused') await answer('refused', dying(context)).catch(onlyKilled);
  if (step === 'later') {
    model.day += draw.between(1, 5);
    register.clock.set(addDays(asked, model.day));
  }
  if (step === 'void') {
    await voidWithdrawal(context, { withdrawalId: held.id, ...key() }).catch(onlyResolved);
    if (model.status === 'HELD') answered(model, model.decided ?? 'refused');
  }
  if (step === 'expire') {
    await payOutHeld(context, huzhou);
    if (model.status === 'HELD') answered(model, model.decided);
    if (model.status === 'HELD' && model.day > lastDay) model.status = 'EXPIRED';
  }
  if (step === 'both-at-once') await bothAtOnce({ held, model, n });
}

const onlyKilled = (error: Error) => {
  if (error.message !== 'killed') throw error;
};
const onlyResolved = (error: unknown) => {
  if (!(error instanceof Refusal) || error.code !== 'PAYOUT_RESOLVED') throw error;
};

/** Two instances hear two answers, or a voiding, at the same moment: whoever came first is read from what was done. */
async function bothAtOnce({ held, model, n }: Scene): Promise<void> {
  const before = model.status;
  const say = (at: number, what: 'paid' | 'refused' | 'void') =>
    what === 'void'
      ? voidWithdrawal(instance(at), { withdrawalId: held.id, ...key() }).catch(onlyResolved)
      : resolvePayout(instance(at), held.reference, what);
  const said = [pick(['paid', 'refused', 'void'] as const), pick(['paid', 'refused', 'void'] as const)];
  await Promise.all(said.map((what, at) => say(n + at, what)));
  const after = (await standing(held.id)).status;
  if (before === 'HELD') {
    expect(said.map((what) => (what === 'paid' ? 'PAID' : 'VOIDED'))).toContain(after);
    model.status = after;
  }
  if (model.status !== 'PAID' && said.includes('paid')) model.late = true;
}

describe('HZ-04 CJ-13 the answers of the bank in every order', () => {
  it('resolve each hold exactly once, and book each yuan that left to one account', { timeout: patience }, async () => {
    let owed = 0n;
    const ended: Record<string, number> = { PAID: 0, VOIDED: 0, EXPIRED: 0, late: 0 };
    for (let n = 0; n < size.schedules; n += 1) {
      const memberId = await member();
      const fen = BigInt(draw.between(1, 120_000));
      const held = await hold(memberId, fen);
      const model: Model = { status: 'HELD', late: false, day: 0, decided: undefined };
      const schedule = Array.from({ length: draw.between(2, 10) }, () => pick(steps));
      for (const [at, step] of schedule.entries()) {
        await play(step, { held, model, n: n + at });
        const { status } = await standing(held.id);
        expect(status, `seed ${size.seed}, schedule ${n}: ${schedule.slice(0, at + 1).join(', ')}`).toBe(model.status);
      }
      // Nothing is held for ever, whatever was never answered.
      model.day = Math.max(model.day, 8);
      register.clock.set(addDays(asked, model.day));
      await play('expire', { held, model, n });
      expect((await standing(held.id)).status).toBe(model.status);
      const left = model.status === 'PAID' ? fen : 0n;
      expect(await money(memberId)).toEqual({ flexible: yuan('1200') - left, held: 0n });
      if (model.late) owed += fen;
      expect(await paidLate(held.id)).toBe(model.late ? fen : 0n);
      ended[model.status] = (ended[model.status] ?? 0) + 1;
      ended['late'] = (ended['late'] ?? 0) + (model.late ? 1 : 0);
    }
    expect(await paidLate()).toBe(owed);
    expect(await auditBooks(register.database.manager)).toEqual([]);
    const sql = `SELECT count(*)::int AS n FROM payout_part p
      LEFT JOIN movement back ON back.reverses = p.hold_movement
      WHERE (back.id IS NULL) = (p.settle_movement IS NULL)`;
    expect(await rows(register.database, sql)).toEqual([{ n: 0 }]);
    report('bank answers', { seed: size.seed, schedules: size.schedules, ...ended, unresolved: 0 });
  });

  it('of which ten come at once from two instances have the effect of one', { timeout: patience }, async () => {
    for (let n = 0; n < size.races; n += 1) {
      const memberId = await member();
      const held = await hold(memberId, yuan('100'));
      const said = Array.from({ length: 10 }, () => pick(['paid', 'refused'] as const));
      await Promise.all(said.map((what, at) => resolvePayout(instance(at), held.reference, what)));
      const { status } = await standing(held.id);
      const left = status === 'PAID' ? yuan('100') : 0n;
      expect(await money(memberId)).toEqual({ flexible: yuan('1200') - left, held: 0n });
      const effects = await rows<{ effect: string }>(
        register.database,
        "SELECT effect FROM payout_answer WHERE payout_id = $1 AND effect IN ('SETTLED', 'RELEASED')",
        [held.id],
      );
      expect(effects).toHaveLength(1);
    }
    expect(await auditBooks(register.database.manager)).toEqual([]);
  });
});
