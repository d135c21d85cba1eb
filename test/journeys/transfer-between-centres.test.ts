import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { simulatedTransferPlatform } from '#contributions/adaptors/simulated-transfer-platform.ts';
import { exchangeTransfers } from '#contributions/jobs/transfers.ts';
import { takeTransferMessage } from '#contributions/operations/take-transfer-message.ts';
import { yuan } from '#kernel/money.ts';
import { type Agency, agency, join, newKey, trusted } from '#test/agencies.ts';
import { identityNumber } from '#test/members.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// HZ-12, CJ-10: a member brings money from another centre and later takes all of it elsewhere, through the gateway; the
// national platform is simulated behind the adaptor that a real one would stand behind.

const hangzhou = '330100000000000';
const transfers = trusted('member/my-segments');
const request = trusted('member/request-transfer-in');
const cancel =
  'mutation ($input: CancelTransferInInput!) { cancelTransferIn(input: $input) { statusCode statusName } }';
const accept = `mutation ($input: AcceptTransferOutInput!) { acceptTransferOut(input: $input) {
  statusCode principal interest booked } }`;
const terminate = 'mutation ($input: TerminateAgreementInput!) { terminateAgreement(input: $input) { status } }';

type Transfer = Record<string, string | null>;
type Account = {
  statusCode: string;
  statusName: string;
  balance: string;
  segments: { pool: string; segment: string; balance: string }[];
  transfers: Transfer[];
  movements: { edges: { node: Record<string, string> }[] };
};

let stack: TestStack;
let centre: Agency;
let self: Agency;
let memberId: string;

beforeAll(async () => {
  stack = await startTestStack('2026-07-01');
  centre = agency(stack, 'centre-huzhou');
  const plan = { base: '7180.00', ratio: '10%', firstContribution: '718.00' };
  memberId = await join(stack, 'huzhou', { identityNumber: identityNumber('1990-04-01') }, plan);
  self = agency(stack, 'member-demo', memberId);
});
afterAll(() => stack?.stop());

const mine = async () => (await self.ask<{ me: { account: Account } }>(transfers)).me.account;
const exchange = (platform = simulatedTransferPlatform()) =>
  exchangeTransfers({ ...stack.world.runs.contributions, transferPlatform: platform }, '330500');
const command = (given: Record<string, unknown>) => ({ input: { ...given, idempotencyKey: newKey() } });

describe('HZ-12 a transfer in', () => {
  it('is asked for by the member, cancelled, and asked for again; one is in flight', async () => {
    const asked = await self.ask<{ requestTransferIn: Transfer }>(request, command({ memberId, centre: hangzhou }));
    expect(asked.requestTransferIn).toMatchObject({
      ...{ letter: '3305002607010001', direction: 'IN', centre: hangzhou },
      ...{ statusCode: '01', statusName: '联系函复核通过', booked: null },
    });
    expect((await centre.refused(request, command({ memberId, centre: hangzhou }))).code).toBe('IN_PROGRESS');
    const { cancelTransferIn } = await self.ask<Record<string, Transfer>>(
      cancel,
      command({ transferId: asked.requestTransferIn['id'] }),
    );
    expect(cancelTransferIn).toEqual({ statusCode: '05', statusName: '转入撤销办结' });
    await self.ask(request, command({ memberId, centre: hangzhou }));
  });

  it('is the member’s in its own segment of the other pool, principal and interest checked, once', async () => {
    await exchange();
    await exchange();
    const account = await mine();
    expect(account.transfers[0]).toMatchObject({
      ...{ letter: '3305002607010002', statusCode: '00', statusName: '正常办结', endedOn: '2026-07-01' },
      ...{ principal: '12000.00', interest: '41.25', booked: '12041.25' },
    });
    expect(account.segments.filter(({ balance }) => balance !== '0.00')).toEqual([
      { pool: '330500:flexible', segment: 'FLEXIBLE', balance: '718.00' },
      { pool: '330500:unit', segment: 'TRANSFERRED_IN', balance: '12041.25' },
    ]);
    expect(account.movements.edges[0]!.node).toMatchObject({
      ...{ code: '08', codeName: '外部转入', pool: '330500:unit' },
      ...{ segment: 'TRANSFERRED_IN', amount: '12041.25' },
    });
  });

  it('AG-04 in suspense is shown to the centre of the city alone, and sent back by no other', async () => {
    const stray = { id: 'stray-113', letter: '3305009901010001', kind: 'CREDIT' as const, fen: yuan('9.00') };
    await takeTransferMessage(stack.world.runs.contributions, stray);
    const suspense =
      'query ($city: City!) { transferSuspense(city: $city) { id letter amount receivedOn returnedOn } }';
    const back = 'mutation ($input: ReturnTransferMoneyInput!) { returnTransferMoney(input: $input) { returnedOn } }';
    const elsewhere = agency(stack, 'centre-changji');
    expect((await elsewhere.refused(suspense, { city: 'HUZHOU' })).code).toBe('FORBIDDEN');
    expect((await elsewhere.refused(back, command({ itemId: stray.id }))).code).toBe('NOT_FOUND');
    const { transferSuspense } = await centre.ask<{ transferSuspense: unknown[] }>(suspense, { city: 'HUZHOU' });
    const item = { id: stray.id, letter: stray.letter, amount: '9.00', receivedOn: '2026-07-01', returnedOn: null };
    expect(transferSuspense).toEqual([item]);
    const told = await centre.ask(back, command({ itemId: stray.id }));
    expect(told).toEqual({ returnTransferMoney: { returnedOn: '2026-07-01' } });
    expect(await centre.ask(suspense, { city: 'HUZHOU' })).toEqual({ transferSuspense: [] });
  });

  it('HZ-04 is not what may be taken out freely: that is the flexible segment alone', async () => {
    const withdrawal = 'mutation ($input: WithdrawInput!) { withdraw(input: $input) { id } }';
    const refused = await centre.refused(withdrawal, command({ memberId, amount: '718.01', reasonCode: '99' }));
    expect(refused.code).toBe('BALANCE_TOO_LOW');
  });
});

describe('HZ-12 a transfer out', () => {
  const letter = '3301002609010007';

  it('is refused while the agreement is in force, by clause, and to the member it is no command at all', async () => {
    stack.clock.set('2026-09-01');
    const refused = await centre.refused(accept, command({ memberId, centre: hangzhou, letter }));
    expect(refused).toMatchObject({ code: 'AGREEMENT_ACTIVE', clause: 'HZ-12' });
    const own = await self.refused(accept, command({ memberId, centre: hangzhou, letter }));
    expect(own.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('takes every segment with interest to the day, and closes the account as 04 外部转出销户', async () => {
    await self.ask(terminate, command({ memberId }));
    const told = await centre.ask<{ acceptTransferOut: Transfer }>(
      accept,
      command({ memberId, centre: hangzhou, letter }),
    );
    // 62 days from 1 July at 1.50 % over 360, each pool rounded once: 718.00 bears 1.85 and 12,041.25 bears 31.11.
    expect(told.acceptTransferOut).toMatchObject({ statusCode: '08', principal: '12759.25', interest: '32.96' });
    expect(await mine()).toMatchObject({ statusCode: '02', balance: '12792.21' });
    await exchange();
    const account = await mine();
    expect(account).toMatchObject({ statusCode: '04', statusName: '外部转出销户', balance: '0.00' });
    expect(account.transfers[0]).toMatchObject({ direction: 'OUT', letter, statusCode: '00', booked: '12792.21' });
    const out = account.movements.edges.map(({ node }) => node).filter(({ code }) => code === '07');
    expect(out.reduce((sum, { amount }) => sum + yuan(amount!), 0n)).toBe(-yuan('12792.21'));
  });

  it('leaves a book that adds up: nothing is owned, and nothing is held for it', async () => {
    const book = trusted('centre/classified-book');
    // The interest was paid by the centre, out of what it credited as 利息支出.
    expect(await centre.ask(book, { city: 'HUZHOU' })).toMatchObject({
      classifiedBook: { owned: '0.00', custody: '-32.96' },
    });
  });
});
