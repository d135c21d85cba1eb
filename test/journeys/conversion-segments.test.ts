import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sumFen, yuan } from '#kernel/money.ts';
import { type Agency, agency, collect, join, newKey, sign, trusted } from '#test/agencies.ts';
import { identityNumber } from '#test/members.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// CJ-10, HZ-03, HZ-09: one account through two identities, each yuan in its segment, as the member, the centre's core
// system and its accountant see it.

const plan = { base: '6000.00', ratio: '20%' };
const booking = trusted('centre/book-unit-contribution');
const participation = `mutation ($input: RecordUnitParticipationInput!) { recordUnitParticipation(input: $input) { inUnit } }`;
const accountQuery = trusted('member/my-segments');
const bookQuery = trusted('centre/classified-book');

type Account = {
  balance: string;
  statusCode: string;
  statusName: string;
  segments: { pool: string; segment: string; balance: string }[];
  identityPeriods: unknown[];
  events: { code: string; codeName: string }[];
  agreement: Record<string, unknown>;
  movements: { edges: { node: { segment: string; pool: string; amount: string; codeName: string } }[] };
};
type SubLedger = { pool: string; owned: string; custody: string; credited: string; segments: { balance: string }[] };
type Book = { owned: string; custody: string; subLedgers: SubLedger[] };

let stack: TestStack;
let centre: Agency;
let self: Agency;
let memberId: string;

beforeAll(async () => {
  stack = await startTestStack('2026-03-02');
  centre = agency(stack, 'centre-changji');
  memberId = await join(stack, 'changji', { identityNumber: identityNumber('1990-04-01') }, plan);
  self = agency(stack, 'member-demo', memberId);
});
afterAll(() => stack?.stop());

const mine = async () => (await self.ask<{ me: { account: Account } }>(accountQuery)).me.account;
const held = async () => (await mine()).segments.filter(({ balance }) => balance !== '0.00');
const unit = async (inUnit: boolean, since: string) => {
  await centre.ask(participation, { input: { memberId, inUnit, since, idempotencyKey: newKey() } });
  await stack.world.hear();
};
const pays = (month: string, amount: string) => {
  return { input: { memberId, month, amount, base: '6000.00', idempotencyKey: newKey() } };
};

describe('CJ-10 a flexible worker who joins a unit and leaves it', () => {
  it('pays as a flexible worker, joins a unit, and is debited no more', async () => {
    await collect(stack, '2026-03');
    stack.clock.set('2026-04-10');
    await unit(true, '2026-04-08');
    await collect(stack, '2026-04');
    const account = await mine();
    expect(account).toMatchObject({ balance: '1200.00', statusCode: '01', statusName: '正常' });
    expect(account.agreement).toMatchObject({ status: 'CONVERTED', endedOn: '2026-04-08' });
    // From its approval on, and then from the day the unit took over.
    expect(account.identityPeriods).toEqual([
      { identity: 'FLEXIBLE', from: '2026-03-02', until: '2026-04-08' },
      { identity: 'UNIT', from: '2026-04-08', until: null },
    ]);
  });

  it('has what the unit pays in the unit segment of the same account, booked by the core system alone', async () => {
    const { bookUnitContribution } = await centre.ask<Record<string, unknown>>(booking, pays('2026-04', '1440.00'));
    expect(bookUnitContribution).toMatchObject({
      ...{ code: '01', codeName: '汇缴', pool: '652300:unit', segment: 'UNIT', amount: '1440.00' },
      ...{ period: '2026-04', bookedOn: '2026-04-20' },
    });
    expect(await centre.refused(booking, pays('2026-03', '1440.00'))).toMatchObject({
      code: 'NOT_ELIGIBLE',
      clause: 'CJ-04',
    });
    expect((await self.refused(booking, pays('2026-04', '1440.00'))).code).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(await held()).toEqual([
      { pool: '652300:flexible', segment: 'FLEXIBLE', balance: '1200.00' },
      { pool: '652300:unit', segment: 'UNIT', balance: '1440.00' },
    ]);
  });

  it('leaves the unit, whose part is sealed, and signs a new agreement from that month on', async () => {
    stack.clock.set('2026-06-03');
    await unit(false, '2026-06-01');
    expect(await mine()).toMatchObject({ statusCode: '02', statusName: '封存' });
    await sign(centre, { memberId, ...plan });
    await collect(stack, '2026-06');
    const account = await mine();
    expect(account.agreement).toMatchObject({ status: 'ACTIVE', firstMonth: '2026-06' });
    expect(account.events.map(({ code, codeName }) => code + codeName)).toEqual([
      ...['03开户', '06内部转移', '06内部转移', '05封存', '04启封'],
    ]);
    expect(await held()).toEqual([
      { pool: '652300:flexible', segment: 'FLEXIBLE', balance: '2400.00' },
      { pool: '652300:unit', segment: 'UNIT', balance: '1440.00' },
    ]);
    const nodes = account.movements.edges.map(({ node }) => node);
    expect(sumFen(nodes.map(({ amount }) => yuan(amount)))).toBe(yuan(account.balance));
  });
});

describe('HZ-09 CJ-19 分类核算', () => {
  it('shows sub-ledgers that add up to one custody of money, and to what members own', async () => {
    const { classifiedBook: book } = await centre.ask<{ classifiedBook: Book }>(bookQuery, { city: 'CHANGJI' });
    expect(book.subLedgers.map(({ pool }) => pool)).toEqual(['652300:flexible', '652300:unit']);
    for (const each of book.subLedgers) {
      expect(sumFen(each.segments.map(({ balance }) => yuan(balance)))).toBe(yuan(each.owned));
      expect(yuan(each.owned) - yuan(each.custody)).toBe(yuan(each.credited));
    }
    expect(sumFen(book.subLedgers.map(({ owned }) => yuan(owned)))).toBe(yuan(book.owned));
    expect(sumFen(book.subLedgers.map(({ custody }) => yuan(custody)))).toBe(yuan(book.custody));
    expect(book).toMatchObject({ owned: '3840.00', custody: '3840.00' });
    expect(book.owned).toBe((await mine()).balance);
  });

  it('AG-04 is told to the centre of the city alone, and names nobody', async () => {
    const elsewhere = agency(stack, 'centre-huzhou');
    expect((await elsewhere.refused(bookQuery, { city: 'CHANGJI' })).code).toBe('FORBIDDEN');
    expect(JSON.stringify(await centre.ask(bookQuery, { city: 'CHANGJI' }))).not.toContain(memberId);
  });
});
