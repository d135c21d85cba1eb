import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fen, sumFen, yuan } from '#kernel/money.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import type { CityCode } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import type { EventOf } from '#service/event-types.ts';
import { bankThat, pays } from '#test/banks.ts';
import { type Rehearsal, refusal, rehearse } from '#test/contributions.ts';
import { collectDue } from '../jobs/collect.ts';
import { accountEventsOf } from './account-events.ts';
import { bookUnitContribution } from './book-unit-contribution.ts';
import { contribute } from './contribute.ts';
import { identityPeriodsOf } from './identity-periods.ts';
import { readAccounts } from './read-accounts.ts';
import { currentAgreements } from './read-agreements.ts';
import { readMovements } from './read-movements.ts';
import { withdraw } from './withdraw.ts';

const changji = '652300';
const huzhou = '330500';

let register: Rehearsal;
beforeAll(async () => {
  register = await rehearse('2026-03-02');
});
afterAll(() => register.close());

const key = () => ({ idempotencyKey: randomUUID() });
let sequence = 1;
const nowKnown = (memberId: string, facts: Partial<EventOf<'member-facts-changed'>>) => {
  sequence += 1;
  return register.hear({
    type: 'member-facts-changed',
    memberId,
    sequence,
    city: changji,
    approvedOn: '2026-01-05',
    retirementOn: '2050-01-31',
    inUnit: false,
    spouseId: null,
    categories: [],
    ...facts,
  });
};
const joins = (memberId: string, since: string, city: CityCode = changji) =>
  nowKnown(memberId, { city, inUnit: true, identitySince: since });
const leaves = (memberId: string, since: string, city: CityCode = changji) =>
  nowKnown(memberId, { city, identitySince: since });
const unitPays = (memberId: string, month: string, amount = '900') =>
  bookUnitContribution(register.context({ cities: [changji, huzhou] }), {
    memberId,
    month,
    amount: yuan(amount),
    base: yuan('6000'),
    ...key(),
  });
const accountOf = async (memberId: string) => (await readAccounts(register.context(), [memberId]))[0]!;
const agreementOf = async (memberId: string) => (await currentAgreements(register.context(), [memberId]))[0]!;
const segmentsOf = async (memberId: string): Promise<Record<string, Fen>> => {
  const { segments } = await accountOf(memberId);
  const named = segments.map(({ pool, segment, balance }): [string, Fen] => [`${pool.slice(7)} ${segment}`, balance]);
  return Object.fromEntries(named.filter(([, balance]) => balance > 0n));
};
const eventsOf = async (memberId: string) =>
  (await accountEventsOf(register.database, [memberId])).map(({ code, on, detail }) => [code, on, detail]);

describe('CJ-10 the conversion of a flexible worker who joins a unit', () => {
  it('ends the agreement on the day told, stops the dues, and leaves every yuan in its segment', async () => {
    register.clock.set('2026-03-02');
    const memberId = await register.approve(changji);
    await register.sign(memberId);
    await register.live('2026-03', '2026-04');
    await joins(memberId, '2026-04-15');
    expect(await agreementOf(memberId)).toMatchObject({ status: 'CONVERTED', endedOn: '2026-04-15' });
    await register.live('2026-05', '2026-09');
    expect(await segmentsOf(memberId)).toMatchObject({ 'flexible FLEXIBLE': yuan('2400') });
    const dues = await rows(
      register.database,
      'SELECT month FROM period_due d JOIN agreement a ON a.id = d.agreement_id WHERE a.member_id = $1 ORDER BY 1',
      [memberId],
    );
    expect(dues).toEqual([{ month: '2026-03' }, { month: '2026-04' }]);
    expect(await agreementOf(memberId)).toMatchObject({ status: 'CONVERTED' });
    expect(await identityPeriodsOf(register.database, [memberId])).toEqual([
      { memberId, identity: 'FLEXIBLE', from: '2026-01-05', until: '2026-04-15' },
      { memberId, identity: 'UNIT', from: '2026-04-15', until: null },
    ]);
    expect(await refusal(register.sign(memberId))).toMatchObject({ code: 'NOT_ELIGIBLE', clause: 'CJ-04' });
  });

  it('books what the unit pays into the unit segment of the same one account', async () => {
    register.clock.set('2026-03-02');
    const memberId = await register.approve(changji);
    await register.sign(memberId);
    await contribute(register.context(), { memberId, month: '2026-03', amount: yuan('1200'), ...key() });
    await joins(memberId, '2026-03-02');
    const booked = await unitPays(memberId, '2026-03');
    expect(booked).toMatchObject({ code: '01', pool: '652300:unit', segment: 'UNIT', amount: yuan('900') });
    expect(await segmentsOf(memberId)).toEqual({ 'flexible FLEXIBLE': yuan('1200'), 'unit UNIT': yuan('900') });
    expect(await accountOf(memberId)).toMatchObject({ statusCode: '01', balance: yuan('2100') });
    const shown = (await readMovements(register.context(), memberId, { first: 9 })).edges.map(({ node }) => node);
    expect(shown.map(({ pool, segment, amount }) => [pool, segment, amount])).toEqual([
      ['652300:unit', 'UNIT', yuan('900')],
      ['652300:flexible', 'FLEXIBLE', yuan('1200')],
    ]);
  });

  it('takes what the bank was asked for before as flexible money of its month, and asks for no more', async () => {
    register.clock.set('2026-11-02');
    const memberId = await register.approve(changji);
    await register.sign(memberId);
    let answered = false;
    const slow = bankThat(({ lines }) => (answered ? lines.map(pays) : undefined));
    register.clock.set('2026-11-20');
    await collectDue(register.context({}, slow), changji, '2026-11-20');
    await joins(memberId, '2026-11-18');
    answered = true;
    register.clock.set('2026-11-23');
    await collectDue(register.context({}, slow), changji, '2026-11-23');
    expect(await segmentsOf(memberId)).toEqual({ 'flexible FLEXIBLE': yuan('1200') });
    expect(await agreementOf(memberId)).toMatchObject({ status: 'CONVERTED', paidThrough: '2026-11' });
  });

  it('is told once, however often, and is not undone by what was told before it', async () => {
    register.clock.set('2026-03-02');
    const memberId = await register.approve(changji);
    await register.sign(memberId);
    await joins(memberId, '2026-03-02');
    await joins(memberId, '2026-03-02');
    await register.hear({
      type: 'member-facts-changed',
      memberId,
      sequence: 1,
      city: changji,
      approvedOn: '2026-01-05',
      retirementOn: '2050-01-31',
      inUnit: false,
      spouseId: null,
      categories: [],
    });
    expect((await identityPeriodsOf(register.database, [memberId])).map(({ identity }) => identity)).toEqual([
      'FLEXIBLE',
      'UNIT',
    ]);
    expect((await eventsOf(memberId)).filter(([code]) => code === '06')).toHaveLength(1);
  });
});

describe('CJ-10 HZ-03 the conversion of whoever leaves a unit', () => {
  it('HZ-03 seals the unit part, and a new agreement is signed from its month on', async () => {
    register.clock.set('2026-03-02');
    const memberId = await register.approve(huzhou, { inUnit: true, identitySince: '2026-02-01' });
    await unitPays(memberId, '2026-02', '3000');
    expect(register.told.at(-1)).toMatchObject({ type: 'account-opened', memberId, openedOn: '2026-03-02' });
    register.clock.set('2026-05-04');
    await leaves(memberId, '2026-05-01', huzhou);
    expect((await accountOf(memberId)).statusCode).toBe('02');
    expect(await eventsOf(memberId)).toEqual([
      ['03', '2026-03-02', '单位缴存'],
      ['06', '2026-05-04', '单位缴存转为灵活就业缴存'],
      ['05', '2026-05-04', '单位缴存部分'],
    ]);
    const agreement = await register.sign(memberId, { firstContribution: yuan('1200') });
    expect(agreement).toMatchObject({ status: 'ACTIVE', firstMonth: '2026-05', paidThrough: '2026-05' });
    expect((await accountOf(memberId)).statusCode).toBe('01');
    expect(await segmentsOf(memberId)).toEqual({ 'unit UNIT': yuan('3000'), 'flexible FLEXIBLE': yuan('1200') });
  });

  it('HZ-03 HZ-04 rules read the segment: free withdrawal reaches the flexible segment and no other', async () => {
    register.clock.set('2026-03-02');
    const memberId = await register.approve(huzhou, { inUnit: true, identitySince: '2026-02-01' });
    await unitPays(memberId, '2026-02', '3000');
    await leaves(memberId, '2026-03-02', huzhou);
    await register.sign(memberId, { firstContribution: yuan('1200') });
    const out = (amount: string) =>
      withdraw(register.context(), { memberId, amount: yuan(amount), reasonCode: '99', ...key() });
    expect((await refusal(out('1200.01'))).code).toBe('BALANCE_TOO_LOW');
    await out('1200');
    await register.payOut();
    expect(await segmentsOf(memberId)).toEqual({ 'unit UNIT': yuan('3000') });
  });
});

describe('HZ-03 what a unit pays', () => {
  it('is refused for a month outside a unit, one booked already, one to come, and an amount of nothing', async () => {
    register.clock.set('2026-06-02');
    const memberId = await register.approve(huzhou);
    expect(await refusal(unitPays(memberId, '2026-05'))).toMatchObject({ code: 'NOT_ELIGIBLE', clause: 'HZ-03' });
    await joins(memberId, '2026-05-20', huzhou);
    expect((await refusal(unitPays(memberId, '2026-04'))).code).toBe('NOT_ELIGIBLE');
    await unitPays(memberId, '2026-05');
    expect(await refusal(unitPays(memberId, '2026-05'))).toMatchObject({ code: 'PERIOD_ALREADY_PAID', field: 'month' });
    expect(await refusal(unitPays(memberId, '2026-07'))).toMatchObject({ code: 'INVALID_INPUT', field: 'month' });
    expect(await refusal(unitPays(memberId, '2026-06', '0'))).toMatchObject({ code: 'INVALID_INPUT', field: 'amount' });
    expect((await refusal(unitPays(randomUUID(), '2026-06'))).code).toBe('NOT_APPROVED');
  });

  it('AG-04 is booked by the centre of the city alone', async () => {
    const memberId = await register.approve(changji, { inUnit: true, identitySince: '2026-02-01' });
    const input = { memberId, month: '2026-03', amount: yuan('900'), base: yuan('6000'), ...key() };
    const elsewhere = register.context({ audience: 'centre', cities: [huzhou] });
    expect((await refusal(bookUnitContribution(elsewhere, input))).code).toBe('NOT_APPROVED');
  });
});

describe('CJ-10 every yuan', () => {
  it('has one segment: those of both pools add up to the balance, and to the movements', async () => {
    expect(await auditBooks(register.database.manager)).toEqual([]);
    const members = await rows<{ id: string }>(register.database, 'SELECT member_id AS id FROM account');
    for (const { id } of members) {
      const { balance, segments } = await accountOf(id);
      expect(sumFen(segments.map((each) => each.balance))).toBe(balance);
      const shown = (await readMovements(register.context(), id, { first: 200 })).edges;
      expect(sumFen(shown.map(({ node }) => node.amount))).toBe(balance);
      for (const { pool, segment, balance: held } of segments) {
        const own = shown.filter(({ node }) => node.pool === pool && node.segment === segment);
        expect(sumFen(own.map(({ node }) => node.amount))).toBe(held);
      }
    }
  });
});
