import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Agency, agency, endMonth, join, live, mine, newKey, trusted } from '#test/agencies.ts';
import { identityNumber } from '#test/members.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// A year of eleven members of Changji and one of Huzhou: what they are awarded, what a late fact takes back, what the
// finance bureau sees of it, and what it would have been under other figures.

let stack: TestStack;
let changji: Agency;
let huzhou: Agency;
let regulator: Agency;
const members: string[] = [];
let veteran: string;
let inHuzhou: string;

const self = (memberId: string) => agency(stack, 'member-demo', memberId);
const plan = { base: '6000.00', ratio: '10%' };
const number = (day: number) => identityNumber(`1990-03-${String(day).padStart(2, '0')}`);

beforeAll(async () => {
  stack = await startTestStack('2025-01-08');
  changji = agency(stack, 'centre-changji');
  huzhou = agency(stack, 'centre-huzhou');
  regulator = agency(stack, 'regulator');
  const categories = [{ kind: 'VETERAN', evidenceReference: '退役证 1' }];
  for (let n = 0; n < 11; n += 1) {
    members.push(
      await join(stack, 'changji', { identityNumber: number(n + 1), ...(n === 0 ? { categories } : {}) }, plan),
    );
  }
  veteran = members[0]!;
  const first = { base: '7180.00', ratio: '10%', firstContribution: '718.00' };
  inHuzhou = await join(stack, 'huzhou', { identityNumber: number(20) }, first);
  await live(stack, '2025-01', '2025-12');
}, 240_000);
afterAll(() => stack?.stop());

type Award = {
  clause: string;
  amount: string;
  month: string;
  status: string;
  rule: string;
  conditions: { clause: string; description: string; met: boolean }[];
  figures: { name: string; value: string; since: string; standing: string }[];
  facts: { name: string; value: string; source: string; asOf: string }[];
  takenBack: null | Record<'on' | 'reason' | 'undoneOn', string>;
};
const awardsOf = async (memberId: string) =>
  (await self(memberId).ask<{ me: { subsidyAwards: Award[] } }>(trusted('member/my-subsidies'))).me.subsidyAwards;
type Cost = Record<'city' | 'month' | 'clause' | 'rule', string> & Record<'amount' | 'takenBack', string | null>;
const costs = async (by: Agency, from: string, to: string) =>
  (await by.ask<{ subsidyCosts: Cost[] }>(trusted('regulator/subsidy-costs'), { from, to })).subsidyCosts;

describe('CJ-15 CJ-16 a year in which nobody asked for anything', () => {
  it('gives each their subsidy, with the rule, every figure and its version, every fact and its source', async () => {
    const [yearly, once, ...more] = await awardsOf(veteran);
    expect(more).toEqual([]);
    expect(once).toMatchObject({ clause: 'CJ-16', amount: '100.00', month: '2025-06', rule: 'one-off-subsidy' });
    expect(yearly).toMatchObject({ clause: 'CJ-15', amount: '36.00', month: '2025-12', status: 'CREDITED' });
    expect(yearly!.conditions.every(({ clause, met }) => clause === 'CJ-15' && met)).toBe(true);
    const figure = Object.fromEntries(yearly!.figures.map(({ name, ...rest }) => [name, rest]));
    expect(figure['subsidies.contribution.window']).toMatchObject({ value: 'rolling', standing: 'unknown' });
    expect(figure['subsidies.contribution.rate']).toMatchObject({ value: '0.5%', since: '2024-01-01' });
    expect(yearly!.facts).toContainEqual({
      ...{ name: '计入的缴存额（元）', value: '7200.00', source: '缴存登记（月结）', asOf: '2025-12-31' },
    });
    expect(once!.facts).toContainEqual(expect.objectContaining({ name: '人员类别', source: '缴存人登记' }));
    expect((await awardsOf(members[1]!)).map(({ clause }) => clause)).toEqual(['CJ-15']);
    expect(await awardsOf(inHuzhou)).toEqual([]);
  });
});

describe('CJ-15 a late fact', () => {
  it('takes the award back by an entry of its own, which the member sees with its reason', async () => {
    await live(stack, '2026-01', '2026-01');
    stack.clock.set('2026-02-10');
    const [before] = await awardsOf(veteran);
    const movements =
      'query ($id: ID!) { member(id: $id) { account { movements(first: 100) { edges { node { id period code } } } } } }';
    type Told = { member: { account: { movements: { edges: { node: Record<string, string> }[] } } } };
    const { member } = await changji.ask<Told>(movements, { id: veteran });
    const { node } = member.account.movements.edges.find((edge) => edge.node['period'] === '2025-11')!;
    const propose = 'mutation ($input: ProposeCorrectionInput!) { proposeCorrection(input: $input) { id } }';
    const input = { movementId: node['id'], reason: 'OTHER', note: '误记', idempotencyKey: newKey() };
    const one = agency(stack, 'centre-changji', undefined, 'clerk-1');
    const { proposeCorrection } = await one.ask<{ proposeCorrection: { id: string } }>(propose, { input });
    const decide = 'mutation ($input: DecideCorrectionInput!) { decideCorrection(input: $input) { id } }';
    const decision = { correctionId: proposeCorrection.id, decision: 'BOOK', idempotencyKey: newKey() };
    await agency(stack, 'centre-changji', undefined, 'clerk-2').ask(decide, { input: decision });
    await stack.world.hear();
    await endMonth(stack, '2026-02');
    const [after, once] = await awardsOf(veteran);
    expect(after).toMatchObject({ ...before, status: 'UNDONE', takenBack: expect.anything() });
    expect(after!.takenBack).toMatchObject({
      ...{ on: '2026-02-10', undoneOn: '2026-02-10', recovered: true },
      reason: '2025-11的缴存在核定后已冲正，该月不足额',
    });
    expect(once).toMatchObject({ clause: 'CJ-16', takenBack: null });
    const { account } = await mine(self(veteran));
    const booked = account!.movements.edges
      .map(({ node: each }) => each)
      .filter(({ segment }) => segment === 'SUBSIDY');
    expect(booked.map(({ bookedOn, amount }) => [bookedOn, amount])).toEqual([
      ['2026-02-10', '-36.00'],
      ['2026-01-01', '36.00'],
      ['2025-07-01', '100.00'],
    ]);
  });
});

describe('CJ-24 AG-05 the finance bureau', () => {
  it('sees what subsidies cost by month, city and rule, and nothing of fewer than ten persons', async () => {
    const hidden = { persons: null, awards: null, amount: null, takenBack: null, suppressed: true, smallestCell: 10 };
    const yearly = { city: 'CHANGJI', clause: 'CJ-15', rule: 'contribution-subsidy' };
    expect(await costs(regulator, '2025-01', '2026-02')).toEqual([
      { city: 'CHANGJI', month: '2025-07', clause: 'CJ-16', rule: 'one-off-subsidy', ...hidden },
      {
        ...{ ...yearly, month: '2026-01', persons: 11, awards: 11, amount: '396.00', takenBack: '0.00' },
        ...{ suppressed: false, smallestCell: 10 },
      },
      { ...yearly, month: '2026-02', ...hidden },
    ]);
  });

  it('AG-04 the centre sees its own city in full, the other’s not at all', async () => {
    const own = await costs(changji, '2025-01', '2026-02');
    expect(own.map(({ month, amount, takenBack }) => [month, amount, takenBack])).toEqual([
      ['2025-07', '100.00', '0.00'],
      ['2026-01', '396.00', '0.00'],
      ['2026-02', '0.00', '36.00'],
    ]);
    expect(await costs(huzhou, '2025-01', '2026-02')).toEqual([]);
  });

  it.each([
    ['months that are not over', '2026-01', '2026-03', 'ended-months'],
    ['a span that ends before it begins', '2026-01', '2025-12', 'span'],
    ['more months than five years', '2019-01', '2026-02', 'most-months'],
  ])('refuses %s', async (_, from, to, rule) => {
    const refused = await regulator.refused(trusted('regulator/subsidy-costs'), { from, to });
    expect(refused).toMatchObject({ code: 'INVALID_INPUT', clause: 'CJ-24', rule });
  });
});

describe('CJ-15 CJ-16 what if', () => {
  const asked = { city: 'CHANGJI', from: '2025-01', to: '2025-12' };
  const document = trusted('centre/try-awards');

  it('shows staff the difference in people and money, and awards nothing', async () => {
    const changes = [
      { figure: 'subsidies.contribution.rate', value: '1%' },
      { figure: 'subsidies.oneOff.amount', value: '50.00' },
    ];
    const before = await awardsOf(members[2]!);
    const input = { ...asked, changes, idempotencyKey: newKey() };
    const { tryAwards } = await changji.ask<{ tryAwards: { id: string } }>(document, { input });
    await stack.world.hear();
    const { awardTrial } = await changji.ask<{ awardTrial: object }>(trusted('centre/award-trial'), tryAwards);
    expect(awardTrial).toMatchObject({
      finishedAt: expect.any(String),
      changes: [
        { figure: 'subsidies.contribution.rate', inForce: '0.5%', tried: '1%' },
        { figure: 'subsidies.oneOff.amount', inForce: '100.00', tried: '50.00' },
      ],
      totals: [
        // The veteran's year has a month less since it was corrected.
        {
          ...{ clause: 'CJ-15', personsInForce: 10, amountInForce: '360.00', personsTried: 10, amountTried: '720.00' },
          ...{ personsWithMore: 10, personsWithLess: 0, difference: '360.00' },
        },
        {
          ...{ clause: 'CJ-16', personsInForce: 1, amountInForce: '100.00', personsTried: 1, amountTried: '50.00' },
          ...{ personsWithMore: 0, personsWithLess: 1, difference: '-50.00' },
        },
      ],
    });
    expect(await awardsOf(members[2]!)).toEqual(before);
    expect(await huzhou.ask(trusted('centre/award-trial'), tryAwards)).toEqual({ awardTrial: null });
  });

  it.each([
    ['a city that is not theirs', { city: 'HUZHOU' }, { code: 'FORBIDDEN', field: 'city' }],
    ['months that are not closed', { to: '2026-12' }, { code: 'INVALID_INPUT', rule: 'closed-months' }],
    ['a figure of nobody', { changes: [{ figure: 'x', value: '1' }] }, { code: 'INVALID_INPUT', field: 'changes' }],
  ])('refuses staff %s', async (_, more, refusal) => {
    const input = { ...asked, changes: [], idempotencyKey: newKey(), ...more };
    expect(await changji.refused(document, { input })).toMatchObject(refusal);
  });
});

describe('CJ-18 AG-03 the green channel by bank and product', () => {
  type Product = {
    bank: string;
    product: string;
    channel: { tier: string | null; nextTier: object | null; demonstrationFigures: string[] };
  };
  const products = async (memberId: string) =>
    (await self(memberId).ask<{ me: { greenChannelProducts: Product[] } }>(trusted('member/my-green-channel'))).me
      .greenChannelProducts;

  it.each([
    ['Changji', () => members[1]!, 'CJ-18'],
    ['Huzhou', () => inHuzhou, 'AG-03'],
  ])('tells a member of %s the tier of each product, and what the next one takes', async (_, who, clause) => {
    const own = await products(who());
    // Paid every month from January 2025 to January 2026: 13 months; February 2026 is closed without.
    expect(own.map(({ bank, product }) => `${bank} ${product}`)).toEqual([
      'bank-a A-HOUSING',
      'bank-a A-BUSINESS',
      'bank-b B-CONSUMER',
    ]);
    for (const { channel } of own) expect(channel.demonstrationFigures).toContain('greenChannel.products');
    const [housing] = own;
    expect(housing!.channel).toMatchObject({
      tier: null,
      nextTier: { tier: 'C', changes: [{ clause, moreMonths: 6, earliestMonth: '2026-08' }] },
    });
  });

  it('answers a bank by its own product only, with the member’s consent', async () => {
    const consent = { memberId: members[1], recipient: 'bank-b', purpose: 'GREEN_CHANNEL', validUntil: '2026-12-31' };
    const { giveConsent } = await self(members[1]!).ask<{ giveConsent: { id: string } }>(
      trusted('member/give-consent'),
      {
        input: { ...consent, idempotencyKey: newKey() },
      },
    );
    const bank = agency(stack, 'bank-b');
    const asked = (product: string) => ({ consent: giveConsent.id, product });
    type Told = { consentedMember: { greenChannel: { reasons: { description: string }[] } } };
    const told = await bank.ask<Told>(trusted('bank/product-channel'), asked('B-CONSUMER'));
    expect(told.consentedMember.greenChannel.reasons[0]!.description).toContain('A档：连续足额缴存满18个月');
    const refused = await bank.refused(trusted('bank/product-channel'), asked('A-HOUSING'));
    expect(refused).toMatchObject({ code: 'NOT_FOUND', field: 'product' });
  });
});
