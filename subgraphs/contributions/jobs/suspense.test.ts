import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { auditBooks, trialBalance } from '#ledger/trial-balance.ts';
import { rows } from '#service/database.ts';
import { bankThat, pays } from '#test/banks.ts';
import { type Rehearsal, refusal, rehearse } from '#test/contributions.ts';
import type { EntrustedBank } from '../adaptors/bank.ts';
import type { DebitFile } from '../adaptors/debit-instruction.ts';
import { writeResult } from '../adaptors/debit-result.ts';
import { readDues } from '../operations/read-dues.ts';
import { readSuspense } from '../operations/read-suspense.ts';
import { resolveSuspense } from '../operations/resolve-suspense.ts';
import { takeDebitResult } from '../operations/take-debit-result.ts';
import { collectDue } from './collect.ts';

const changji = '652300';
let register: Rehearsal;
let members: string[];

beforeEach(async () => {
  register = await rehearse('2026-03-05');
  members = [];
  for (let n = 0; n < 3; n += 1) {
    members.push(await register.approve(changji));
    await register.sign(members[n]!);
  }
  register.clock.set('2026-03-20');
});
afterEach(async () => {
  expect(await auditBooks(register.database.manager)).toEqual([]);
  await register.close();
});

const staff = () => register.context({ audience: 'centre', cities: [changji] });
const collect = (bank: EntrustedBank) => collectDue(register.context({}, bank), changji, '2026-03-20');
const open = async () =>
  (await readSuspense(staff(), changji, { first: 50 })).edges.map(({ node }) => ({
    reason: node.reason,
    amount: node.openAmount,
    memberId: node.memberId,
  }));
const itemIds = async () => (await readSuspense(staff(), changji, { first: 50 })).edges.map(({ node }) => node.id);
const statusOf = async (memberId: string) =>
  (await readDues(register.context(), memberId, 2026)).find(({ month }) => month === '2026-03')!.status;
const balances = async () =>
  Object.fromEntries((await trialBalance(register.database.manager)).map(({ account, balance }) => [account, balance]));
const resolve = (itemId: string, given: { resolution: 'CREDIT' | 'RETURN'; memberId?: string }) =>
  resolveSuspense(staff(), { itemId, memberId: null, ...given, idempotencyKey: randomUUID() });
/** The files that the bank was handed, and one that answers each as `answer` says. */
function answering(answer: Parameters<typeof bankThat>[0]) {
  const files: DebitFile[] = [];
  const bank = bankThat((file) => {
    files.push(file);
    return answer(file);
  });
  return { bank, files };
}

describe('CJ-07 money that the bank took and that pays no dues', () => {
  it('goes to suspense line by line, and what is booked and suspended is what the bank says it took', async () => {
    await collect(
      bankThat(({ lines: [first, second, third] }) => [
        pays(first!),
        pays(first!),
        { ...pays(second!), fen: yuan('1300') },
        { ...pays(third!), outcome: 'insufficient-funds', fen: 0n },
        { ...pays(third!), lineId: 99, fen: yuan('5') },
      ]),
    );
    expect(await open()).toEqual([
      { reason: 'PAID_TWICE', amount: yuan('1200'), memberId: members[0] },
      { reason: 'WRONG_AMOUNT', amount: yuan('1300'), memberId: members[1] },
      { reason: 'UNKNOWN_LINE', amount: yuan('5'), memberId: null },
    ]);
    expect(await balances()).toMatchObject({
      'bank:custody': -yuan('3705'),
      'suspense:unmatched-debit': yuan('2505'),
      'personal:FLEXIBLE': yuan('1200'),
    });
    const [result] = await rows(
      register.database,
      'SELECT lines, paid_fen, booked_fen, suspended_fen FROM debit_result',
    );
    expect(result).toEqual({
      lines: 5,
      paid_fen: yuan('3705'),
      booked_fen: yuan('1200'),
      suspended_fen: yuan('2505'),
    });
    expect(await Promise.all(members.map(statusOf))).toEqual(['PAID', 'UNPAID', 'UNPAID']);
  });

  it('of a batch that nobody knows is kept too, once', async () => {
    const file = writeResult({
      batch: randomUUID(),
      city: changji,
      lines: [
        { lineId: 1, outcome: 'paid', fen: yuan('77') },
        { lineId: 2, outcome: 'account-closed', fen: 0n },
      ],
    });
    await takeDebitResult(register.context(), file);
    await takeDebitResult(register.context(), file);
    expect(await open()).toEqual([{ reason: 'UNKNOWN_BATCH', amount: yuan('77'), memberId: null }]);
    expect(await balances()).toMatchObject({ 'suspense:unmatched-debit': yuan('77') });
    const elsewhere = writeResult({ batch: randomUUID(), city: '110000', lines: [] });
    await expect(takeDebitResult(register.context(), elsewhere)).rejects.toThrow('a city that is not known');
  });
});

describe('CJ-07 a result file', () => {
  it('twice changes nothing, and another one for the same batch is refused', async () => {
    const { bank, files } = answering(({ lines }) => lines.map(pays));
    await collect(bank);
    const all = async () => [
      await rows(register.database, 'SELECT * FROM movement ORDER BY id'),
      await rows(register.database, 'SELECT * FROM period_due ORDER BY agreement_id, month'),
      await rows(register.database, 'SELECT * FROM debit_result'),
    ];
    const before = await all();
    const { batch, city, lines } = files[0]!;
    await takeDebitResult(register.context(), writeResult({ batch, city, lines: lines.map(pays) }));
    await takeDebitResult(
      register.context({ client: 'another' }),
      writeResult({ batch, city, lines: lines.map(pays) }),
    );
    expect(await all()).toEqual(before);
    const other = writeResult({ batch, city, lines: [...lines, lines[0]!].map(pays) });
    await expect(takeDebitResult(register.context(), other)).rejects.toThrow('answered already');
    expect(await all()).toEqual(before);
  });

  it('that comes days later is booked for the day of the debit, and until then nothing more is asked for', async () => {
    let answered = false;
    const { bank, files } = answering(({ lines }) => (answered ? lines.map(pays) : undefined));
    await collect(bank);
    register.clock.set('2026-04-20');
    await collectDue(register.context({}, bank), changji, '2026-04-20');
    expect(new Set(files.map(({ batch }) => batch)).size).toBe(1);
    expect(await statusOf(members[0]!)).toBe('ASKED');
    answered = true;
    await collectDue(register.context({}, bank), changji, '2026-04-20');
    const paid = await rows(register.database, 'SELECT period, booked_on FROM movement ORDER BY id');
    expect(paid).toEqual([
      ...members.map(() => ({ period: '2026-03', booked_on: '2026-03-20' })),
      ...members.map(() => ({ period: '2026-04', booked_on: '2026-04-20' })),
    ]);
  });
});

describe('CJ-07 resolving suspense', () => {
  const wrongAmount = () =>
    collect(bankThat(({ lines: [first, ...rest] }) => [{ ...pays(first!), fen: yuan('2500') }, ...rest.map(pays)]));

  it('pays a member’s oldest whole months, leaves the rest, and gives the rest back', async () => {
    await wrongAmount();
    const [id] = await itemIds();
    const credited = await resolve(id!, { resolution: 'CREDIT', memberId: members[0]! });
    expect(credited).toMatchObject({ amount: yuan('2500'), openAmount: yuan('100'), memberId: members[0] });
    const due = await readDues(register.context(), members[0]!, 2026);
    expect(due.filter(({ status }) => status === 'PAID').map(({ month }) => month)).toEqual(['2026-03', '2026-04']);
    const nothing = await refusal(resolve(id!, { resolution: 'CREDIT', memberId: members[0]! }));
    expect(nothing).toMatchObject({ code: 'AMOUNT_OUT_OF_BOUNDS', rule: '1200.00', clause: 'CJ-07' });
    const returned = await resolve(id!, { resolution: 'RETURN' });
    expect(returned).toMatchObject({
      openAmount: 0n,
      resolutions: [
        { resolution: 'CREDITED', memberId: members[0], amount: yuan('2400'), resolvedOn: '2026-03-20' },
        { resolution: 'RETURNED', memberId: null, amount: yuan('100'), resolvedOn: '2026-03-20' },
      ],
    });
    expect(await open()).toEqual([]);
    expect(await balances()).toMatchObject({ 'suspense:unmatched-debit': 0n, 'bank:custody': -yuan('4800') });
    for (const resolution of ['CREDIT', 'RETURN'] as const) {
      const done = await refusal(resolve(id!, { resolution, memberId: members[0]! }));
      expect(done.code).toBe('SUSPENSE_RESOLVED');
    }
  });

  it('is for the staff of its city, and for members of it', async () => {
    await wrongAmount();
    const [itemId] = await itemIds();
    const huzhou = register.context({ audience: 'centre', cities: ['330500'] });
    const input = { itemId: itemId!, resolution: 'RETURN' as const, memberId: null, idempotencyKey: randomUUID() };
    expect((await refusal(resolveSuspense(huzhou, input))).code).toBe('NOT_FOUND');
    expect((await refusal(readSuspense(huzhou, changji, { first: 5 }))).code).toBe('FORBIDDEN');
    expect((await refusal(resolve('no-such-item', { resolution: 'RETURN' }))).code).toBe('NOT_FOUND');
    const elsewhere = await register.approve('330500');
    await register.sign(elsewhere, { firstContribution: yuan('1200') });
    const both = register.context({ audience: 'centre', cities: [changji, '330500'] });
    const other = { itemId: itemId!, resolution: 'CREDIT' as const, memberId: elsewhere, idempotencyKey: randomUUID() };
    expect(await refusal(resolveSuspense(both, other))).toMatchObject({ code: 'ACCOUNT_NOT_OPEN' });
    const nobody = await refusal(resolve(itemId!, { resolution: 'CREDIT' }));
    expect(nobody).toMatchObject({ code: 'INVALID_INPUT', field: 'memberId' });
  });

  it('at once by several pays once', async () => {
    await wrongAmount();
    const [itemId] = await itemIds();
    const tries = Array.from({ length: 6 }, () =>
      resolve(itemId!, { resolution: 'RETURN' }).catch((error) => error.code),
    );
    const ended = await Promise.all(tries);
    expect(ended.filter((each) => each === 'SUSPENSE_RESOLVED')).toHaveLength(5);
    expect(await balances()).toMatchObject({ 'suspense:unmatched-debit': 0n });
  });

  it('CJ-12 pays no month of an agreement that has ended', async () => {
    await wrongAmount();
    const [itemId] = await itemIds();
    register.clock.set('2026-08-02');
    const late = await refusal(resolve(itemId!, { resolution: 'CREDIT', memberId: members[0]! }));
    expect(late).toMatchObject({ code: 'BACK_PAYMENT_REFUSED', clause: 'CJ-12' });
  });
});
