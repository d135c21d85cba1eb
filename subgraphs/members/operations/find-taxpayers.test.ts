import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Refusal } from '#kernel/refusal.ts';
import { application, approved, callerOf, identityNumber, membersRegister, type Register } from '#test/members.ts';
import { statementsOf } from '#test/statements.ts';
import { applyToJoin } from './apply-to-join.ts';
import { findMember, findMemberByIdentityNumber, ownMember } from './find-member.ts';
import { findTaxpayers } from './find-taxpayers.ts';
import { maskedIdentity, maskedPhone, openIdentity, openName } from './member-sealed.ts';

let register: Register;
const numbers = ['1990-01-01', '1991-01-01', '1992-01-01'].map((birth) => identityNumber(birth));
let members: string[];
beforeAll(async () => {
  register = await membersRegister();
  members = [];
  for (const number of numbers) members.push((await approved(register, { identityNumber: number })).memberId);
});
afterAll(() => register.close());

const bureau = () => register.as(callerOf('tax-bureau'));
const ask = (asked: string[]) =>
  findTaxpayers(
    bureau(),
    asked.map((identityNumber) => ({ identityNumber })),
  );

describe('the inquiry of the tax bureau', () => {
  test('AG-01 finds members in the order asked, also one asked twice, and keeps the income given', async () => {
    const asked = [numbers[2]!, identityNumber('1980-01-01'), numbers[0]!.toLowerCase(), numbers[2]!];
    const answer = await ask(asked);
    expect(answer.map(({ memberId }) => memberId)).toEqual([members[2], null, members[0], members[2]]);
    expect(answer.map(({ position }) => position)).toEqual([0, 1, 2, 3]);
    expect(answer[0]).toMatchObject({ found: true, name: '马晓燕' });
    expect(answer[1]).toMatchObject({ found: false, name: null });
    const inquiry = { identityNumber: numbers[1]!, priorYearAverageMonthlyIncome: 800_000n };
    expect((await findTaxpayers(bureau(), [inquiry]))[0]!.priorYearAverageMonthlyIncome).toBe(800_000n);
  });

  test('AG-01 a wrong number, another city and someone not approved are not found alike', async () => {
    const waiting = identityNumber('1993-01-01');
    await applyToJoin(register.centre, application({ identityNumber: waiting }));
    const answers = await ask(['110105194912310021', waiting, 'x']);
    expect(answers.map(({ found }) => found)).toEqual([false, false, false]);
    const huzhou = register.as(callerOf('tax-bureau', { cities: ['330500'] }));
    expect((await findTaxpayers(huzhou, [{ identityNumber: numbers[0]! }]))[0]!.found).toBe(false);
  });

  test('AG-01 the number is told back masked only', async () => {
    const [line] = await ask([numbers[0]!]);
    expect(line!.identityNumberMasked).toMatch(/^\d{6}\*{8}[\dX]{4}$/);
    expect(JSON.stringify(line)).not.toContain(numbers[0]);
  });

  test('CJ-14 takes no negative income, and one of zero', async () => {
    const earning = (income: bigint) =>
      findTaxpayers(bureau(), [{ identityNumber: numbers[0]!, priorYearAverageMonthlyIncome: income }]);
    const field = 'priorYearAverageMonthlyIncome';
    await expect(earning(-1n)).rejects.toMatchObject({ code: 'INVALID_INPUT', detail: { field } });
    expect((await earning(0n))[0]!.priorYearAverageMonthlyIncome).toBe(0n);
  });

  test('AG-01 takes 1 to 1,000 numbers, from the tax bureau', async () => {
    await expect(ask([])).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(ask(Array.from({ length: 1001 }, () => numbers[0]!))).rejects.toMatchObject({ code: 'TOO_MANY' });
    const centre = findTaxpayers(register.centre, [{ identityNumber: numbers[0]! }]);
    await expect(centre).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('AG-01 a thousand numbers cost the one statement that one costs', async () => {
    const thousand = [...Array.from({ length: 997 }, () => identityNumber('1975-05-05')), ...numbers];
    expect((await statementsOf(register.database, () => ask([numbers[0]!]))).length).toBe(1);
    const statements = await statementsOf(register.database, async () => {
      const answer = await ask(thousand);
      expect(answer.filter(({ found }) => found)).toHaveLength(3);
    });
    expect(statements.length).toBe(1);
  });

  test('CJ-08 any number of referenced members costs one statement', async () => {
    const statements = await statementsOf(register.database, async () => {
      const { loaders } = register.centre;
      const found = await Promise.all([...members, ...members].map((id) => loaders.member.load(id)));
      expect(found.every((row) => row !== undefined)).toBe(true);
    });
    expect(statements.length).toBe(1);
  });
});

describe('finding a member', () => {
  test('AG-04 a centre finds by id or number in its own city and nowhere else', async () => {
    expect((await findMember(register.centre, members[0]!))?.id).toBe(members[0]);
    expect((await findMemberByIdentityNumber(register.centre, numbers[0]!))?.id).toBe(members[0]);
    expect(await findMember(register.huzhouCentre, members[0]!)).toBeUndefined();
    expect(await findMemberByIdentityNumber(register.huzhouCentre, numbers[0]!)).toBeUndefined();
    expect(await findMember(register.centre, 'not an id')).toBeUndefined();
    await expect(findMember(bureau(), members[0]!)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('AG-06 a member finds themselves and no reference to another', async () => {
    const own = register.as(callerOf('member', { member: members[0]! }));
    expect((await ownMember(own)).id).toBe(members[0]);
    expect(await own.loaders.member.load(members[1]!)).toBeUndefined();
    await expect(ownMember(register.as(callerOf('member')))).rejects.toBeInstanceOf(Refusal);
  });

  test('AG-05 a regulator reaches no person', async () => {
    expect(await register.as(callerOf('regulator')).loaders.member.load(members[0]!)).toBeUndefined();
  });

  test('PIPL 51 a sealed text opens in its own row and column only', async () => {
    const [first, second] = await Promise.all(members.map((id) => findMember(register.centre, id)));
    expect(openIdentity(register.keys, first!)).toBe(numbers[0]);
    expect(openName(register.keys, first!)).toBe('马晓燕');
    expect(maskedPhone(register.keys, first!)).toBe('139****0001');
    expect(maskedIdentity(register.keys, first!)).not.toBe(numbers[0]);
    expect(() => openIdentity(register.keys, { ...first!, identity_sealed: second!.identity_sealed })).toThrow();
    expect(() => openIdentity(register.keys, { ...first!, identity_sealed: first!.name_sealed })).toThrow();
  });

  test('PIPL 51 the key that sealed a record is named in it, without the number', async () => {
    const row = await findMember(register.centre, members[0]!);
    expect(row!.identity_sealed.subarray(1, 3).toString()).toBe('k1');
    expect(row!.identity_sealed.includes(numbers[0]!)).toBe(false);
  });
});
