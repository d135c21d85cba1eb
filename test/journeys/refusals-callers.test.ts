import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Agency, agency, apply, declaration, join, mine, newKey, trusted } from '#test/agencies.ts';
import { identityNumber } from '#test/members.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// What an audience may do for others and elsewhere is refused here and for these: another city's people, another
// member's affairs, another bank's consent. A refusal never tells whether the person exists.

const number = identityNumber('1990-04-01');
const nobody = '00000000-0000-4000-8000-00000000000f';
const plan = { base: '7180.00', ratio: '10%', mode: 'MONTHLY', debitAccount: '622200001234567890' };

let stack: TestStack;
let centre: Agency;
let otherCentre: Agency;
let self: Agency;
let memberId: string;
let other: Agency;
let otherId: string;
let consent: string;
let applicationId: string;
let waiting: string;

beforeAll(async () => {
  stack = await startTestStack('2026-08-03');
  centre = agency(stack, 'centre-changji');
  otherCentre = agency(stack, 'centre-huzhou');
  memberId = await join(stack, 'changji', { identityNumber: number }, plan);
  self = agency(stack, 'member-demo', memberId);
  otherId = await join(stack, 'changji', { identityNumber: identityNumber('1991-05-02') }, plan);
  other = agency(stack, 'member-demo', otherId);
  const input = { memberId, recipient: 'bank-a', purpose: 'GREEN_CHANNEL', validUntil: '2026-12-31' };
  const given = await self.ask<{ giveConsent: { id: string } }>(trusted('member/give-consent'), {
    input: { ...input, idempotencyKey: newKey() },
  });
  consent = given.giveConsent.id;
  const application = await apply(centre, { city: 'CHANGJI', identityNumber: identityNumber('1992-06-03') });
  applicationId = application.id;
  waiting = application.verificationId!;
});
afterAll(() => stack?.stop());

const today = '2026-08-03';
/** Every command on one member, with what it is refused as for a caller who does not answer for them. */
const commands = (of: string): [string, string, Record<string, unknown>, string][] => [
  ['signAgreement', 'SignAgreementInput', { memberId: of, ...plan }, 'NOT_APPROVED'],
  ['changePlan', 'ChangePlanInput', { memberId: of, base: '7000.00', ratio: '10%' }, 'ACCOUNT_NOT_OPEN'],
  ['terminateAgreement', 'TerminateAgreementInput', { memberId: of }, 'ACCOUNT_NOT_OPEN'],
  ['closeAccount', 'CloseAccountInput', { memberId: of }, 'ACCOUNT_NOT_OPEN'],
  ['requestTransferIn', 'RequestTransferInInput', { memberId: of, centre: '330100000000000' }, 'ACCOUNT_NOT_OPEN'],
  [
    'giveConsent',
    'GiveConsentInput',
    { memberId: of, recipient: 'bank-a', purpose: 'GREEN_CHANNEL', validUntil: today },
    'NOT_FOUND',
  ],
  [
    'applyForLoan',
    'ApplyForLoanInput',
    {
      memberId: of,
      principal: '1000.00',
      months: 12,
      method: 'EQUAL_PRINCIPAL',
      firstHome: true,
      housePrice: '2000.00',
    },
    'NOT_APPROVED',
  ],
];
const centreCommands = (of: string): [string, string, Record<string, unknown>, string][] => [
  ['contribute', 'ContributeInput', { memberId: of, month: '2026-08', amount: '718.00' }, 'ACCOUNT_NOT_OPEN'],
  ['withdraw', 'WithdrawInput', { memberId: of, amount: '1.00', reasonCode: '99' }, 'ACCOUNT_NOT_OPEN'],
  [
    'freezeAccount',
    'FreezeAccountInput',
    { memberId: of, kind: 'NO_MOVEMENT', authority: '法院', document: '1号' },
    'ACCOUNT_NOT_OPEN',
  ],
  [
    'bookUnitContribution',
    'BookUnitContributionInput',
    { memberId: of, month: '2026-08', amount: '718.00', base: '7180.00' },
    'NOT_APPROVED',
  ],
  ...['acceptTransferOut', 'refuseTransferOut'].map((name): [string, string, Record<string, unknown>, string] => {
    const answer = { memberId: of, centre: '330100000000000', letter: '3301002608030001' };
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
    return [name, type, name === 'refuseTransferOut' ? { ...answer, reason: '无' } : answer, 'ACCOUNT_NOT_OPEN'];
  }),
  [
    'recordSubsidisedLoan',
    'RecordSubsidisedLoanInput',
    { memberId: of, bank: '工商银行', contractReference: 'T-1' },
    'NOT_APPROVED',
  ],
  [
    'recordUnitParticipation',
    'RecordUnitParticipationInput',
    { memberId: of, inUnit: true, since: today },
    'NOT_FOUND',
  ],
  [
    'recordCreditStanding',
    'RecordCreditStandingInput',
    { memberId: of, standing: { value: 'ADVERSE', source: '征信', asOf: today } },
    'NOT_FOUND',
  ],
];
const refusedAs = (by: Agency, [name, type, given]: [string, string, Record<string, unknown>, string]) =>
  by.refused(`mutation ($input: ${type}!) { ${name}(input: $input) { __typename } }`, {
    input: { ...given, idempotencyKey: newKey() },
  });

describe('another city’s centre', () => {
  it('AG-04 finds nobody of this city, neither by id nor by number nor by application', async () => {
    const query = `query ($id: ID!, $number: IdentityNumber!, $application: ID!) {
      member(id: $id) { name } memberByIdentityNumber(identityNumber: $number) { id } application(id: $application) { id } }`;
    const asked = { id: memberId, number, application: applicationId };
    expect(await otherCentre.ask(query, asked)).toEqual({
      member: null,
      memberByIdentityNumber: null,
      application: null,
    });
    expect(await centre.ask(query, asked)).toEqual({
      member: { name: '马晓燕' },
      memberByIdentityNumber: { id: memberId },
      application: { id: applicationId },
    });
  });

  it.each([...commands(''), ...centreCommands('')])(
    'AG-04 is refused %s for a member of this city in the words for one who does not exist',
    async (...[name, type, given, code]) => {
      const forOne = await refusedAs(otherCentre, [name, type, { ...given, memberId }, code]);
      const forNobody = await refusedAs(otherCentre, [name, type, { ...given, memberId: nobody }, code]);
      expect(forOne.code).toBe(code);
      expect(forOne).toEqual(forNobody);
    },
  );

  it('AG-04 takes no application, books no reserve and sees no pool of this city', async () => {
    const input = declaration({ city: 'CHANGJI', identityNumber: identityNumber('1993-07-04') });
    const applying = await otherCentre.refused(trusted('centre/apply-to-join'), { input });
    expect(applying).toMatchObject({ code: 'FORBIDDEN', field: 'city' });
    const reserve = 'mutation ($input: ProvisionReserveInput!) { provisionReserve(input: $input) { id } }';
    const provision = { city: 'CHANGJI', kind: 'FLEXIBLE', amount: '1.00', idempotencyKey: newKey() };
    expect(await otherCentre.refused(reserve, { input: provision })).toMatchObject({
      code: 'FORBIDDEN',
      field: 'city',
    });
    const { pools } = await otherCentre.ask<{ pools: { city: string }[] }>('{ pools { city } }');
    expect(new Set(pools.map(({ city }) => city))).toEqual(new Set(['HUZHOU']));
  });

  it('CJ-08 AG-04 learns of a live application elsewhere only when the person applies at its own counter', async () => {
    const input = declaration({ city: 'HUZHOU', identityNumber: number });
    const refused = await otherCentre.refused(trusted('centre/apply-to-join'), { input });
    expect(refused).toMatchObject({ code: 'APPLICATION_EXISTS', clause: 'CJ-08' });
  });
});

describe('another city’s bureaus', () => {
  it('AG-02 CJ-23 the HR bureau neither sees, decides nor learns of an applicant of this city', async () => {
    const hr = agency(stack, 'hr-bureau-huzhou');
    const queue = await hr.ask(trusted('hr-bureau/pending-verifications'), { first: 10 });
    expect(queue).toMatchObject({ pendingVerifications: { totalCount: 0, edges: [] } });
    const decision = { decision: 'REJECT', evidenceReference: 'HR-1', rejectionReason: '不属实' };
    const decide = (verificationId: string) =>
      hr.refused(trusted('hr-bureau/decide-verification'), {
        input: { verificationId, ...decision, idempotencyKey: newKey() },
      });
    const refused = await decide(waiting);
    expect(refused).toMatchObject({ code: 'NOT_FOUND', field: 'verificationId' });
    expect(await decide(nobody)).toEqual(refused);
    const standing = (identityNumber: string) => hr.ask(trusted('hr-bureau/employment-standing'), { identityNumber });
    const told = await standing(number);
    expect(told).toMatchObject({ employmentStanding: { state: 'NOT_KNOWN', verifiedOn: null } });
    expect(await standing(identityNumber('1960-01-01'))).toEqual(told);
  });

  it('AG-01 CJ-14 the tax bureau finds nobody of this city', async () => {
    const document = trusted('tax-bureau/deductible-amounts');
    const inquiries = [{ identityNumber: number }];
    const here = await agency(stack, 'tax-bureau-changji').ask(document, { taxYear: 2026, inquiries });
    expect(here).toMatchObject({ taxpayers: [{ found: true, name: '马晓燕' }] });
    const there = await agency(stack, 'tax-bureau-huzhou').ask(document, { taxYear: 2026, inquiries });
    expect(there).toMatchObject({ taxpayers: [{ found: false, name: null, deduction: null }] });
  });
});

describe('another member', () => {
  it('AG-06 reads only their own, whatever id they know', async () => {
    expect(await other.ask('{ me { id } }')).toEqual({ me: { id: otherId } });
    const refused = await other.refused('query ($id: ID!) { member(id: $id) { id } }', { id: memberId });
    expect(refused.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it.each(commands(''))(
    'AG-06 is refused %s for this one in the words for one who does not exist',
    async (...command) => {
      const [name, type, given, code] = command;
      const forOne = await refusedAs(other, [name, type, { ...given, memberId }, code]);
      expect(forOne.code).toBe(code);
      expect(await refusedAs(other, [name, type, { ...given, memberId: nobody }, code])).toEqual(forOne);
    },
  );

  it.each(centreCommands(''))('AG-06 does not know %s at all', async (...command) => {
    expect((await refusedAs(other, command)).code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('AG-06 neither withdraws this one’s consent nor applies for anybody else', async () => {
    const withdraw = trusted('member/withdraw-consent');
    const theirs = await other.refused(withdraw, { input: { consentId: consent, idempotencyKey: newKey() } });
    expect(theirs).toMatchObject({ code: 'NOT_FOUND', field: 'consentId' });
    expect(await other.refused(withdraw, { input: { consentId: nobody, idempotencyKey: newKey() } })).toEqual(theirs);
    for (const each of [number, identityNumber('1994-08-05')]) {
      const input = declaration({ city: 'CHANGJI', identityNumber: each });
      const refused = await other.refused(
        'mutation ($input: ApplyToJoinInput!) { applyToJoin(input: $input) { id } }',
        {
          input,
        },
      );
      expect(refused).toMatchObject({ code: 'FORBIDDEN', field: 'identityNumber' });
    }
  });

  it('AG-06 who repeats this one’s very request through the same app is not given the answer', async () => {
    const give = trusted('member/give-consent');
    const asked = { memberId, recipient: 'bank-b', purpose: 'GREEN_CHANNEL', validUntil: '2026-12-31' };
    const input = { ...asked, idempotencyKey: newKey() };
    const first = await self.ask(give, { input });
    expect(await other.refused(give, { input })).toMatchObject({ code: 'NOT_FOUND', field: 'memberId' });
    // And the same key is the other's to use for a request of their own.
    expect(await other.ask(give, { input: { ...input, memberId: otherId } })).not.toEqual(first);
    expect(await self.ask(give, { input })).toEqual(first);
  });
});

describe('another bank', () => {
  it('AG-03 learns nothing by a consent given to this one, nor that there is one', async () => {
    const document = trusted('bank/green-channel');
    await agency(stack, 'bank-a').ask(document, { consent });
    const bank = agency(stack, 'bank-b');
    const refused = await bank.refused(document, { consent });
    expect(refused).toMatchObject({ code: 'CONSENT_NOT_VALID', clause: 'AG-03' });
    expect(await bank.refused(document, { consent: nobody })).toEqual(refused);
  });

  it('AG-03 no member’s account was touched by any of this', async () => {
    expect(await mine(self)).toMatchObject({ account: { balance: '0.00', agreement: { status: 'ACTIVE' } } });
  });
});
