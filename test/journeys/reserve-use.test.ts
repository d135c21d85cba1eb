import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditBooks } from '#ledger/trial-balance.ts';
import { refillReserve } from '#risk/operations/refill-reserve.ts';
import { type Agency, agency, newKey } from '#test/agencies.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// What becomes of the reserve when loans are written off: told as the register of loans tells it, seen through the gateway.

let stack: TestStack;
let centre: Agency;

beforeAll(async () => {
  stack = await startTestStack('2026-07-10');
  centre = agency(stack, 'centre-huzhou');
}, 60_000);
afterAll(() => stack?.stop());

async function provide(amount: string): Promise<void> {
  const document = 'mutation ($input: ProvisionReserveInput!) { provisionReserve(input: $input) { id } }';
  await centre.ask(document, { input: { city: 'HUZHOU', kind: 'FLEXIBLE', amount, idempotencyKey: newKey() } });
}
async function writtenOff(fen: string, loanId: string = randomUUID()): Promise<string> {
  const { database, events } = stack.world.databases.loans;
  const event = { type: 'loan-written-off', loanId, city: '330500', fen, on: '2026-07-10' } as const;
  await events.insert(database.manager, [event]);
  return loanId;
}
async function recovered(loanId: string, fen: string, recoveryId: string = randomUUID()): Promise<string> {
  const { database, events } = stack.world.databases.loans;
  const event = { type: 'loan-recovered', recoveryId, loanId, city: '330500', fen, on: '2026-07-11' } as const;
  await events.insert(database.manager, [event]);
  return recoveryId;
}
const pools = '{ pools { id reserveBalance reserveUsed writtenOffUncovered writtenOffRecovered reserveReturned } }';
type Told = { pools: Record<string, string>[] };
const seen = async (by: Agency) => (await by.ask<Told>(pools)).pools.find(({ id }) => id === '330500:flexible')!;

describe('HZ-11 CJ-20 the reserve and loans that are written off', () => {
  it('gives what is written off, once for a loan however often it is told', async () => {
    await provide('1000.00');
    const loan = await writtenOff('60000');
    await writtenOff('60000', loan);
    await stack.world.hear();
    const told = {
      id: '330500:flexible',
      reserveBalance: '400.00',
      reserveUsed: '600.00',
      writtenOffUncovered: '0.00',
      ...{ writtenOffRecovered: '0.00', reserveReturned: '0.00' },
    };
    expect(await seen(centre)).toEqual(told);
    expect(await seen(agency(stack, 'regulator'))).toEqual(told);
  });

  it('gives no more than there is, of two at once too: the rest is told as uncovered', async () => {
    await writtenOff('30000');
    await writtenOff('30000');
    await stack.world.hear();
    expect(await seen(centre)).toMatchObject({
      ...{ reserveBalance: '0.00', reserveUsed: '1000.00', writtenOffUncovered: '200.00' },
    });
    await writtenOff('1');
    await stack.world.hear();
    expect(await seen(centre)).toMatchObject({ reserveBalance: '0.00', writtenOffUncovered: '200.01' });
    expect(await auditBooks(stack.world.databases.risk.database.manager)).toEqual([]);
  });

  it('gets back what is recovered of a loan, once however often it is told, and no more than it gave for that loan', async () => {
    const loan = await writtenOff('70000');
    await provide('500.00');
    const other = await writtenOff('80000');
    await stack.world.hear();
    const recovery = await recovered(other, '20000');
    await recovered(other, '20000', recovery);
    await recovered(other, '60000');
    // Nothing of the reserve was left for it.
    await recovered(loan, '70000');
    await stack.world.hear();
    expect(await seen(centre)).toMatchObject({
      ...{ reserveBalance: '500.00', writtenOffRecovered: '1500.00', reserveReturned: '500.00' },
    });
    expect(await auditBooks(stack.world.databases.risk.database.manager)).toEqual([]);
  });

  it('gets nothing back for a loan of which it has not heard, until it has', async () => {
    const [loanId, recoveryId] = [randomUUID(), randomUUID()];
    const context = stack.world.risk['330500'];
    const told = { type: 'loan-recovered', recoveryId, loanId, city: '330500', fen: '100', on: '2026-07-11' } as const;
    const arrived = { id: randomUUID(), event: told };
    await expect(refillReserve(context, arrived)).rejects.toThrow('not known as written off');
    await writtenOff('100', loanId);
    await stack.world.hear();
    await refillReserve(context, arrived);
    expect(await seen(centre)).toMatchObject({ reserveBalance: '500.00', reserveReturned: '501.00' });
  });
});
