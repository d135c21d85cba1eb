import { type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Agency, agency, apply, join, newKey, trusted } from '#test/agencies.ts';
import { contractSchema } from '#test/contract-schema.ts';
import { ownerOf } from '#test/disclosures.ts';
import { lend, loanCommands, loanQueues } from '#test/lending.ts';
import { identityNumber } from '#test/members.ts';
import { nested, selected } from '#test/selected-fields.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// A clerk of Huzhou who knows the number and every id of a person of Changji learns nothing about them, not even that they
// exist. The fields, ways and commands are read from the contract, so that one added later is tried too or fails here.

const schema: GraphQLSchema = await contractSchema('centre');
const memberType = schema.getType('Member') as GraphQLObjectType;
const nobody = '00000000-0000-4000-8000-00000000000f';
const today = '2026-08-03';
const hangzhou = '330100000000000';
const fields = Object.values(memberType.getFields()).map((field): [string, string] => [field.name, selected(field)]);

let stack: TestStack;
let owner: pg.Client;
let here: Agency;
let there: Agency;
/** Of Changji, with money, a loan and a consent; and what a clerk elsewhere may have heard of them. */
let person: { number: string; id: string; application: string; loan: string; consent: string };
/** Applicants of Huzhou: one declares the person as spouse, one a number that nobody has. */
let declarer: string;
let other: string;

beforeAll(async () => {
  stack = await startTestStack(today);
  owner = await ownerOf(stack.database.ownerUrl);
  here = agency(stack, 'centre-changji');
  there = agency(stack, 'centre-huzhou');
  const [number, absent] = [identityNumber('1990-04-01'), identityNumber('1990-05-01')];
  const plan = { base: '7180.00', ratio: '10%', mode: 'MONTHLY', debitAccount: '622200001234567890' };
  const declarerNumber = identityNumber('1991-05-02', 'FEMALE');
  const spouses = { identityNumber: number, spouseIdentityNumber: declarerNumber };
  const id = await join(stack, 'changji', spouses, { ...plan, firstContribution: '718.00' });
  const application = await here.ask<{ member: { application: { id: string } } }>(
    'query ($id: ID!) { member(id: $id) { application { id } } }',
    { id },
  );
  const loan = await lend(stack, 'changji', { memberId: id, principal: '1000.00', months: 12 });
  const given = await here.ask<{ giveConsent: { id: string } }>(trusted('centre/give-consent'), {
    input: inputs(id)['giveConsent']![1],
  });
  await stack.world.hear();
  const told = { loan: loan.id, consent: given.giveConsent.id };
  person = { number, id, application: application.member.application.id, ...told };
  const declaring = { city: 'HUZHOU', identityNumber: declarerNumber, spouseIdentityNumber: number };
  declarer = (await apply(there, declaring)).member.id;
  const alone = { city: 'HUZHOU', identityNumber: identityNumber('1991-05-03'), spouseIdentityNumber: absent };
  other = (await apply(there, alone)).member.id;
});
afterAll(async () => {
  await owner?.end();
  await stack?.stop();
});

/** Every command about one member, with its input type and an input that would be taken of who may give it. */
const inputs = (memberId: string): Record<string, [string, Record<string, unknown>]> => {
  const plan = { memberId, base: '7180.00', ratio: '10%' };
  const signing = { ...plan, mode: 'MONTHLY', debitAccount: '622200001234567890' };
  const house = { method: 'EQUAL_PRINCIPAL', firstHome: true, housePrice: '2000.00' };
  const consent = { memberId, recipient: 'bank-a', purpose: 'GREEN_CHANNEL', validUntil: '2026-12-31' };
  const standing = { value: 'ADVERSE', source: '征信', asOf: today };
  const recorded = { since: today, evidenceReference: '材料-1' };
  const all: Record<string, [string, Record<string, unknown>]> = {
    signAgreement: ['SignAgreementInput', signing],
    changePlan: ['ChangePlanInput', plan],
    terminateAgreement: ['TerminateAgreementInput', { memberId }],
    contribute: ['ContributeInput', { memberId, month: '2026-09', amount: '718.00' }],
    withdraw: ['WithdrawInput', { memberId, amount: '1.00', reasonCode: '01', evidenceReference: 'HT-1' }],
    freezeAccount: [
      'FreezeAccountInput',
      { memberId, kind: 'PARTIAL', amount: '1.00', authority: '法院', document: '1号' },
    ],
    closeAccount: ['CloseAccountInput', { memberId }],
    applyForLoan: ['ApplyForLoanInput', { memberId, principal: '1000.00', months: 12, ...house }],
    recordSubsidisedLoan: ['RecordSubsidisedLoanInput', { memberId, bank: '工商银行', contractReference: newKey() }],
    giveConsent: ['GiveConsentInput', consent],
    recordCreditStanding: ['RecordCreditStandingInput', { memberId, standing }],
    bookUnitContribution: [
      'BookUnitContributionInput',
      { memberId, month: '2026-08', amount: '718.00', base: '7180.00' },
    ],
    requestTransferIn: ['RequestTransferInInput', { memberId, centre: hangzhou }],
    acceptTransferOut: ['AcceptTransferOutInput', { memberId, centre: hangzhou, letter: '3301002608030001' }],
    refuseTransferOut: [
      'RefuseTransferOutInput',
      { memberId, centre: hangzhou, letter: '3301002608030001', reason: '无' },
    ],
    recordMemberCategory: ['RecordMemberCategoryInput', { memberId, kind: 'VETERAN', ...recorded }],
    recordIndustry: ['RecordIndustryInput', { memberId, industryCode: 'OTHER', ...recorded }],
    recordUnitParticipation: ['RecordUnitParticipationInput', { memberId, inUnit: true, since: today }],
  };
  for (const [, input] of Object.values(all)) input['idempotencyKey'] = newKey();
  return all;
};

type Way = [string, (field: string) => string, () => [object, object]];

/** Every way to a member: a document for one field, and what is asked of the person and, instead, of nobody. */
const ways: Way[] = [
  ['member', (field) => `query ($id: ID!) { member(id: $id) { ${field} } }`, () => [{ id: person.id }, { id: nobody }]],
  [
    'memberByIdentityNumber',
    (field) => `query ($n: IdentityNumber!) { memberByIdentityNumber(identityNumber: $n) { ${field} } }`,
    () => [{ n: person.number }, { n: identityNumber('1960-01-01') }],
  ],
  [
    'application',
    (field) => `query ($id: ID!) { application(id: $id) { member { ${field} } } }`,
    () => [{ id: person.application }, { id: nobody }],
  ],
];
/** The way by which anybody could be made a relative: a spouse's number is only declared. */
const spouseWays: ((field: string) => string)[] = [
  (field) => `query ($id: ID!) { member(id: $id) { spouse { ${field} } } }`,
  (field) => `query ($id: ID!) { member(id: $id) { application { member { spouse { ${field} } } } } }`,
];

const commandsOf = () => Object.keys(schema.getMutationType()!.getFields()).sort();

/** A withdrawal, a freeze and a correction of a member of Changji, and the movement that is to be corrected. */
async function heldOf(id: string) {
  const clerk = agency(stack, 'centre-changji', undefined, 'clerk-2');
  const done = async (name: string, more: object = {}) => {
    const [type, input] = inputs(id)[name] ?? ['ProposeCorrectionInput', { idempotencyKey: newKey() }];
    const document = `mutation ($input: ${type}!) { ${name}(input: $input) { id } }`;
    return (await clerk.ask<Record<string, { id: string }>>(document, { input: { ...input, ...more } }))[name]!.id;
  };
  const { member } = await clerk.ask<{ member: { account: { movements: { edges: { node: { id: string } }[] } } } }>(
    'query ($id: ID!) { member(id: $id) { account { movements(first: 1) { edges { node { id } } } } } }',
    { id },
  );
  const movement = member.account.movements.edges[0]!.node.id;
  const correction = await done('proposeCorrection', { movementId: movement, reason: 'OTHER', note: '误' });
  return { withdrawal: await done('withdraw'), freeze: await done('freezeAccount'), correction, movement };
}

describe('the contract of a centre', () => {
  it('AG-04 has no way to a member and no command about one that is not tried here', () => {
    // The queue and the pools name no member by id or number; they are looked at below. The book is asked for by city:
    // see trial-balance.test.ts.
    const known = [
      ...ways.map(([root]) => root),
      ...'pendingVerifications pools trialBalance pendingCorrections irregularPayouts classifiedBook'.split(' '),
      ...'transferSuspense runs runRefusals unansweredDebits debitContradictions awardTrial awardTrials subsidyCosts financingFacilities'.split(
        ' ',
      ),
      ...['suspenseItems', 'platformInquiries', 'consentText', 'agreementText', 'duplicateMembers'],
      ...['pendingIdentityCorrections', 'spouseCheck'],
      ...loanQueues,
    ];
    expect(Object.keys(schema.getQueryType()!.getFields()).sort()).toEqual(known.sort());
    const leading = Object.values(schema.getTypeMap()).filter(isObjectType);
    const to = leading.flatMap((type) =>
      Object.values(type.getFields()).flatMap((each) =>
        nested(each.type) === memberType ? [`${type.name}.${each.name}`] : [],
      ),
    );
    expect(to.sort()).toEqual([
      'Application.member',
      ...['Member.mergedRecords', 'Member.spouse', 'MemberPair.first', 'MemberPair.second'],
      ...['Mutation.recordCreditStanding', 'Mutation.recordIndustry', 'Mutation.recordMemberCategory'],
      'Mutation.recordUnitParticipation',
      'Query.member',
      'Query.memberByIdentityNumber',
    ]);
    const byIds = ['voidWithdrawal', 'recoverPayout', 'unfreezeAccount', 'proposeCorrection', 'decideCorrection'];
    const tried = [
      ...Object.keys(inputs(nobody)),
      ...byIds,
      'cancelTransferIn',
      ...loanCommands,
      ...['endSubsidisedLoan', 'withdrawConsent', 'withdrawApplication', 'resolvePlatformInquiry'],
    ];
    // Of a city, not of a member: refused by city in their own tests.
    const ofCity = ['applyToJoin', 'provisionReserve', 'tryAwards', 'resolveSuspense', 'returnTransferMoney'];
    const ofRuns = ['previewRun', 'pauseRun', 'resumeRun', 'reverseRun', 'proposeDebitVoid', 'decideDebitVoid'];
    const identity = ['proposeIdentityCorrection', 'proposeNameCorrection', 'proposeMerge', 'decideIdentityCorrection'];
    const financing = ['propose', 'decide', 'draw', 'repay'].map((verb) => `${verb}Financing`);
    expect(commandsOf()).toEqual([...tried, ...identity, ...financing, ...ofRuns, ...ofCity, 'rejectReversal'].sort());
  });
});

describe.each(fields)('Member.%s', (name, field) => {
  it('AG-04 is told to the clerk of the member’s city', async () => {
    const [, document, asked] = ways[0]!;
    const answer = here.ask<{ member: Record<string, unknown> }>(document(field), { ...asked()[0] });
    // Who looked is for an auditor, under a purpose of its own; the declared spouse lives in Huzhou; all else is there.
    if (name === 'disclosures') return expect(answer).rejects.toThrow('PURPOSE_REQUIRED');
    const { member } = await answer;
    if (name === 'spouse') expect(member[name]).toBeNull();
    else expect(member[name]).toEqual(expect.anything());
  });

  it.each(ways)('AG-04 is not told to a clerk elsewhere by %s, as if the person were nobody', async (...way) => {
    const [root, document, asked] = way;
    const [ofPerson, ofNobody] = asked();
    const answer = await there.ask(document(field), { ...ofPerson });
    expect(answer).toEqual({ [root]: null });
    expect(await there.ask(document(field), { ...ofNobody })).toEqual(answer);
  });

  it('CJ-13 AG-04 is not told by declaring the person the spouse of an applicant of one’s own', async () => {
    for (const document of spouseWays) {
      const answer = await there.ask(document(field), { id: declarer });
      expect(JSON.stringify(answer)).toMatch(/"spouse":null/);
      expect(answer).toEqual(await there.ask(document(field), { id: other }));
    }
  });
});

describe('a clerk elsewhere', () => {
  const refused = (name: string, type: string, input: Record<string, unknown>) =>
    there.refused(`mutation ($input: ${type}!) { ${name}(input: $input) { __typename } }`, { input });

  it.each(Object.keys(inputs(nobody)))(
    'AG-04 is refused %s about the person in the words for nobody',
    async (command) => {
      const [type, input] = inputs(person.id)[command]!;
      const told = await refused(command, type, input);
      expect(told).toEqual(await refused(command, type, inputs(nobody)[command]![1]));
      expect(['NOT_FOUND', 'NOT_APPROVED', 'ACCOUNT_NOT_OPEN']).toContain(told.code);
    },
  );

  it('HZ-12 AG-04 is refused cancelTransferIn by an id that is right, in the words for a wrong one', async () => {
    const cancel = (transferId: string) =>
      refused('cancelTransferIn', 'CancelTransferInInput', {
        transferId,
        idempotencyKey: newKey(),
      });
    const request = `mutation ($input: RequestTransferInInput!) { requestTransferIn(input: $input) { id } }`;
    const input = { memberId: person.id, centre: hangzhou, idempotencyKey: newKey() };
    const { requestTransferIn } = await here.ask<{ requestTransferIn: { id: string } }>(request, { input });
    expect(await cancel(requestTransferIn.id)).toEqual(await cancel(nobody));
  });

  it('AG-04 is refused repayLoan, endSubsidisedLoan and withdrawConsent by ids that are right, in the words for wrong ones', async () => {
    const repay = (loanId: string) =>
      refused('repayLoan', 'RepayLoanInput', { loanId, amount: '1.00', idempotencyKey: newKey() });
    expect(await repay(person.loan)).toEqual(await repay(nobody));
    const [type, input] = inputs(person.id)['recordSubsidisedLoan']!;
    const record = `mutation ($input: ${type}!) { recordSubsidisedLoan(input: $input) { id } }`;
    const { recordSubsidisedLoan } = await here.ask<Record<string, { id: string }>>(record, { input });
    const end = (subsidisedLoanId: string) =>
      refused('endSubsidisedLoan', 'EndSubsidisedLoanInput', { subsidisedLoanId, idempotencyKey: newKey() });
    expect(await end(recordSubsidisedLoan!.id)).toEqual(await end(nobody));
    const withdraw = (consentId: string) =>
      refused('withdrawConsent', 'WithdrawConsentInput', { consentId, idempotencyKey: newKey() });
    expect(await withdraw(person.consent)).toEqual(await withdraw(nobody));
  });

  it('HZ-04 CJ-13 AG-04 is refused what leaves an account, and what keeps money in it, by ids that are right', async () => {
    const officer = agency(stack, 'centre-huzhou', undefined, 'clerk-1');
    const alike = async (name: string, type: string, id: string, [right, wrong]: [string, string], more: object) => {
      const told = (value: string) =>
        officer.refused(`mutation ($input: ${type}!) { ${name}(input: $input) { __typename } }`, {
          input: { [id]: value, ...more, idempotencyKey: newKey() },
        });
      expect(await told(right)).toEqual(await told(wrong));
      expect((await told(right)).code).toBe('NOT_FOUND');
    };
    const { withdrawal, freeze, correction, movement } = await heldOf(person.id);
    await alike('voidWithdrawal', 'VoidWithdrawalInput', 'withdrawalId', [withdrawal, nobody], {});
    await alike('recoverPayout', 'RecoverPayoutInput', 'withdrawalId', [withdrawal, nobody], { way: 'CHARGED' });
    await alike('unfreezeAccount', 'UnfreezeAccountInput', 'freezeId', [freeze, nobody], { document: '2号' });
    const more = { reason: 'OTHER', note: '误' };
    const admit = { decision: 'ADMIT', evidenceReference: '1号' };
    await alike('withdrawApplication', 'WithdrawApplicationInput', 'applicationId', [person.application, nobody], {});
    const resolving = 'ResolvePlatformInquiryInput';
    await alike('resolvePlatformInquiry', resolving, 'applicationId', [person.application, nobody], admit);
    await alike('proposeCorrection', 'ProposeCorrectionInput', 'movementId', [movement, '999999'], more);
    const book = { decision: 'BOOK' };
    await alike('decideCorrection', 'DecideCorrectionInput', 'correctionId', [correction, nobody], book);
  });

  it('AG-04 finds in the queue and in the pools only what is of their own city', async () => {
    const told = await there.ask<{ pendingVerifications: { edges: { node: { city: string } }[] } }>(
      '{ pendingVerifications { edges { node { city applicantName } } } pools { city } }',
    );
    expect(told.pendingVerifications.edges).toHaveLength(2);
    expect(JSON.stringify(told)).not.toContain('CHANGJI');
  });

  it('AG-04 of all that was asked here nothing about the person is on the record of disclosures to them', async () => {
    const sql = 'SELECT DISTINCT client FROM gateway.disclosed WHERE subject = $1 ORDER BY client';
    const { rows } = await owner.query<{ client: string }>(sql, [person.id]);
    expect(rows.map(({ client }) => client)).toEqual(['centre-changji', 'hr-bureau-changji']);
  });
});
