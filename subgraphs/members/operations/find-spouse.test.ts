import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { application, approved, callerOf, identityNumber, membersRegister, type Register } from '#test/members.ts';
import { statementsOf } from '#test/statements.ts';
import { applyToJoin } from './apply-to-join.ts';
import { decideVerification } from './decide-verification.ts';
import { findSpouse } from './find-spouse.ts';

let register: Register;
beforeAll(async () => {
  register = await membersRegister();
});
afterAll(() => register.close());

const woman = () => identityNumber('1991-04-04', 'FEMALE');
const spouseOf = async (memberId: string, context = register.centre) => (await findSpouse(context, memberId))?.id;

/** A couple of whom only the second declares the first. */
async function couple(): Promise<[string, string]> {
  const number = woman();
  const first = await approved(register, { identityNumber: number });
  const second = await approved(register, { spouseIdentityNumber: number });
  return [first.memberId, second.memberId];
}

describe('the spouse', () => {
  test('CJ-13 declared by one of the two is seen from both', async () => {
    const [first, second] = await couple();
    expect(await spouseOf(first)).toBe(second);
    expect(await spouseOf(second)).toBe(first);
  });

  test('CJ-13 declared before the other is known appears when they apply; until then there is none', async () => {
    const number = woman();
    const first = await approved(register, { spouseIdentityNumber: number.toLowerCase() });
    expect(await spouseOf(first.memberId)).toBeUndefined();
    const second = await approved(register, { identityNumber: number });
    expect(await spouseOf(first.memberId)).toBe(second.memberId);
    expect(await spouseOf((await approved(register)).memberId)).toBeUndefined();
  });

  test('CJ-13 AG-04 in another city is told to neither clerk, as if there were none', async () => {
    const number = woman();
    const near = await approved(register, { identityNumber: number });
    const far = application({ city: '330500', industryCode: 'OTHER', spouseIdentityNumber: number });
    const { memberId } = await applyToJoin(register.huzhouCentre, far);
    expect(await findSpouse(register.centre, near.memberId)).toBeUndefined();
    expect(await findSpouse(register.huzhouCentre, memberId)).toBeUndefined();
    const [first, second] = await couple();
    expect(await findSpouse(register.centre, first)).toMatchObject({ id: second, city: '652300' });
    expect(await findSpouse(register.huzhouCentre, first)).toBeUndefined();
  });

  test('CJ-13 the own declaration goes before that of another, and a refused application links nobody', async () => {
    const numbers = [woman(), woman()] as const;
    const [wife, other] = [
      await approved(register, { identityNumber: numbers[0] }),
      await approved(register, { identityNumber: numbers[1] }),
    ];
    const husband = identityNumber('1990-02-02');
    const declared = await approved(register, { identityNumber: husband, spouseIdentityNumber: numbers[0] });
    const claim = await applyToJoin(register.centre, application({ spouseIdentityNumber: husband }));
    expect(await spouseOf(declared.memberId)).toBe(wife.memberId);
    const refused = await applyToJoin(register.centre, application({ spouseIdentityNumber: numbers[1] }));
    expect(await spouseOf(other.memberId)).toBe(refused.memberId);
    await decideVerification(register.hr, {
      verificationId: refused.verificationId!,
      decision: 'REJECT',
      evidenceReference: 'HR-9',
      rejectionReason: '材料不足',
      idempotencyKey: 'not this one',
    });
    expect(await spouseOf(other.memberId)).toBeUndefined();
    expect(await spouseOf(refused.memberId)).toBeUndefined();
    expect(await spouseOf(claim.memberId)).toBe(declared.memberId);
  });

  test('CJ-13 the spouses of any number of members cost two statements', async () => {
    const members = [...(await couple()), ...(await couple()), ...(await couple())];
    for (const asked of [members.slice(0, 1), members]) {
      const statements = await statementsOf(register.database, async () => {
        const found = await Promise.all(asked.map((id) => findSpouse(register.centre, id)));
        expect(found.every((spouse) => spouse !== undefined)).toBe(true);
      });
      expect(statements.length).toBe(2);
    }
  });

  test('AG-01 AG-02 AG-03 AG-06 is told to no audience but a centre', async () => {
    const [first] = await couple();
    for (const audience of ['member', 'bank', 'tax-bureau', 'hr-bureau', 'regulator'] as const) {
      const other = register.as(callerOf(audience, { member: first }));
      await expect(findSpouse(other, first)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
  });
});
