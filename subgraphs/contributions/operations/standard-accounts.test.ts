import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Rehearsal, rehearse } from '#test/contributions.ts';
import { manyMember, seedAccounts } from '#test/many-accounts.ts';
import { depositBases } from './deposit-basis.ts';
import { standardAccounts, standardMovements } from './standard-accounts.ts';

const city = '652300';
const accounts = 2_345;
let register: Rehearsal;

beforeAll(async () => {
  register = await rehearse('2026-07-21');
  await seedAccounts(register.ownerUrl, { city, accounts, firstMonth: '2026-05', months: 2 });
});
afterAll(() => register?.close());

describe('the accounts of a city by the fields of JGJ/T 320', () => {
  it('come in the order of their members, each once, however many thousands there are', async () => {
    const ids: string[] = [];
    for await (const account of standardAccounts(register.database, {
      city,
      on: '2026-07-21',
      settledOn: '2026-06-30',
    })) {
      ids.push(account.memberId);
      expect(account.GRZHYE).toBe(account.GRZHSNJZYE + account.GRZHDNGJYE);
    }
    expect(ids).toEqual(Array.from({ length: accounts }, (_, n) => manyMember(city, n + 1)).sort());
  });

  it('and every movement that entered or left one, once, with a code of A.5', async () => {
    const numbers = new Set<string>();
    let last = 0n;
    for await (const { YWLSH, GJHTQYWLX } of standardMovements(register.database, city)) {
      expect(BigInt(YWLSH) > last).toBe(true);
      last = BigInt(YWLSH);
      numbers.add(`${YWLSH} ${GJHTQYWLX}`);
    }
    expect(numbers.size).toBe(2 * accounts);
    expect([...numbers].every((each) => each.endsWith(' 01'))).toBe(true);
  });
});

describe('HZ-06 what a loan is measured by', () => {
  it('is asked for many members in two statements, and tells nothing of who has no account', async () => {
    const nobody = '00000000-0000-4000-8000-00000000000f';
    const some = [manyMember(city, 1), nobody, manyMember(city, 2)];
    const bases = await depositBases(register.context(), some);
    expect(new Set(bases.map(({ memberId }) => memberId))).toEqual(new Set([some[0], some[2]]));
    // Opened on 1 May, debited 1,000.20 on 20 May and 20 June: held for 62 and for 31 of the 81 days.
    const first = bases.find(({ memberId }) => memberId === some[0])!;
    expect(first).toMatchObject({ monthsHeld: 2, averageFrom: '2026-05-01', days: 81, balance: 200_040n });
    expect(first.product).toBe(100_020n * (62n + 31n));
    expect(first.average).toBe((first.product + 40n) / 81n);
  });
});
