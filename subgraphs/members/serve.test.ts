import { isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixedClock } from '#kernel/clock.ts';
import { audiences, type Caller, callerKeys, signCaller } from '#service/caller.ts';
import { contractSchema } from '#test/contract-schema.ts';
import { application, approved, callerOf, identityNumber, membersRegister, type Register } from '#test/members.ts';
import { statementsOf } from '#test/statements.ts';
import { applyToJoin } from './operations/apply-to-join.ts';
import { giveConsent } from './operations/give-consent.ts';
import { serveMembers } from './serve.ts';

const keys = callerKeys(`test:${'3c'.repeat(32)}`);
const clock = fixedClock('2026-10-01');
const number = identityNumber('1992-08-15');
let register: Register;
let served: Awaited<ReturnType<typeof serveMembers>>;
let members: string[];

beforeAll(async () => {
  register = await membersRegister();
  members = [(await approved(register, { identityNumber: number })).memberId];
  for (let more = 0; more < 9; more += 1) members.push((await approved(register)).memberId);
  served = await serveMembers({ url: register.fresh.url('members'), port: 0, keys, identity: register.keys, clock });
});
afterAll(async () => {
  await served.stop();
  await register.close();
});

type Answer = { data?: Record<string, unknown>; errors?: { extensions: { code: string } }[]; extensions?: unknown };

async function ask(caller: Caller, query: string, variables: object = {}): Promise<Answer> {
  const body = JSON.stringify({ query, variables });
  const headers = { 'content-type': 'application/json', ...signCaller(keys, caller, body, clock.now()) };
  const response = await fetch(`http://127.0.0.1:${served.port}/graphql`, { method: 'POST', headers, body });
  return (await response.json()) as Answer;
}

const everything = `city name identityNumberMasked identityDocumentKind phoneMasked birthDate employmentForm
  industry { code name } keyIndustry creditStanding { value source asOf } inUnit
  categories { kind graduatedOn } consents { id status }
  application { status eligibility { eligible conditions { clause met } retirementOn } }`;

describe('the members subgraph', () => {
  test('AG-06 a member sees all of their own, masked, and the answer says whom it is about', async () => {
    const answer = await ask(callerOf('member', { member: members[0]! }), `{ me { id ${everything} } }`);
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toMatchObject({
      me: {
        id: members[0],
        city: 'CHANGJI',
        name: '马晓燕',
        phoneMasked: '139****0001',
        birthDate: '1992-08-15',
        keyIndustry: true,
        creditStanding: { value: 'GOOD', source: '人民银行征信系统', asOf: '2024-01-01' },
        inUnit: false,
        application: { status: 'APPROVED', eligibility: { eligible: true, retirementOn: '2055-08-15' } },
      },
    });
    expect(JSON.stringify(answer)).not.toContain(number);
    expect(answer.extensions).toMatchObject({ persons: [{ path: ['me'], subject: members[0] }, expect.anything()] });
  });

  test('CJ-17 CJ-04 facts of any number of referenced members cost a constant number of statements', async () => {
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Member { ${everything} } } }`;
    const references = (ids: string[]) => ({ r: ids.map((id) => ({ __typename: 'Member', id })) });
    const count = async (ids: string[]) => {
      const sent = await statementsOf(register.database, async () => {
        const answer = await ask(callerOf('centre'), query, references(ids));
        expect(answer.errors).toBeUndefined();
        expect(answer.data).toMatchObject({ _entities: ids.map(() => ({ inUnit: false })) });
      });
      return sent.length;
    };
    const one = await count(members.slice(0, 1));
    expect(one).toBeGreaterThan(0);
    expect(await count(members)).toBe(one);
  });

  test('AG-03 a bank reaches the consenting member, and without consent learns nothing', async () => {
    const terms = { recipient: 'bank-a', purpose: 'GREEN_CHANNEL', validUntil: '2027-03-31' } as const;
    const given = await giveConsent(register.centre, { memberId: members[0]!, ...terms, idempotencyKey: 'c' });
    const query = 'query ($c: ID!) { consentedMember(consent: $c) { id keyIndustry creditStanding { value } } }';
    const bank = callerOf('bank', { client: 'bank-a', cities: [] });
    const answer = await ask(bank, query, { c: given.id });
    expect(answer.data).toMatchObject({ consentedMember: { id: members[0], keyIndustry: true } });
    const refused = await ask({ ...bank, client: 'bank-b' }, query, { c: given.id });
    expect(refused.errors?.map(({ extensions }) => extensions.code)).toEqual(['CONSENT_NOT_VALID']);
  });

  test('AG-01 AG-02 taxpayers and verifications are answered and marked with their subjects', async () => {
    const taxpayers = await ask(
      callerOf('tax-bureau'),
      'query ($n: IdentityNumber!) { taxpayers(inquiries: [{ identityNumber: "x" }, { identityNumber: $n }]) { found name } }',
      { n: number },
    );
    expect(taxpayers.data).toEqual({
      taxpayers: [
        { found: false, name: null },
        { found: true, name: '马晓燕' },
      ],
    });
    expect(taxpayers.extensions).toEqual({ persons: [{ path: ['taxpayers', 1], subject: members[0] }] });
    const apply = `mutation ($n: IdentityNumber!) { applyToJoin(input: { city: CHANGJI, name: "李四", identityNumber: $n,
      phone: "13900000009", employmentForm: SELF_EMPLOYED, industryCode: "RETAIL", employedSince: "2025-01-01",
      creditStanding: { value: GOOD, source: "人民银行征信系统", asOf: "2026-09-01" }, idempotencyKey: "http" })
      { status verificationId member { name } } }`;
    const second = identityNumber('1988-02-29', 'FEMALE');
    const applied = await ask(callerOf('centre'), apply, { n: second });
    expect(applied.data).toMatchObject({ applyToJoin: { status: 'AWAITING_VERIFICATION', member: { name: '李四' } } });
    const queue = await ask(
      callerOf('hr-bureau'),
      `{ pendingVerifications { totalCount pageInfo { hasNextPage } edges { node { applicantName identityNumber
         identityDocumentKind employmentForm industry { name } employedSince appliedOn city } } } }`,
    );
    expect(queue.data).toMatchObject({
      pendingVerifications: {
        totalCount: 1,
        edges: [{ node: { applicantName: '李四', identityNumber: second, industry: { name: '商贸零售' } } }],
      },
    });
  });

  test('CJ-13 AG-04 of a spouse in another city a clerk is told nothing, not even the id, and none is marked', async () => {
    const far = application({ city: '330500', industryCode: 'OTHER', spouseIdentityNumber: number });
    const spouse = (await applyToJoin(register.huzhouCentre, far)).memberId;
    const query = 'query ($m: ID!) { member(id: $m) { spouse { id } } }';
    const told = await ask(callerOf('centre'), query, { m: members[0] });
    expect(told).toMatchObject({ data: { member: { spouse: null } } });
    expect(JSON.stringify(told)).not.toContain(spouse);
  });

  test('CJ-13 AG-01 AG-02 AG-03 AG-06 only a centre may ask for a spouse, by contract and in this register', async () => {
    for (const audience of audiences) {
      const type = (await contractSchema(audience)).getType('Member');
      expect(isObjectType(type) && 'spouse' in type.getFields()).toBe(audience === 'centre');
    }
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Member { spouse { id } } } }';
    const given = { recipient: 'bank-changji', purpose: 'GREEN_CHANNEL', validUntil: '2027-03-31' } as const;
    await giveConsent(register.centre, { memberId: members[0]!, ...given, idempotencyKey: 'c-spouse' });
    for (const audience of audiences.filter((other) => other !== 'centre')) {
      const answer = await ask(callerOf(audience, { member: members[0]! }), query, {
        r: [{ __typename: 'Member', id: members[0] }],
      });
      expect(JSON.stringify(answer.data)).not.toContain('"id"');
      if (audience !== 'regulator') expect(answer.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
  });

  test('an unsigned call is refused before it is read', async () => {
    const response = await fetch(`http://127.0.0.1:${served.port}/graphql`, { method: 'POST', body: '{' });
    expect(response.status).toBe(401);
  });
});
