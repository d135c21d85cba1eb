import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approved, callerOf, membersRegister, type Register } from '#test/members.ts';
import { consentedMember } from './consented-member.ts';
import { type GiveConsent, giveConsent } from './give-consent.ts';
import { withdrawConsent } from './withdraw-consent.ts';

let register: Register;
let memberId: string;
beforeAll(async () => {
  register = await membersRegister();
  memberId = (await approved(register)).memberId;
});
afterAll(() => register.close());

let count = 0;
function consent(given: Partial<GiveConsent> = {}): GiveConsent {
  count += 1;
  const terms = { recipient: 'bank-a', purpose: 'GREEN_CHANNEL', validUntil: '2027-03-31' } as const;
  return { memberId, ...terms, idempotencyKey: `consent-${count}`, ...given };
}
const bank = (client: string) => register.as(callerOf('bank', { client, cities: [] }));
const own = () => register.as(callerOf('member', { client: 'member-app', member: memberId }));
const withdrawal = (consentId: string) => ({ consentId, idempotencyKey: `withdraw-${consentId}` });

describe('consents', () => {
  test('CJ-18 AG-03 a member consents to one bank, told which fields in which wording, and that bank reaches them', async () => {
    const given = await giveConsent(own(), consent());
    expect(given).toMatchObject({ memberId, recipient: 'bank-a', givenOn: '2026-10-01', withdrawnAt: null });
    expect(given.fields).toContain('greenChannel.tier');
    expect(given.textVersion).toBe('green-channel-2');
    expect((await consentedMember(bank('bank-a'), given.id)).id).toBe(memberId);
  });

  test('AG-03 every invalid consent is refused in the same words', async () => {
    const valid = await giveConsent(own(), consent());
    const withdrawn = await giveConsent(own(), consent());
    await withdrawConsent(own(), withdrawal(withdrawn.id));
    const expired = await giveConsent(own(), consent({ validUntil: '2026-10-01' }));
    register.clock.set('2026-10-02');
    const refusals = await Promise.all(
      [
        consentedMember(bank('bank-b'), valid.id),
        consentedMember(bank('bank-a'), withdrawn.id),
        consentedMember(bank('bank-a'), expired.id),
        consentedMember(bank('bank-a'), '00000000-0000-4000-8000-000000000000'),
        consentedMember(bank('bank-a'), "' OR 1=1"),
        consentedMember(bank('bank-a'), memberId),
      ].map((asked) => asked.then(() => 'answered').catch(({ code, message, detail }) => ({ code, message, detail }))),
    );
    register.clock.set('2026-10-01');
    expect(refusals[0]).toMatchObject({ code: 'CONSENT_NOT_VALID' });
    for (const refusal of refusals) expect(refusal).toEqual(refusals[0]);
  });

  test('CJ-18 a withdrawal counts from the next request, keeps its first moment, and is for the member or their centre', async () => {
    const given = await giveConsent(register.centre, consent());
    expect((await consentedMember(bank('bank-a'), given.id)).id).toBe(memberId);
    const stranger = register.as(callerOf('member', { member: '00000000-0000-4000-8000-000000000001' }));
    for (const other of [stranger, register.huzhouCentre])
      await expect(withdrawConsent(other, withdrawal(given.id))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const first = await withdrawConsent(own(), withdrawal(given.id));
    await expect(consentedMember(bank('bank-a'), given.id)).rejects.toMatchObject({ code: 'CONSENT_NOT_VALID' });
    register.clock.set('2026-10-05');
    const second = await withdrawConsent(register.centre, withdrawal(given.id));
    register.clock.set('2026-10-01');
    expect(second.withdrawnAt).toBe(first.withdrawnAt);
  });

  test('AG-03 a bank reaches a referenced member only while a consent to it holds', async () => {
    const other = await approved(register);
    expect(await bank('bank-a').loaders.member.load(other.memberId)).toBeUndefined();
    const given = await giveConsent(register.centre, consent({ memberId: other.memberId }));
    expect((await bank('bank-a').loaders.member.load(other.memberId))?.id).toBe(other.memberId);
    await withdrawConsent(register.centre, withdrawal(given.id));
    expect(await bank('bank-a').loaders.member.load(other.memberId)).toBeUndefined();
  });

  test('PIPL 23 a member consents for themselves only, a centre for its city, a bank for nobody', async () => {
    const stranger = register.as(callerOf('member', { member: '00000000-0000-4000-8000-000000000001' }));
    for (const other of [stranger, register.huzhouCentre])
      await expect(giveConsent(other, consent())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(giveConsent(bank('bank-a'), consent())).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('PIPL 19 a consent ends on a day that is neither past nor further off than policy lets', async () => {
    for (const validUntil of ['2026-09-30', '2027-10-02'])
      await expect(giveConsent(own(), consent({ validUntil }))).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(giveConsent(own(), consent({ recipient: '某银行' }))).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect((await giveConsent(own(), consent({ validUntil: '2027-10-01' }))).validUntil).toBe('2027-10-01');
  });
});
