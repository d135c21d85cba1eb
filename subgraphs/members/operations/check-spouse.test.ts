import { afterAll, beforeAll, expect, test } from 'vitest';
import { approved, callerOf, identityNumber, membersRegister, type Register } from '#test/members.ts';
import { checkSpouse } from './check-spouse.ts';

let register: Register;
beforeAll(async () => {
  register = await membersRegister();
});
afterAll(() => register.close());

test('CJ-13 a check of the spouse says yes or no, by which law, and nothing of whoever holds the number', async () => {
  const [number, other] = [identityNumber('1991-04-04', 'FEMALE'), identityNumber('1991-04-05', 'FEMALE')];
  const { memberId } = await approved(register, { spouseIdentityNumber: number });
  const told = await checkSpouse(register.centre, memberId, number.toLowerCase());
  expect(told).toEqual({ memberId, declared: true, clause: 'CJ-13', basis: expect.stringContaining('条例') });
  // Known or unknown to the register, somebody else is answered alike.
  const unknown = await checkSpouse(register.centre, memberId, other);
  await approved(register, { identityNumber: other });
  expect(await checkSpouse(register.centre, memberId, other)).toEqual(unknown);
  expect(unknown).toEqual({ ...told, declared: false });
  await approved(register, { identityNumber: number });
  expect(await checkSpouse(register.centre, memberId, number)).toEqual(told);
});

test('CJ-13 AG-04 only a centre of the member’s city may ask, and a wrong number is told', async () => {
  const number = identityNumber('1992-04-04', 'FEMALE');
  const { memberId } = await approved(register, { spouseIdentityNumber: number });
  const refused = (context: Register['centre'], id = memberId, of = number) =>
    checkSpouse(context, id, of).catch(({ code, detail }) => [code, detail.field]);
  expect(await refused(register.huzhouCentre)).toEqual(['NOT_FOUND', 'memberId']);
  expect(await refused(register.centre, 'x')).toEqual(['NOT_FOUND', 'memberId']);
  expect(await refused(register.centre, memberId, '652301199208150012')).toEqual(['INVALID_INPUT', 'identityNumber']);
  expect(((await refused(register.as(callerOf('member', { member: memberId })))) as unknown[])[0]).toBe('FORBIDDEN');
});
