import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Agreement } from '#gateway/agreements/read.ts';
import { agencies } from '#gateway/filed-documents.ts';
import { settableClock } from '#kernel/clock.ts';
import { agreementWith } from '#test/agreements.ts';
import { trusted } from '#test/documents.ts';
import { purposeOf, startTestGateway, type TestGateway, testCallerKeys } from '#test/gateway.ts';
import { answer, type Misbehaving, misbehaving } from '#test/misbehaving.ts';

// What is agreed with an agency, through the gateway: what is not never reaches a subgraph.

const keys = testCallerKeys();
const clock = settableClock('2026-07-01');
const member = '00000000-0000-4000-8000-000000000001';
const consent = '00000000-0000-4000-8000-000000000002';
const generous = { requestsPerMinute: 100_000, lookupsPerDay: 100_000 };

let members: Misbehaving;
let gateway: TestGateway;
let second: TestGateway;

const agreed: Agreement[] = [
  agreementWith('bank', { client: 'expired', until: '2026-06-30' }),
  agreementWith('bank', { client: 'coming', from: '2026-07-02' }),
  agreementWith('bank', { client: 'last-day', until: '2026-07-01' }),
  agreementWith('bank', { client: 'of-one-city', cities: ['330500'] }),
  agreementWith('hr-bureau', { client: 'hr', rate: generous }),
  agreementWith('hr-bureau', { client: 'few', rate: { ...generous, lookupsPerDay: 50 } }),
  agreementWith('hr-bureau', { client: 'slow', rate: { ...generous, requestsPerMinute: 5 } }),
  agreementWith('hr-bureau', {
    client: 'narrow',
    rate: generous,
    purposes: {
      'employment-verification': {
        caseReference: 'required',
        consent: 'not needed',
        fields: new Set(['Query.employmentStanding', 'EmploymentStanding.state']),
      },
    },
  }),
  agreementWith('bank', { client: 'bank', rate: generous }),
];

beforeAll(async () => {
  members = await misbehaving();
  const agreements = new Map(agreed.map((each) => [each.client, each]));
  const starting = { keys, clock, agreements, subgraphUrls: { members: members.url } };
  gateway = await startTestGateway(starting);
  second = await startTestGateway({ ...starting, database: gateway.database });
});

afterAll(async () => {
  await second.stop();
  await gateway.stop();
  await members.stop();
});

beforeEach(() => {
  members.calls.length = 0;
  members.behave = answer({ data: { employmentStanding: { __typename: 'EmploymentStanding', state: 'NOT_KNOWN' } } });
});

const standing = 'query ($n: IdentityNumber!) { employmentStanding(identityNumber: $n) { state } }';
const numberAt = (n: number) => `6523011990010${String(10_000 + n).slice(1)}0`;
const hr = (client: string) => gateway.token('hr-bureau', { client_id: client });

async function ask(token: string, query: string, more: Parameters<TestGateway['ask']>[2] = {}, of = gateway) {
  // Nothing is asked for in a question about nothing.
  const audience = query.includes('consentedMember') ? 'bank' : 'hr-bureau';
  const headers = query === '{ __typename }' ? {} : purposeOf(audience);
  const answered = await of.ask(token, query, { headers, ...more });
  const { code, field, rule } = answered.body.errors?.[0]?.extensions ?? {};
  return { ...answered, code, at: field ?? rule };
}

describe('a client', () => {
  const green = '{ consentedMember(consent: "x") { greenChannel { tier } } }';

  for (const client of ['unknown', 'expired', 'coming', 'of-one-city', 'hr', '__proto__']) {
    it(`AG-03 is given nothing, not even a name, where no agreement is in force: ${client}`, async () => {
      const token = await gateway.token('bank', { client_id: client });
      for (const query of [green, '{ __typename }', '{']) {
        const { status, code, text } = await ask(token, query);
        expect([status, code]).toEqual([403, 'NO_AGREEMENT']);
        expect(text.length).toBeLessThan(2_048);
      }
      expect(members.calls).toEqual([]);
    });
  }

  it('AG-03 is answered until the end of the last day in Shanghai', async () => {
    const token = await gateway.token('bank', { client_id: 'last-day' });
    clock.set('2026-07-01T15:59:59.000Z');
    expect((await ask(token, '{ __typename }')).status).toBe(200);
    clock.set('2026-07-01T16:00:00.000Z');
    expect((await ask(token, '{ __typename }')).code).toBe('NO_AGREEMENT');
    clock.set('2026-07-01');
  });
});

describe('a field', () => {
  it('AG-02 is not released beyond the agreement, under whatever name or fragment', async () => {
    const token = await hr('narrow');
    const variables = { n: numberAt(1) };
    expect((await ask(token, standing, { variables })).body.data).toEqual({
      employmentStanding: { state: 'NOT_KNOWN' },
    });
    members.calls.length = 0;
    for (const fields of ['asOf', 'state x: asOf', '... on EmploymentStanding { asOf }', '...f', 'industry { name }']) {
      const fragment = fields === '...f' ? ' fragment f on EmploymentStanding { asOf }' : '';
      const query = `query ($n: IdentityNumber!) { employmentStanding(identityNumber: $n) { ${fields} } }${fragment}`;
      const { status, code } = await ask(token, query, { variables });
      expect([status, code]).toEqual([403, 'FORBIDDEN']);
    }
    expect((await ask(token, '{ pendingVerifications(first: 1) { totalCount } }')).at).toBe(
      'Query.pendingVerifications',
    );
    expect(members.calls).toEqual([]);
  });

  it('AG-02 of a person is given for a case only', async () => {
    const token = await hr('hr');
    const post = (headers: Record<string, string>) =>
      fetch(gateway.url, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query: standing, variables: { n: numberAt(1) } }),
      });
    const without = await post(purposeOf('hr-bureau'));
    expect(without.status).toBe(400);
    expect(await without.json()).toMatchObject({ errors: [{ extensions: { code: 'CASE_REQUIRED' } }] });
    expect(members.calls).toEqual([]);
    expect((await post({ ...purposeOf('hr-bureau'), 'case-reference': 'HR-1' })).status).toBe(200);
  });

  it('AG-03 PIPL-23 about somebody without consent does not leave, whatever a subgraph answers', async () => {
    const token = await gateway.token('bank');
    const query = `{ consentedMember(consent: "${consent}") { __typename } }`;
    const told = (basis: object) =>
      answer({
        data: { consentedMember: { __typename: 'Member', id: member } },
        extensions: { persons: [{ path: ['consentedMember'], subject: member, ...basis }] },
      });
    members.behave = told({ basis: `consent ${consent}` });
    expect((await ask(token, query)).body.data).toEqual({ consentedMember: { __typename: 'Member' } });
    members.behave = told({});
    const { code, body, text } = await ask(token, query);
    expect([code, body.data]).toEqual(['CONSENT_NOT_VALID', undefined]);
    expect(text).not.toContain(member);
  });
});

describe('a quota', () => {
  it('AG-02 cuts an enumeration of identity numbers off exactly, hit or miss, over two gateways', async () => {
    const token = await hr('few');
    // Each gateway of the test has an issuer of its own.
    const other = await second.token('hr-bureau', { client_id: 'few' });
    const codes: unknown[] = [];
    for (let n = 0; n < 120; n += 1) {
      const state = n % 2 === 0 ? 'NOT_KNOWN' : 'CONFIRMED';
      members.behave = answer({ data: { employmentStanding: { __typename: 'EmploymentStanding', state } } });
      const [by, of] = n % 2 === 0 ? [token, gateway] : [other, second];
      const { code } = await ask(by, standing, { variables: { n: numberAt(n) } }, of);
      codes.push(code);
    }
    expect(members.calls).toHaveLength(50);
    expect(codes.filter((code) => code === undefined)).toHaveLength(50);
    expect(new Set(codes)).toEqual(new Set([undefined, 'QUOTA_EXCEEDED']));
    expect(codes.slice(52)).not.toContain(undefined);
    const { status, headers, text } = await ask(token, standing, { variables: { n: numberAt(0) } });
    expect(status).toBe(429);
    expect(Number(headers.get('retry-after'))).toBe(14 * 60 * 60);
    expect(text).not.toContain(numberAt(0));
    // What looks nobody up is answered still, and another client too.
    expect((await ask(token, '{ __typename }')).status).toBe(200);
    expect((await ask(await hr('hr'), standing, { variables: { n: numberAt(0) } })).status).toBe(200);
  });

  it('counts requests by the minute before anything is read, and says when there is more', async () => {
    const token = await hr('slow');
    for (let n = 0; n < 5; n += 1) expect((await ask(token, '{')).status).toBe(400);
    const { status, code, at, headers } = await ask(token, standing, { variables: { n: numberAt(1) } });
    expect([status, code, at]).toEqual([429, 'QUOTA_EXCEEDED', 'requests']);
    expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect(members.calls).toEqual([]);
  });
});

describe('an agency', () => {
  let bound: TestGateway;

  beforeAll(async () => {
    bound = await startTestGateway({ keys, clock, bound: agencies, subgraphUrls: { members: members.url } });
  });

  afterAll(() => bound.stop());

  it('AG-02 is answered the documents on file, by text or by hash, and nothing else', async () => {
    const token = await bound.token('hr-bureau');
    members.behave = answer({
      data: {
        employmentStanding: { __typename: 'EmploymentStanding', state: 'NOT_KNOWN', asOf: '2026-07-01T02:00:00.000Z' },
      },
    });
    const onFile = await ask(
      token,
      trusted('hr-bureau/employment-standing'),
      { variables: { identityNumber: numberAt(1) } },
      bound,
    );
    expect(onFile.body.data).toMatchObject({ employmentStanding: { state: 'NOT_KNOWN' } });
    members.calls.length = 0;
    for (const query of [standing, '{ __typename }', '{ __schema { types { name } } }', '{', '']) {
      const { status, code, text } = await ask(token, query, { variables: { n: numberAt(1) } }, bound);
      expect([status, code]).toEqual([400, 'DOCUMENT_NOT_ON_FILE']);
      expect(text.length).toBeLessThan(2_048);
    }
    expect(members.calls).toEqual([]);
    const regulator = await bound.token('regulator');
    expect((await bound.ask(regulator, '{ __typename }')).status).toBe(200);
  });
});
