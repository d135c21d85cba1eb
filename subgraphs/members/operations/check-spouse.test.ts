import { afterAll, beforeAll, expect, test } from 'vitest';
import { approved, callerOf, identityNumber, membersRegister, type Register } from '#test/members.ts';
import { checkSpouse } from './check-spouse.ts';
import { giveConsent } from './give-consent.ts';
import { withdrawConsent } from './withdraw-consent.ts';

let register: Register;
beforeAll(async () => {
  register = await membersRegister();
});
afterAll(() => register.close());

const byLaw = (context: Register['centre'], memberId: string, identityNumber: string) =>
  checkSpouse(context, { memberId, identityNumber, legalBasis: 'CLOSING' });

test('CJ-13 a check of the spouse says yes or no, by which law, and nothing of whoever holds the number', async () => {
  const [number, other] = [identityNumber('1991-04-04', 'FEMALE'), identityNumber('1991-04-05', 'FEMALE')];
  const { memberId } = await approved(register, { spouseIdentityNumber: number });
  const check = async (of: string) => {
    const { asked: _, ...told } = await byLaw(register.centre, memberId, of);
    return told;
  };
  const told = await check(number.toLowerCase());
  expect(told).toEqual({ memberId, declared: true, clause: 'CJ-13', basis: expect.stringContaining('条例') });
  // Known or unknown to the register, somebody else is answered alike.
  const unknown = await check(other);
  await approved(register, { identityNumber: other });
  expect(await check(other)).toEqual(unknown);
  expect(unknown).toEqual({ ...told, declared: false });
  await approved(register, { identityNumber: number });
  expect(await check(number)).toEqual(told);
});

test('CJ-13 AG-04 only a centre of the member’s city may ask, and a wrong number is told', async () => {
  const number = identityNumber('1992-04-04', 'FEMALE');
  const { memberId } = await approved(register, { spouseIdentityNumber: number });
  const refused = (context: Register['centre'], id = memberId, of = number) =>
    byLaw(context, id, of).catch(({ code, detail }) => [code, detail.field]);
  expect(await refused(register.huzhouCentre)).toEqual(['NOT_FOUND', 'memberId']);
  expect(await refused(register.centre, 'x')).toEqual(['NOT_FOUND', 'memberId']);
  expect(await refused(register.centre, memberId, '652301199208150012')).toEqual(['INVALID_INPUT', 'identityNumber']);
  expect(((await refused(register.as(callerOf('member', { member: memberId })))) as unknown[])[0]).toBe('FORBIDDEN');
});

test('CJ-13 PIPL 29 without a law it needs the consent of whoever holds the number, withdrawn on the next request, and refused alike for all', async () => {
  const [number, single, unknown] = ['1993-04-04', '1993-04-05', '1993-04-06'].map((birth) =>
    identityNumber(birth, 'FEMALE'),
  );
  const { memberId } = await approved(register, { spouseIdentityNumber: number! });
  const spouse = await approved(register, { identityNumber: number! });
  const other = await approved(register, { identityNumber: single! });
  const own = (id: string) => register.as(callerOf('member', { member: id, client: 'app' }));
  const ask = (identityNumber: string, by = register.centre) => checkSpouse(by, { memberId, identityNumber });
  const refusalOf = (of: string, by = register.centre) =>
    ask(of, by).then(
      () => 'told',
      ({ code, message, detail }) => ({ code, message, detail }),
    );
  const refused = { code: 'CONSENT_NOT_VALID', detail: { clause: 'CJ-13' } };
  for (const each of [number!, single!, unknown!]) expect(await refusalOf(each)).toMatchObject(refused);
  expect(await refusalOf(number!)).toEqual(await refusalOf(unknown!));
  const terms = { recipient: 'centre-changji', purpose: 'SPOUSE_CHECK', validUntil: '2027-03-31' } as const;
  const give = (id: string, by = own(id), recipient: string = terms.recipient) =>
    giveConsent(by, { ...terms, memberId: id, recipient, idempotencyKey: `${id} ${recipient}` });
  await expect(give(spouse.memberId, register.centre)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await give(spouse.memberId, own(spouse.memberId), 'centre-huzhou');
  expect(await refusalOf(number!)).toMatchObject(refused);
  const consent = await give(spouse.memberId);
  await give(other.memberId);
  expect(await ask(number!)).toMatchObject({
    declared: true,
    basis: expect.stringContaining('同意'),
    asked: [{ subject: spouse.memberId, basis: `consent ${consent.id}` }],
  });
  expect(await ask(single!)).toMatchObject({ declared: false });
  await withdrawConsent(own(spouse.memberId), { consentId: consent.id, idempotencyKey: 'withdrawn' });
  expect(await refusalOf(number!)).toEqual(await refusalOf(unknown!));
  register.clock.set('2027-04-01');
  expect(await refusalOf(single!)).toMatchObject(refused);
  register.clock.set('2026-10-01');
});
