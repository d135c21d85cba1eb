import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { rows } from '#service/database.ts';
import { type Rehearsal, refusal, rehearse } from '#test/contributions.ts';
import { freezeAccount } from './freeze-account.ts';
import { holdOffset } from './hold-offset.ts';
import { resolveOffset } from './resolve-offset.ts';
import { voidWithdrawal } from './void-withdrawal.ts';
import { withdraw } from './withdraw.ts';

let register: Rehearsal;
let memberId: string;

beforeAll(async () => {
  register = await rehearse('2026-07-20');
});
afterAll(() => register?.close());
beforeEach(async () => {
  memberId = await register.approve('330500');
  await register.sign(memberId, { base: yuan('7180'), ratio: '10%', firstContribution: yuan('718') });
  register.told.length = 0;
});

const key = () => ({ idempotencyKey: randomUUID() });
const ask = async (fen: bigint, offsetId = randomUUID(), of = memberId) => {
  const event = {
    type: 'offset-requested' as const,
    offsetId,
    loanId: randomUUID(),
    memberId: of,
    city: '330500' as const,
  };
  await holdOffset(register.context(), { id: randomUUID(), event: { ...event, fen: fen.toString() } });
  return offsetId;
};
const decide = (offsetId: string, booked: boolean, on = '2026-07-20') => {
  const event = { type: 'offset-decided' as const, offsetId, memberId, booked, ...(booked ? { on } : {}) };
  return resolveOffset(register.context(), { id: randomUUID(), event });
};
const balances = async () => {
  const sql = 'SELECT segment, balance FROM ledger_account WHERE owner = $1 AND balance > 0 ORDER BY segment';
  const found = await rows<{ segment: string; balance: bigint }>(register.database, sql, [memberId]);
  return found.map(({ segment, balance }) => [segment, balance]);
};
const cleared = async () => {
  const sql = `SELECT coalesce(sum(m.fen), 0)::bigint AS fen FROM movement m JOIN ledger_account l ON l.id = m.to_account
    WHERE l.code = 'clearing:loans'`;
  return (await rows<{ fen: bigint }>(register.database, sql))[0]!.fen;
};

describe('HZ-03 what an account gives towards its member’s loan', () => {
  it('is held as far as it goes, and settled to the clearing between the books once the loan has taken it', async () => {
    const before = await cleared();
    const offsetId = await ask(100_000n);
    expect(register.told).toMatchObject([{ type: 'offset-held', offsetId, memberId, fen: '71800' }]);
    expect(await balances()).toEqual([['HELD', 71_800n]]);
    await decide(offsetId, true);
    await decide(offsetId, true);
    expect(await balances()).toEqual([]);
    expect((await cleared()) - before).toBe(71_800n);
    expect(await auditBooks(register.database.manager)).toEqual([]);
  });

  it('is never more than what was asked for, and is given back where the loan did not take it', async () => {
    const offsetId = await ask(10_000n);
    expect(await balances()).toEqual([
      ['FLEXIBLE', 61_800n],
      ['HELD', 10_000n],
    ]);
    await decide(offsetId, false);
    expect(await balances()).toEqual([['FLEXIBLE', 71_800n]]);
    // A later word to the contrary changes nothing and is kept for the staff.
    await decide(offsetId, false);
    expect(await balances()).toEqual([['FLEXIBLE', 71_800n]]);
  });

  it('asked for again is told again, and held once', async () => {
    const offsetId = await ask(10_000n);
    await ask(10_000n, offsetId);
    const held = { type: 'offset-held', offsetId, memberId, fen: '10000' };
    expect(register.told).toMatchObject([held, held]);
    expect(await balances()).toContainEqual(['HELD', 10_000n]);
    await decide(offsetId, true);
    register.told.length = 0;
    await ask(10_000n, offsetId);
    expect(register.told).toEqual([]);
  });

  it('is nothing before the account is open, while it is frozen, while money is on its way out, or where there is none', async () => {
    const stranger = await register.approve('330500');
    await ask(100n, randomUUID(), stranger);
    register.paying.habit = () => undefined;
    const { id } = await withdraw(register.context(), { memberId, amount: yuan('718'), reasonCode: '99', ...key() });
    await ask(100n);
    register.paying.habit = () => 'paid';
    await register.payOut();
    await ask(100n);
    expect(id).toBeDefined();
    memberId = await register.approve('330500');
    await register.sign(memberId, { base: yuan('7180'), ratio: '10%', firstContribution: yuan('718') });
    const freeze = { memberId, kind: 'RECEIVE_ONLY' as const, authority: '法院', document: '1号', ...key() };
    await freezeAccount(register.context(), freeze);
    await ask(100n);
    const reasons = register.told.flatMap((event) => (event.type === 'offset-refused' ? [event.reason] : []));
    expect(reasons).toEqual(['ACCOUNT_NOT_OPEN', 'PAYOUT_IN_PROGRESS', 'BALANCE_TOO_LOW', 'ACCOUNT_FROZEN']);
  });

  it('is what a partial freeze leaves free, with what it keeps back; nothing where it keeps all', async () => {
    const freeze = { memberId, authority: '法院', document: '1号' };
    const partial = { kind: 'PARTIAL' as const, amount: yuan('500') };
    await freezeAccount(register.context(), { ...freeze, ...partial, ...key() });
    const offsetId = await ask(100_000n);
    const figure = { name: 'loan.offsetSegments', text: 'FLEXIBLE', status: 'unknown' };
    const part = { segment: 'FLEXIBLE', takenFen: '21800', leftOutFen: '50000', reason: 'FROZEN' };
    expect(register.told).toMatchObject([
      { type: 'offset-held', fen: '21800', explained: { asOf: '2026-07-20', parts: [part], figure } },
    ]);
    expect(await balances()).toEqual([
      ['FLEXIBLE', 50_000n],
      ['HELD', 21_800n],
    ]);
    await decide(offsetId, true);
    register.told.length = 0;
    await ask(100n);
    const none = { segment: 'FLEXIBLE', takenFen: '0', leftOutFen: '100', reason: 'FROZEN' };
    expect(register.told).toMatchObject([
      { type: 'offset-refused', reason: 'ACCOUNT_FROZEN', explained: { parts: [none] } },
    ]);
  });

  it('is only of the segments that the city takes: a subsidy and interest stay, and are told as left out', async () => {
    const sql = 'UPDATE ledger_account SET balance = balance + $2 WHERE owner = $1 AND segment = $3';
    // Beside the book, only to have something in these segments.
    for (const segment of ['SUBSIDY', 'INTEREST']) await register.database.query(sql, [memberId, 500n, segment]);
    const offsetId = await ask(72_500n);
    expect(register.told).toMatchObject([{ type: 'offset-held', fen: '71800' }]);
    const [told] = register.told;
    expect(told!.type === 'offset-held' && told!.explained!.parts).toEqual([
      { segment: 'FLEXIBLE', takenFen: '71800', leftOutFen: '0', reason: null },
      { segment: 'SUBSIDY', takenFen: '0', leftOutFen: '500', reason: 'SEGMENT_NOT_TAKEN' },
      { segment: 'INTEREST', takenFen: '0', leftOutFen: '200', reason: 'SEGMENT_NOT_TAKEN' },
    ]);
    await decide(offsetId, true);
    expect(await balances()).toEqual([
      ['INTEREST', 500n],
      ['SUBSIDY', 500n],
    ]);
  });

  it('is booked here on the day that the loan register has it in its book, though that is told the day after', async () => {
    const offsetId = await ask(10_000n);
    register.clock.set('2026-07-22');
    await decide(offsetId, true, '2026-07-21');
    const sql = `SELECT m.booked_on AS "bookedOn" FROM payout p JOIN payout_part part ON part.payout_id = p.id
      JOIN movement m ON m.id = part.settle_movement WHERE p.reference = $1`;
    expect(await rows(register.database, sql, [offsetId])).toEqual([{ bookedOn: '2026-07-21' }]);
    register.clock.set('2026-07-20');
  });

  it('is one payout among others: another waits for it, and the staff do not void it', async () => {
    const offsetId = await ask(100n);
    const asked = withdraw(register.context(), { memberId, amount: 100n, reasonCode: '99', ...key() });
    expect(await refusal(asked)).toMatchObject({ code: 'IN_PROGRESS' });
    register.told.length = 0;
    await ask(100n);
    expect(register.told).toMatchObject([{ type: 'offset-refused', reason: 'PAYOUT_IN_PROGRESS' }]);
    const [payout] = await rows<{ id: string }>(register.database, 'SELECT id FROM payout WHERE reference = $1', [
      offsetId,
    ]);
    const voided = voidWithdrawal(register.context(), { withdrawalId: payout!.id, ...key() });
    expect(await refusal(voided)).toMatchObject({ code: 'NOT_FOUND' });
    await register.payOut();
    expect(await balances()).toContainEqual(['HELD', 100n]);
  });
});
