import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trialBalance } from '#ledger/trial-balance.ts';
import { type Agency, agency, newKey, trusted } from '#test/agencies.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// A pool that is short borrows, but never before the committee's approval is on record.

let stack: TestStack;
const officer = (name: string, city: 'changji' | 'huzhou' = 'huzhou'): Agency =>
  agency(stack, `centre-${city}`, undefined, name);

beforeAll(async () => {
  stack = await startTestStack('2026-07-10');
}, 60_000);
afterAll(() => stack?.stop());

type Facility = { id: string; status: string; outstanding: string; undrawn: string };
const told =
  'id status outstanding undrawn resolution drawConditions { description met } postings { kind amount bookedOn }';
const commands = {
  proposeFinancing: 'ProposeFinancingInput',
  decideFinancing: 'DecideFinancingInput',
  drawFinancing: 'MoveFinancingInput',
  repayFinancing: 'MoveFinancingInput',
};
type Command = keyof typeof commands;
const document = (name: Command) =>
  `mutation ($input: ${commands[name]}!) { told: ${name}(input: $input) { ${told} } }`;
const done = async (by: Agency, name: Command, input: object) =>
  (await by.ask<{ told: Facility }>(document(name), { input: { idempotencyKey: newKey(), ...input } })).told;
const refused = (by: Agency, name: Command, input: object) =>
  by.refused(document(name), { input: { idempotencyKey: newKey(), ...input } }) as Promise<object>;

const terms = (city = 'HUZHOU') => ({
  ...{ city, kind: 'FLEXIBLE', lender: '示范银行', purpose: '流动性不足', limit: '1000000.00', until: '2026-12-31' },
});
const proposed = (city: 'changji' | 'huzhou' = 'huzhou') =>
  done(officer('one', city), 'proposeFinancing', terms(city.toUpperCase()));
const approval = { approve: true, resolution: '湖公积金委〔2026〕3号', resolvedOn: '2026-07-09' };
const balances = async () =>
  Object.fromEntries(
    (await trialBalance(stack.world.databases.risk.database.manager, '330500')).map((row) => [
      row.account,
      row.balance,
    ]),
  );

describe.each(['huzhou', 'changji'] as const)('HZ-10 a financing facility of %s', (city) => {
  it('cannot be drawn without a recorded approval, and says what stands against it', async () => {
    const { id } = await proposed(city);
    const draw = { facilityId: id, amount: '100000.00' };
    const without = await refused(officer('one', city), 'drawFinancing', draw);
    expect(without).toMatchObject({ code: 'NOT_APPROVED', clause: 'HZ-10', field: 'facilityId' });
    expect(without).toMatchObject({
      reasons: [{ met: false, text: expect.stringContaining('没有记录在案的批准') }, { met: true }, { met: true }],
    });
    await done(officer('two', city), 'decideFinancing', { facilityId: id, approve: false });
    expect(await refused(officer('one', city), 'drawFinancing', draw)).toMatchObject({ code: 'NOT_APPROVED' });
    const again = { facilityId: id, ...approval };
    expect(await refused(officer('two', city), 'decideFinancing', again)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('with it is drawn up to its limit and repaid up to what is owed', async () => {
    const { id } = await proposed(city);
    const by = officer('one', city);
    expect(await done(officer('two', city), 'decideFinancing', { facilityId: id, ...approval })).toMatchObject({
      ...{ status: 'APPROVED', resolution: approval.resolution, undrawn: '1000000.00' },
    });
    await done(by, 'drawFinancing', { facilityId: id, amount: '600000.00' });
    const over = await refused(by, 'drawFinancing', { facilityId: id, amount: '400000.01' });
    expect(over).toMatchObject({ code: 'NOT_ELIGIBLE', clause: 'HZ-10' });
    await done(by, 'drawFinancing', { facilityId: id, amount: '400000.00' });
    const repaid = await done(by, 'repayFinancing', { facilityId: id, amount: '250000.00' });
    expect(repaid).toMatchObject({
      ...{ outstanding: '750000.00', undrawn: '250000.00' },
      postings: [
        { kind: 'DRAWN', amount: '600000.00', bookedOn: '2026-07-10' },
        { kind: 'DRAWN', amount: '400000.00', bookedOn: '2026-07-10' },
        { kind: 'REPAID', amount: '250000.00', bookedOn: '2026-07-10' },
      ],
    });
    const more = await refused(by, 'repayFinancing', { facilityId: id, amount: '750000.01' });
    expect(more).toMatchObject({ code: 'AMOUNT_OUT_OF_BOUNDS', clause: 'HZ-10' });
    await done(by, 'repayFinancing', { facilityId: id, amount: '750000.00' });
  });
});

describe('HZ-10 the book and the four eyes', () => {
  it('books what is drawn as owed, and the pool stays at zero', async () => {
    const { id } = await proposed();
    await done(officer('two'), 'decideFinancing', { facilityId: id, ...approval });
    const before = await balances();
    const input = { facilityId: id, amount: '5000.00', idempotencyKey: newKey() };
    await done(officer('one'), 'drawFinancing', input);
    await done(officer('one'), 'drawFinancing', input);
    const after = await balances();
    expect(after['liability:financing']! - before['liability:financing']!).toBe(-500_000n);
    expect(after['bank:financing']! - before['bank:financing']!).toBe(500_000n);
  });

  it('lets the one who proposed record no resolution, and nobody act unnamed', async () => {
    const { id } = await proposed();
    const own = await refused(officer('one'), 'decideFinancing', { facilityId: id, ...approval });
    expect(own).toMatchObject({ code: 'FORBIDDEN', rule: 'four-eyes', clause: 'HZ-10' });
    const unnamed = agency(stack, 'centre-huzhou');
    expect(await refused(unnamed, 'proposeFinancing', terms())).toMatchObject({ code: 'FORBIDDEN', field: 'officer' });
    expect(await refused(unnamed, 'drawFinancing', { facilityId: id, amount: '1.00' })).toMatchObject({
      field: 'officer',
    });
  });

  it('two drawings at once never exceed the limit', async () => {
    const { id } = await proposed();
    await done(officer('two'), 'decideFinancing', { facilityId: id, ...approval });
    const draw = () => done(officer('one'), 'drawFinancing', { facilityId: id, amount: '600000.00' });
    const drawn = await Promise.allSettled([draw(), draw(), draw()]);
    expect(drawn.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('ends on its last day', async () => {
    const { id } = await proposed();
    await done(officer('two'), 'decideFinancing', { facilityId: id, ...approval });
    const draw = { facilityId: id, amount: '1.00' };
    stack.clock.set('2026-12-31');
    await done(officer('one'), 'drawFinancing', draw);
    stack.clock.set('2027-01-01');
    expect(await refused(officer('one'), 'drawFinancing', draw)).toMatchObject({ code: 'NOT_ELIGIBLE' });
    stack.clock.set('2026-07-10');
  });

  it('AG-04 is listed for its own centre, and for another as if there were none', async () => {
    const { id } = await proposed();
    const listed = trusted('centre/financing-facilities');
    type Listed = { financingFacilities: Facility[] };
    const { financingFacilities } = await officer('one').ask<Listed>(listed, { city: 'HUZHOU' });
    expect(financingFacilities[0]).toMatchObject({ id, status: 'PROPOSED', outstanding: '0.00' });
    const there = officer('one', 'changji');
    expect(await there.refused(listed, { city: 'HUZHOU' })).toMatchObject({ code: 'FORBIDDEN', field: 'city' });
    expect(await refused(there, 'decideFinancing', { facilityId: id, ...approval })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await refused(there, 'proposeFinancing', terms())).toMatchObject({ code: 'FORBIDDEN' });
  });

  it.each<[string, Command, object, object]>([
    ['no amount', 'proposeFinancing', { ...terms(), limit: '0.00' }, { code: 'AMOUNT_OUT_OF_BOUNDS' }],
    ['a facility that has ended', 'proposeFinancing', { ...terms(), until: '2026-07-09' }, { field: 'until' }],
    ['nobody as the lender', 'proposeFinancing', { ...terms(), lender: ' ' }, { field: 'lender' }],
    ['an endless purpose', 'proposeFinancing', { ...terms(), purpose: '急'.repeat(201) }, { field: 'purpose' }],
    ['an id of nothing', 'drawFinancing', { facilityId: 'x', amount: '1.00' }, { code: 'NOT_FOUND' }],
  ])('refuses %s', async (_, name, input, refusal) => {
    expect(await refused(officer('one'), name, input)).toMatchObject(refusal);
  });

  it.each([
    ['without the resolution', { approve: true, resolvedOn: '2026-07-09' }, 'resolution'],
    ['without its day', { approve: true, resolution: '3号' }, 'resolvedOn'],
    ['of a day to come', { ...approval, resolvedOn: '2026-07-11' }, 'resolvedOn'],
  ])('refuses an approval %s, and the facility stays undecided', async (_, given, field) => {
    const { id } = await proposed();
    const wrong = await refused(officer('two'), 'decideFinancing', { facilityId: id, ...given });
    expect(wrong).toMatchObject({ code: 'INVALID_INPUT', field, clause: 'HZ-10' });
    await done(officer('two'), 'decideFinancing', { facilityId: id, ...approval });
  });
});
