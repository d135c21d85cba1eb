import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { purposeOf, startTestGateway, type TestGateway } from '#test/gateway.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway();
});

afterAll(() => gateway.stop());

const code = (body: { errors?: { extensions: Record<string, unknown> }[] }) => body.errors?.[0]?.extensions['code'];

/** Sends raw bytes or headers that fetch would not. */
async function post(body: string | ReadableStream, headers: Record<string, string>, token?: string) {
  const authorization = token ?? (await gateway.token('bank'));
  const answer = await fetch(gateway.url, {
    method: 'POST',
    headers: { authorization: `Bearer ${authorization}`, ...headers },
    body,
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  } as RequestInit);
  return {
    status: answer.status,
    body: (await answer.json()) as { errors?: { extensions: Record<string, unknown> }[] },
  };
}

describe('what may be sent', () => {
  const query = JSON.stringify({ query: '{ __typename }' });
  const json = { 'content-type': 'application/json' };

  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=utf-7',
  ]) {
    it(`refuses a body of type ${type} with 415`, async () => {
      expect((await post(query, { 'content-type': type })).status).toBe(415);
    });
  }

  it('refuses a compressed body', async () => {
    expect((await post(query, { ...json, 'content-encoding': 'gzip' })).status).toBe(415);
  });

  it('refuses a body of more than a mebibyte, with or without a length', async () => {
    const big = 'x'.repeat(1024 * 1024 + 1);
    expect((await post(big, json)).status).toBe(413);
    const parts = new Blob([big]).stream();
    const chunked = await post(parts, json).catch(() => ({ status: 413 }));
    expect(chunked.status).toBe(413);
  });

  it('takes a body of a thousand identity numbers', async () => {
    const inquiries = Array.from({ length: 1000 }, () => ({
      identityNumber: '65230119900101001X',
      priorYearAverageMonthlyIncome: '8640.00',
    }));
    const token = await gateway.token('tax-bureau');
    const answer = await gateway.ask(token, 'query ($i: [TaxpayerInquiry!]!) { taxpayers(inquiries: $i) { found } }', {
      variables: { i: inquiries },
      headers: purposeOf('tax-bureau'),
    });
    expect(code(answer.body)).toBe('INTERNAL');
  });

  for (const [what, body] of Object.entries({
    'a batch': '[{"query":"{ __typename }"}]',
    'text that is not JSON': '{',
    'a body without a query': '{}',
    'variables nested fifty thousand deep': `{"query":"{ __typename }","variables":{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`,
    'a NUL in a variable': '{"query":"{ __typename }","variables":{"a":"\\u0000"}}',
    'half a surrogate pair': '{"query":"{ __typename }","variables":{"a":"\\ud800"}}',
  })) {
    it(`refuses ${what} with 400`, async () => {
      expect((await post(body, json)).status).toBe(400);
    });
  }

  it('offers only POST, so that no query with a number ends up in an address', async () => {
    const answer = await fetch(`${gateway.url}?query={__typename}`);
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST');
  });

  it('does not know other paths', async () => {
    const answer = await fetch(gateway.url.replace('/graphql', '/graphql/..%2f_internal'));
    expect(answer.status).toBe(404);
  });
});

describe('how much may be asked', () => {
  const headers = purposeOf('centre');
  const deep = (levels: number): string => `${'application { member { '.repeat(levels)}id${' } }'.repeat(levels)}`;
  const many = (count: number, one: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => one(index)).join(' ');
  const fanOut = (steps: number) =>
    many(steps, (n) => `fragment f${n} on Member { ...f${n + 1} application { member { ...f${n + 1} } } }`);

  const refused: Record<string, string> = {
    'depth beyond 15': `{ member(id: "x") { ${deep(8)} } }`,
    'depth of thousands': `{ member(id: "x") { ${deep(1_000)} } }`,
    'more than 50 aliases': `{ ${many(51, (n) => `a${n}: __typename`)} }`,
    'more than 20 root fields': `{ ${many(21, () => '__typename')} }`,
    'more than 20 root fields in a fragment': `{ ...f } fragment f on Query { ${many(21, () => '__typename')} }`,
    'one root field twice under two names': '{ a: member(id: "x") { id } member(id: "y") { id } }',
    'one root field twice, once in a fragment':
      '{ __typename ...f } fragment f on Query { pools { id } b: pools { id } }',
    'more than 2,000 tokens': `{ ${many(2_001, () => '__typename')} }`,
    'a fan-out of fragments': `{ member(id: "x") { ...f0 } } ${fanOut(30)} fragment f30 on Member { id }`,
    'a circle of fragments': '{ member(id: "x") { ...a } } fragment a on Member { ...b } fragment b on Member { ...a }',
    'more than 50 directives': `{ __typename ${many(51, () => '@include(if: true)')} }`,
    'circular introspection': `{ __schema { types { ${'fields { type { '.repeat(6)} name ${'} }'.repeat(6)} } } }`,
  };

  for (const [what, query] of Object.entries(refused)) {
    it(`refuses ${what}`, async () => {
      const answer = await gateway.ask(await gateway.token('centre'), query, { headers });
      expect(answer.status).toBe(400);
      expect(['LIMIT_EXCEEDED', 'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED']).toContain(code(answer.body));
      expect(answer.text.length).toBeLessThan(2_048);
      expect(answer.body.errors!.length).toBeLessThanOrEqual(5);
    });
  }
});

describe('what an audience may see', () => {
  it('AG-03 shows a bank in introspection one door and what is behind it, and no mutation', async () => {
    const { body } = await gateway.ask(await gateway.token('bank'), getIntrospectionQuery());
    const schema = (
      body.data as { __schema: { mutationType: unknown; types: { name: string; fields: { name: string }[] | null }[] } }
    ).__schema;
    const fieldsOf = (name: string) =>
      schema.types.find((type) => type.name === name)?.fields?.map((field) => field.name);
    expect(schema.mutationType).toBeNull();
    expect(fieldsOf('Query')).toEqual(['consentedMember']);
    expect(fieldsOf('Member')).toEqual(['greenChannel']);
    expect(schema.types.map((type) => type.name)).not.toContain('Loan');
  });

  it('never suggests a name', async () => {
    const { text } = await gateway.ask(
      await gateway.token('bank'),
      '{ consentedMembr(consent: "x") { greenChanel { eligibl } } }',
    );
    expect(text).toContain('Cannot query field');
    expect(text).not.toContain('Did you mean');
  });

  it('does not serve the subgraphs’ own doors', async () => {
    for (const query of ['{ _service { sdl } }', '{ _entities(representations: []) { __typename } }']) {
      const answer = await gateway.ask(await gateway.token('centre'), query, { headers: purposeOf('centre') });
      expect(code(answer.body)).toBe('GRAPHQL_VALIDATION_FAILED');
    }
  });

  it('AG-02 refuses a decision without its scope, naming the scope, before any subgraph is asked', async () => {
    const decide = 'mutation ($input: DecideVerificationInput!) { decideVerification(input: $input) { id } }';
    const variables = {
      input: { verificationId: 'x', decision: 'CONFIRM', evidenceReference: 'e', idempotencyKey: 'k' },
    };
    const headers = purposeOf('hr-bureau');
    const without = await gateway.ask(await gateway.token('hr-bureau'), decide, { variables, headers });
    expect(without.status).toBe(403);
    expect(without.body.errors![0]).toMatchObject({ extensions: { code: 'FORBIDDEN', rule: 'verification:decide' } });
    for (const scope of ['Verification:Decide', 'verification:*', 'verification:decided']) {
      const near = await gateway.ask(await gateway.token('hr-bureau', { scope }), decide, { variables, headers });
      expect(code(near.body)).toBe('FORBIDDEN');
    }
    const token = await gateway.token('hr-bureau', { scope: 'openid verification:decide' });
    // Past the gateway's own guards; no subgraph runs here to answer it.
    expect(code((await gateway.ask(token, decide, { variables, headers })).body)).toBe('UNAVAILABLE');
  });

  it('finds a guarded field behind fragments and aliases', async () => {
    const query = 'query { m: member(id: "x") { ...on Member { ...f } } } fragment f on Member { n: name }';
    const answer = await gateway.ask(await gateway.token('centre'), query, { headers: purposeOf('centre') });
    expect(answer.body.errors![0]).toMatchObject({ extensions: { code: 'FORBIDDEN', field: 'Member.name' } });
  });
});

describe('for which purpose', () => {
  const query = '{ consentedMember(consent: "x") { greenChannel { eligible } } }';

  it('refuses a bank that names no purpose, or one of another audience', async () => {
    const token = await gateway.token('bank');
    for (const headers of [{}, { purpose: 'deduction-check' }, { purpose: 'constructor' }]) {
      const answer = await gateway.ask(token, query, { headers: headers as Record<string, string> });
      expect(answer.status).toBe(400);
      expect(answer.body.errors![0]).toMatchObject({ extensions: { code: 'PURPOSE_REQUIRED', rule: 'green-channel' } });
    }
  });

  it('asks no purpose for introspection, nor of a regulator or a member', async () => {
    expect((await gateway.ask(await gateway.token('bank'), '{ __typename }')).status).toBe(200);
    const pools = await gateway.ask(await gateway.token('regulator'), '{ pools { id } }');
    expect(code(pools.body)).toBe('INTERNAL');
  });

  it('refuses a case reference that looks like somebody’s number', async () => {
    const headers = { ...purposeOf('bank'), 'case-reference': '65230119900101001X' };
    const answer = await gateway.ask(await gateway.token('bank'), query, { headers });
    expect(answer.body.errors![0]).toMatchObject({ extensions: { code: 'INVALID_INPUT', field: 'case-reference' } });
    expect(answer.text).not.toContain('65230119900101001X');
  });
});

describe('what goes wrong', () => {
  it('tells a fault only as a correlation id', async () => {
    const answer = await gateway.ask(await gateway.token('regulator'), '{ pools { id } }');
    expect(answer.body.errors).toEqual([
      {
        message: 'Internal fault',
        extensions: { code: 'INTERNAL', correlation: answer.headers.get('x-correlation-id') },
      },
    ]);
  });

  it('does not repeat an identity number that did not fit', async () => {
    const query = 'query ($n: Int!) { taxpayers(inquiries: []) { deduction(taxYear: $n) { amount } } }';
    const answer = await gateway.ask(await gateway.token('tax-bureau'), query, {
      variables: { n: '65230119900101001X' },
      headers: purposeOf('tax-bureau'),
    });
    expect(code(answer.body)).toBe('BAD_USER_INPUT');
    expect(answer.text).not.toContain('65230119900101001X');
  });

  it('names the place and the rule of a variable that does not fit, and never what was given', async () => {
    const query = 'mutation ($input: ApplyToJoinInput!) { applyToJoin(input: $input) { id } }';
    const of = async (input: unknown) => {
      const { body, text } = await gateway.ask(await gateway.token('centre', { scope: 'application:submit' }), query, {
        ...{ variables: { input }, headers: purposeOf('centre') },
      });
      expect(text).not.toMatch(/王小明|13900000001/);
      return body.errors!.map(({ message }) => message);
    };
    const person = { name: '王小明', phone: '13900000001' };
    expect(await of(person)).toContain(
      'Variable "$input" got invalid value at "input"; Field "city" of required type "City!" was not provided.',
    );
    for (const wrong of ['王小明', ['王小明'], person, 1]) {
      const [first] = await of({ ...person, city: wrong });
      expect(first).toBe('Variable "$input" got invalid value at "input.city"; Expected a value of type "City!".');
    }
    expect(await of('王小明')).toEqual([
      'Variable "$input" got invalid value at "input"; Expected type "ApplyToJoinInput" to be an object.',
    ]);
    const literal = await gateway.ask(await gateway.token('centre'), '{ runs(city: "王小明") { id } }');
    expect(literal.text).not.toContain('王小明');
    expect(code(literal.body)).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('leaves Object.prototype as it was, whatever names are used', async () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    await gateway.ask(await gateway.token('bank'), '{ __proto__: __typename constructor: __typename }');
    await post('{"query":"{ __typename }","variables":{"__proto__":{"polluted":true}}}', {
      'content-type': 'application/json',
    });
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  });
});

describe('how it is watched', () => {
  it('is up, and not ready while the subgraphs are away', async () => {
    const at = (path: string) => fetch(`${gateway.operations}${path}`);
    expect((await at('/health')).status).toBe(200);
    const ready = await at('/ready');
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({
      ready: false,
      database: true,
      issuer: true,
      subgraphs: { members: false },
    });
    expect(await (await at('/metrics')).text()).toContain('provident_request_seconds');
    expect((await at('/graphql')).status).toBe(404);
  });

  it('shows clients no more than that it is up', async () => {
    const at = (path: string) => fetch(gateway.url.replace('/graphql', path));
    expect((await at('/health')).status).toBe(200);
    expect((await at('/metrics')).status).toBe(404);
    expect((await at('/ready')).status).toBe(404);
  });
});
