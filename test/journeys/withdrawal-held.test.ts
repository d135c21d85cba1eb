import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPayout } from '#contributions/operations/payouts.ts';
import { resolvePayout } from '#contributions/operations/resolve-payout.ts';
import { type Agency, accountOf, agency, collect, join, mine, newKey } from '#test/agencies.ts';
import { identityNumber } from '#test/members.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// Money on its way out, from the counter to the bank and back; what keeps it in; and what was booked wrongly. The bank of
// the test pays at once, when it hears of an order.

let stack: TestStack;
let huzhou: Agency;
let changji: Agency;

beforeAll(async () => {
  stack = await startTestStack('2026-10-12');
  huzhou = agency(stack, 'centre-huzhou', undefined, 'clerk-1');
  changji = agency(stack, 'centre-changji', undefined, 'clerk-1');
});
afterAll(() => stack?.stop());

const plan = { base: '6000.00', ratio: '20%', firstContribution: '1200.00' };
const joinIn = (city: 'changji' | 'huzhou') =>
  join(stack, city, { identityNumber: identityNumber('1990-02-03') }, plan);
const selfOf = (memberId: string) => agency(stack, 'member-demo', memberId);

const withdraw = `mutation ($input: WithdrawInput!) {
  withdraw(input: $input) { id kind status amount reasonCode requestedOn decideBy expiresOn resolvedOn demonstrationFigures } }`;
const voidIt = 'mutation ($input: VoidWithdrawalInput!) { voidWithdrawal(input: $input) { status resolvedOn } }';
const freezeIt = `mutation ($input: FreezeAccountInput!) {
  freezeAccount(input: $input) { id kind amount authority document fromOn until liftedOn } }`;
const unfreezeIt = 'mutation ($input: UnfreezeAccountInput!) { unfreezeAccount(input: $input) { liftedOn } }';
const proposeIt = `mutation ($input: ProposeCorrectionInput!) {
  proposeCorrection(input: $input) { id status amount period proposedBy } }`;
const decideIt = `mutation ($input: DecideCorrectionInput!) {
  decideCorrection(input: $input) { status decidedBy reversal } }`;
const wish = (memberId: string, more: object = {}) => ({
  input: { memberId, amount: '500.00', reasonCode: '99', idempotencyKey: newKey(), ...more },
});
const withdrawalsOf = async (self: Agency) => {
  const query = '{ me { account { withdrawals { id kind status amount reasonCode resolvedOn } } } }';
  const told = await self.ask<{ me: { account: { withdrawals: Record<string, unknown>[] } } }>(query);
  return told.me.account.withdrawals;
};

describe('HZ-04 a withdrawal in Huzhou', () => {
  it('is held, seen by the member, and paid by the bank', async () => {
    const memberId = await joinIn('huzhou');
    const self = selfOf(memberId);
    const told = await huzhou.ask<{ withdraw: Record<string, unknown> }>(withdraw, wish(memberId));
    expect(told.withdraw).toMatchObject({
      ...{ kind: 'WITHDRAWAL', status: 'HELD', amount: '500.00', reasonCode: '99', resolvedOn: null },
      ...{ requestedOn: '2026-10-12', decideBy: '2026-10-15', expiresOn: '2026-10-19' },
      demonstrationFigures: ['withdrawal.holdDays', 'national.loan.dayKind'],
    });
    expect(await huzhou.refused(withdraw, wish(memberId))).toMatchObject({ code: 'IN_PROGRESS' });
    const held = await accountOf(self, '2026-10-12');
    expect(held.balance).toBe('1200.00');
    expect(held.segments).toContainEqual({ segment: 'HELD', balance: '500.00' });
    await stack.world.hear();
    expect(await accountOf(self)).toMatchObject({ balance: '700.00' });
    expect(await withdrawalsOf(self)).toMatchObject([{ status: 'PAID', amount: '500.00', resolvedOn: '2026-10-12' }]);
    expect((await mine(self)).streak['fundsUsed']).toBe(false);
    const late = { input: { withdrawalId: told.withdraw['id'], idempotencyKey: newKey() } };
    expect(await huzhou.refused(voidIt, late)).toMatchObject({ code: 'PAYOUT_RESOLVED', field: 'withdrawalId' });
  });

  it('is given back on request while the bank has not paid', async () => {
    const memberId = await joinIn('huzhou');
    const told = await huzhou.ask<{ withdraw: { id: string } }>(withdraw, wish(memberId));
    const input = { withdrawalId: told.withdraw.id, idempotencyKey: newKey() };
    expect(await changji.refused(voidIt, { input })).toMatchObject({ code: 'NOT_FOUND' });
    const voided = { voidWithdrawal: { status: 'VOIDED', resolvedOn: '2026-10-12' } };
    expect(await huzhou.ask(voidIt, { input })).toEqual(voided);
    await stack.world.hear();
    expect(await accountOf(selfOf(memberId))).toMatchObject({ balance: '1200.00' });
    expect(await huzhou.ask('{ irregularPayouts(city: HUZHOU) { effect } }')).toEqual({ irregularPayouts: [] });
    expect(await huzhou.refused('{ irregularPayouts(city: CHANGJI) { effect } }')).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('is shown to the staff when the bank paid it too late, until whoever was paid has returned it', async () => {
    const memberId = await joinIn('huzhou');
    const told = await huzhou.ask<{ withdraw: { id: string } }>(withdraw, wish(memberId));
    const withdrawalId = told.withdraw.id;
    await huzhou.ask(voidIt, { input: { withdrawalId, idempotencyKey: newKey() } });
    const runs = stack.world.runs.contributions;
    const { reference } = (await findPayout(runs.database, 'id', withdrawalId))!;
    await resolvePayout(runs, reference, 'paid');
    const seen =
      '{ irregularPayouts(city: HUZHOU) { outcome effect answeredOn recoveredOn withdrawal { id status } } }';
    const late = { outcome: 'PAID', effect: 'LATE', answeredOn: '2026-10-12', recoveredOn: null };
    const withdrawal = { id: withdrawalId, status: 'VOIDED' };
    expect(await huzhou.ask(seen)).toEqual({ irregularPayouts: [{ ...late, withdrawal }] });
    const recover = 'mutation ($input: RecoverPayoutInput!) { recoverPayout(input: $input) { status } }';
    const recovering = { withdrawalId, way: 'RETURNED', idempotencyKey: newKey() };
    expect(await huzhou.ask(recover, { input: recovering })).toEqual({ recoverPayout: { status: 'VOIDED' } });
    const recovered = { ...late, recoveredOn: '2026-10-12', withdrawal };
    expect(await huzhou.ask(seen)).toEqual({ irregularPayouts: [recovered] });
    expect(await accountOf(selfOf(memberId))).toMatchObject({ balance: '1200.00' });
  });
});

describe('CJ-13 a withdrawal in Changji', () => {
  it('is paid for a reason that the city takes, with its evidence, and for no other', async () => {
    const memberId = await joinIn('changji');
    const other = await changji.refused(withdraw, wish(memberId, { reasonCode: '03', evidenceReference: 'X' }));
    expect(other).toMatchObject({ code: 'NOT_ELIGIBLE', clause: 'CJ-13', rule: '01, 02, 06, 07, 99' });
    const bare = await changji.refused(withdraw, wish(memberId, { reasonCode: '01' }));
    expect(bare).toMatchObject({ code: 'INVALID_INPUT', field: 'evidenceReference' });
    await changji.ask(withdraw, wish(memberId, { reasonCode: '01', evidenceReference: 'HT-2026-17' }));
    await stack.world.hear();
    expect(await withdrawalsOf(selfOf(memberId))).toMatchObject([{ status: 'PAID', reasonCode: '01' }]);
  });
});

describe('CJ-13 a frozen account', () => {
  it('is shown to its member with the authority’s document, pays nothing out, and is free when it is lifted', async () => {
    const memberId = await joinIn('huzhou');
    const self = selfOf(memberId);
    const freezing = { memberId, kind: 'RECEIVE_ONLY', authority: '湖州市中级人民法院', document: '浙05执7号' };
    const { freezeAccount } = await huzhou.ask<{ freezeAccount: { id: string } }>(freezeIt, {
      input: { ...freezing, idempotencyKey: newKey() },
    });
    const refused = await huzhou.refused(withdraw, wish(memberId));
    expect(refused).toMatchObject({ code: 'ACCOUNT_FROZEN', rule: '只收不付' });
    const query =
      '{ me { account { statusCode freezes { kind authority document fromOn liftedOn liftedDocument } } } }';
    const seen = { kind: 'RECEIVE_ONLY', authority: '湖州市中级人民法院', document: '浙05执7号', fromOn: '2026-10-12' };
    expect(await self.ask(query)).toMatchObject({ me: { account: { statusCode: '06', freezes: [seen] } } });
    const lifting = { freezeId: freezeAccount.id, document: '浙05执8号', idempotencyKey: newKey() };
    expect(await changji.refused(unfreezeIt, { input: lifting })).toMatchObject({ code: 'NOT_FOUND' });
    await huzhou.ask(unfreezeIt, { input: lifting });
    const lifted = { ...seen, liftedOn: '2026-10-12', liftedDocument: '浙05执8号' };
    expect(await self.ask(query)).toMatchObject({ me: { account: { statusCode: '01', freezes: [lifted] } } });
  });
});

describe('A.9 a contribution that was booked wrongly', () => {
  const months = (self: Agency) =>
    self.ask<{ me: { account: { movements: { edges: { node: Record<string, string | null> }[] } } } }>(
      '{ me { account { movements(first: 9) { edges { node { id period amount reverses reversedBy } } } } } }',
    );

  it('CJ-14 is taken back by two officers, seen as such by the member, and leaves the deduction', async () => {
    const memberId = await joinIn('changji');
    const self = selfOf(memberId);
    await collect(stack, '2026-11');
    const edges = (await months(self)).me.account.movements.edges;
    const wrong = edges.find(({ node }) => node['period'] === '2026-11')!.node;
    const proposing = { movementId: wrong['id'], reason: 'BANK_RETURNED', note: '银行退款', idempotencyKey: newKey() };
    const anonymous = agency(stack, 'centre-changji');
    expect(await anonymous.refused(proposeIt, { input: proposing })).toMatchObject({ code: 'FORBIDDEN' });
    const { proposeCorrection } = await changji.ask<{ proposeCorrection: { id: string } }>(proposeIt, {
      input: proposing,
    });
    const pending = '{ pendingCorrections(city: CHANGJI) { id status } }';
    expect(await changji.ask(pending)).toEqual({
      pendingCorrections: [{ id: proposeCorrection.id, status: 'PROPOSED' }],
    });
    const deciding = { correctionId: proposeCorrection.id, decision: 'BOOK', idempotencyKey: newKey() };
    const own = await changji.refused(decideIt, { input: deciding });
    expect(own).toMatchObject({ code: 'FORBIDDEN', rule: 'four-eyes' });
    const second = agency(stack, 'centre-changji', undefined, 'clerk-2');
    const { decideCorrection } = await second.ask<{ decideCorrection: Record<string, string> }>(decideIt, {
      input: deciding,
    });
    expect(decideCorrection).toMatchObject({ status: 'BOOKED', decidedBy: 'clerk-2' });
    const after = (await months(self)).me.account.movements.edges.map(({ node }) => node);
    expect(after[0]).toMatchObject({ amount: '-1200.00', reverses: wrong['id'] });
    expect(after[1]).toMatchObject({ amount: '1200.00', reversedBy: decideCorrection['reversal'] });
    const deduction = '{ me { deduction(taxYear: 2026) { contributed months { period } } } }';
    expect(await self.ask(deduction)).toEqual({
      me: { deduction: { contributed: '1200.00', months: [{ period: '2026-10' }] } },
    });
    stack.clock.set('2026-10-12');
  });
});
