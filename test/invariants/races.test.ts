import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '#contributions/context.ts';
import { openContributions } from '#contributions/database.ts';
import { contribute } from '#contributions/operations/contribute.ts';
import { payOut } from '#contributions/operations/pay-out.ts';
import { withdraw } from '#contributions/operations/withdraw.ts';
import { firstDay, nextMonth } from '#kernel/calendar.ts';
import { type Fen, yuan } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { random } from '#local/life/random.ts';
import { type Database, rows } from '#service/database.ts';
import { type Rehearsal, rehearse } from '#test/contributions.ts';
import { proofSize, report } from './proof-size.ts';

const huzhou = '330500';
const today = '2026-07-01';
const size = proofSize({
  small: { clients: 50, rounds: 3 },
  full: { clients: 500, rounds: 20 },
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

/** How a command ended: done, the code of its refusal, or that no connection was free in time; a fault is thrown. */
const endOf = (command: Promise<unknown>): Promise<string> =>
  command.then(
    () => 'done',
    (error: Error) => {
      if (error instanceof Refusal) return error.code;
      if (error.message === 'timeout exceeded when trying to connect') return 'BUSY';
      throw error;
    },
  );

describe('HZ-04 many clients and one account', () => {
  const held = async (memberId: string) => {
    const sql = 'SELECT sum(balance)::bigint AS fen FROM ledger_account WHERE owner = $1';
    return (await rows<{ fen: Fen }>(register.database, sql, [memberId]))[0]!.fen;
  };

  let paid = Promise.withResolvers<void>();
  const take = async (context: Context, memberId: string, amount: Fen) => {
    const held = await withdraw(context, { memberId, amount, reasonCode: '99', ...key() });
    while ((await endOf(payOut(context, held.id))) === 'BUSY');
    paid.resolve();
    paid = Promise.withResolvers();
  };

  /** Takes as a client does: asks again while another's is under way, or the register is busy, and has its own paid. */
  async function takeInTurn(context: Context, memberId: string, amount: Fen): Promise<string> {
    for (;;) {
      const next = paid.promise;
      const end = await endOf(take(context, memberId, amount));
      if (end === 'IN_PROGRESS') await next;
      else if (end !== 'BUSY') return end;
    }
  }

  /** All at once: one is held; then the others in turn, eight at a time, until each is paid or there is too little. */
  async function takeAll(memberId: string, amount: Fen): Promise<Record<string, number>> {
    const asking = { memberId, amount, reasonCode: '99' };
    const clients = Array.from({ length: size.clients }, (_, n) => n);
    const first = await Promise.all(clients.map((n) => endOf(withdraw(instance(n), { ...asking, ...key() }))));
    expect(first.filter((end) => end === 'done')).toHaveLength(1);
    expect(first.filter((end) => !['done', 'IN_PROGRESS', 'BUSY'].includes(end))).toEqual([]);
    await register.payOut();
    const ended: Record<string, number> = { done: 1 };
    const waiting = clients.slice(1).values();
    const lane = async () => {
      for (const n of waiting) {
        const end = await takeInTurn(instance(n), memberId, amount);
        ended[end] = (ended[end] ?? 0) + 1;
      }
    };
    await Promise.all(Array.from({ length: 8 }, lane));
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
