import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '#contributions/context.ts';
import { openContributions } from '#contributions/database.ts';
import { payOut } from '#contributions/jobs/payouts.ts';
import { changePlan } from '#contributions/operations/change-plan.ts';
import { contribute } from '#contributions/operations/contribute.ts';
import { signAgreement } from '#contributions/operations/sign-agreement.ts';
import { withdraw } from '#contributions/operations/withdraw.ts';
import { firstDay, nextMonth } from '#kernel/calendar.ts';
import { type Fen, yuan } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { random } from '#local/life/random.ts';
import { type Database, rows } from '#service/database.ts';
import { canonicalJson } from '#service/json.ts';
import { type Rehearsal, refusal, rehearse } from '#test/contributions.ts';
import { everyRow } from './every-row.ts';
import { proofSize, report } from './proof-size.ts';

const huzhou = '330500';
const today = '2026-07-01';
const size = proofSize({
  small: { clients: 50, rounds: 5, commands: 200 },
  full: { clients: 500, rounds: 20, commands: 10_000 },
});
const draw = random(size.seed);
const patience = 1_800_000;
let register: Rehearsal;
/** A second instance of the register on the same database. */
let second: Database;

beforeAll(async () => {
  register = await rehearse(today);
  second = await openContributions(register.url, 6);
});
afterAll(async () => {
  await second?.destroy();
  await register?.close();
});

const key = () => ({ idempotencyKey: randomUUID() });
/** The contexts of the two instances in turn. */
const instance = (n: number): Context =>
  n % 2 === 0 ? register.context() : { ...register.context(), database: second };

/** How each of several commands given at once ended: done, or the code of its refusal; a fault is thrown. */
async function outcomes(commands: readonly Promise<unknown>[]): Promise<Record<string, number>> {
  const counted: Record<string, number> = {};
  for (const end of await Promise.allSettled(commands)) {
    if (end.status === 'rejected' && !(end.reason instanceof Refusal)) throw end.reason;
    const outcome = end.status === 'fulfilled' ? 'done' : end.reason.code;
    counted[outcome] = (counted[outcome] ?? 0) + 1;
  }
  return counted;
}

describe('HZ-04 many clients and one account', () => {
  const held = async (memberId: string) => {
    const sql = 'SELECT sum(balance)::bigint AS fen FROM ledger_account WHERE owner = $1';
    return (await rows<{ fen: Fen }>(register.database, sql, [memberId]))[0]!.fen;
  };

  /** Takes as a client does: waits while another's is under way, and has its own paid. */
  async function takeInTurn(context: Context, memberId: string, amount: Fen): Promise<'done' | 'BALANCE_TOO_LOW'> {
    for (;;) {
      try {
        const held = await withdraw(context, { memberId, amount, reasonCode: '99', ...key() });
        await payOut(context, held.id);
        return 'done';
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        if (error.code === 'BALANCE_TOO_LOW') return error.code;
        if (error.code !== 'IN_PROGRESS') throw error;
      }
    }
  }

  /** All at once: one is held; then the others in turn, sixteen at a time, until each is paid or there is too little. */
  async function takeAll(memberId: string, amount: Fen): Promise<Record<string, number>> {
    const take = (n: number) => withdraw(instance(n), { memberId, amount, reasonCode: '99', ...key() });
    const first = await outcomes(Array.from({ length: size.clients }, (_, n) => take(n)));
    expect(first).toEqual({ done: 1, IN_PROGRESS: size.clients - 1 });
    await register.payOut();
    const ended: Record<string, number> = { done: 1 };
    const waiting = Array.from({ length: size.clients - 1 }, (_, n) => n).values();
    const lane = async () => {
      for (const n of waiting) {
        const end = await takeInTurn(instance(n), memberId, amount);
        ended[end] = (ended[end] ?? 0) + 1;
      }
    };
    await Promise.all(Array.from({ length: 16 }, lane));
    return ended;
  }

  it('are paid as often as the balance holds the amount, and not once more', { timeout: patience }, async () => {
    const memberId = await register.approve(huzhou);
    await register.sign(memberId, { firstContribution: yuan('1200') });
    let paidOut = 0;
    for (let round = 0, month = '2026-07'; round < size.rounds; round += 1, month = nextMonth(month)) {
      register.clock.set(firstDay(month));
      if (round > 0) await contribute(register.context(), { memberId, month, amount: yuan('1200'), ...key() });
      const before = await held(memberId);
      // Between a third of the clients and all of them can be paid.
      const amount = before / BigInt(draw.between(Math.ceil(size.clients / 3), size.clients));
      const ended = await takeAll(memberId, amount);
      const can = Math.min(Number(before / amount), size.clients);
      const tooMany = size.clients - can;
      expect(ended).toEqual(tooMany > 0 ? { done: can, BALANCE_TOO_LOW: tooMany } : { done: can });
      expect(await held(memberId)).toBe(before - BigInt(can) * amount);
      paidOut += can;
    }
    register.clock.set(today);
    expect(await auditBooks(register.database.manager)).toEqual([]);
    const { seed, clients, rounds } = size;
    report('withdrawals from one account', { seed, clients, rounds, paidOut, refused: rounds * clients - paidOut });
  });
});

/** A command that was answered, as it can be sent again, and as it would be with another body or under another name. */
type Recorded = {
  answer: string;
  again(context: Context): Promise<unknown>;
  otherBody(context: Context): Promise<unknown>;
  otherName(context: Context): Promise<unknown>;
};

describe('commands that are sent again', () => {
  const recorded: Recorded[] = [];

  async function record<Input extends { memberId: string; idempotencyKey: string }>(
    command: (context: Context, input: Input) => Promise<unknown>,
    input: Input,
    other: Partial<Input>,
  ): Promise<void> {
    const { memberId, idempotencyKey } = input;
    const answer = await command(register.context(), input);
    const withdrawal = { memberId, idempotencyKey, amount: 1n, reasonCode: '01' };
    recorded.push({
      answer: canonicalJson(answer),
      again: (context) => command(context, { ...input }),
      otherBody: (context) => command(context, { ...input, ...other }),
      otherName: (context) =>
        command === (withdraw as unknown)
          ? contribute(context, { ...withdrawal, month: '2026-07' })
          : withdraw(context, withdrawal),
    });
    // What was held is paid, so that the next can be.
    if (command === (withdraw as unknown)) await payOut(register.context(), (answer as { id: string }).id);
  }

  /** Signs, pays a month, takes some out, changes the plan and takes some out again. */
  async function life(n: number): Promise<void> {
    const memberId = await register.approve(huzhou);
    const about = () => ({ memberId, ...key() });
    const plan = { base: yuan('6000'), ratio: '20%', mode: 'MONTHLY' as const };
    const debitAccount = `62221111${String(n).padStart(8, '0')}`;
    const signing = { ...about(), ...plan, debitAccount, firstContribution: yuan('1200') };
    const some = () => ({ ...about(), amount: BigInt(draw.between(1, 60_000)), reasonCode: '99' });
    await record(signAgreement, signing, { ratio: '18%' });
    await record(contribute, { ...about(), month: '2026-08', amount: yuan('1200') }, { amount: yuan('2400') });
    await record(withdraw, some(), { amount: 60_001n });
    await record(changePlan, { ...about(), base: yuan('7000'), ratio: '20%' }, { base: yuan('6500') });
    await record(withdraw, some(), { reasonCode: '01' });
  }

  beforeAll(async () => {
    await Promise.all(
      Array.from({ length: 8 }, async (_, lane) => {
        for (let n = lane; n * 5 < size.commands; n += 8) await life(n);
      }),
    );
  }, patience);

  const shuffled = () =>
    recorded
      .map((command) => ({ command, at: draw.next() }))
      .sort((a, b) => a.at - b.at)
      .map(({ command }) => command);

  /** Does the work for each command, so many at a time, on both instances; nothing may change by it. */
  async function changesNothing(
    commands: readonly Recorded[],
    atATime: number,
    work: (command: Recorded, context: Context) => Promise<void>,
  ): Promise<void> {
    const told = register.told.length;
    const before = await everyRow(register.database, 'contributions');
    const queue = commands.values();
    const lane = async (n: number) => {
      for (const command of queue) await work(command, instance(n));
    };
    await Promise.all(Array.from({ length: atATime }, (_, n) => lane(n)));
    expect(await everyRow(register.database, 'contributions')).toEqual(before);
    expect(register.told.length).toBe(told);
  }
  const sameAnswer = async ({ again, answer }: Recorded, context: Context) =>
    expect(canonicalJson(await again(context))).toBe(answer);

  it.each([
    ['in their order', 1, () => recorded],
    ['backwards', 1, () => recorded.toReversed()],
    ['shuffled', 1, shuffled],
    ['shuffled, eight at a time, on two instances', 8, shuffled],
  ])('%s are answered as the first time and change no row', { timeout: patience }, async (order, atATime, given) => {
    expect(recorded.length).toBeGreaterThanOrEqual(size.commands);
    await changesNothing(given(), atATime, sameAnswer);
    report(`replayed ${order}`, { seed: size.seed, commands: recorded.length, changedRows: 0 });
  });

  it('on a later day, when they would be refused as new, are answered as the first time', {
    timeout: patience,
  }, async () => {
    register.clock.set('2026-12-31');
    await changesNothing(recorded, 8, sameAnswer);
    register.clock.set(today);
  });

  it('with another body or as another command are refused every time', { timeout: patience }, async () => {
    let refused = 0;
    await changesNothing(shuffled(), 8, async ({ otherBody, otherName }, context) => {
      for (const send of [otherBody, otherName]) {
        expect(await refusal(send(context))).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED', field: 'idempotencyKey' });
        refused += 1;
      }
    });
    report('keys used for another command', { seed: size.seed, refused, accepted: 2 * recorded.length - refused });
  });

  it('while the first is still under way have one effect and one answer', { timeout: patience }, async () => {
    const memberId = await register.approve(huzhou);
    await register.sign(memberId, { firstContribution: yuan('1200') });
    for (let n = 0; n < size.rounds; n += 1) {
      const taking = { memberId, amount: BigInt(draw.between(1, 5_000)), reasonCode: '99', ...key() };
      const answers = await Promise.all(Array.from({ length: 10 }, (_, copy) => withdraw(instance(copy), taking)));
      expect(new Set(answers.map(canonicalJson)).size).toBe(1);
      await register.payOut();
    }
    const sql = `SELECT count(*)::int AS n FROM movement m JOIN ledger_account a ON a.id = m.from_account WHERE a.owner = $1`;
    // Each is held, and then leaves.
    expect(await rows(register.database, sql, [memberId])).toEqual([{ n: 2 * size.rounds }]);
  });

  it('after they were refused leave no trace, however often, until they can be done', async () => {
    const memberId = await register.approve(huzhou);
    await register.sign(memberId, { firstContribution: yuan('1200') });
    const tooMuch = { memberId, amount: yuan('1200.01'), reasonCode: '99', ...key() };
    await changesNothing(recorded.slice(0, 20), 8, async (_, context) => {
      expect(await refusal(withdraw(context, tooMuch))).toMatchObject({ code: 'BALANCE_TOO_LOW' });
    });
    await contribute(register.context(), { memberId, month: '2026-08', amount: yuan('1200'), ...key() });
    const both = await Promise.all([0, 1].map((n) => withdraw(instance(n), tooMuch)));
    expect(both[1]).toEqual(both[0]);
    expect(await auditBooks(register.database.manager)).toEqual([]);
  });
});
