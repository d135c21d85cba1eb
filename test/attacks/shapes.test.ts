import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { purposeOf } from '#test/gateway.ts';
import { bodies, raws } from './bodies.ts';
import { queries } from './queries.ts';
import { expectRefused, post, rawOf, send, startTarget, type Target } from './target.ts';

let target: Target;

beforeAll(async () => {
  target = await startTarget();
});

afterAll(() => target.stop());

beforeEach(() => {
  target.subgraph.calls.length = 0;
});

describe('a question', () => {
  for (const { n, what, by, query, code, more } of queries) {
    it(`${n}: ${what} is refused with ${code}, and no subgraph is asked`, async () => {
      const token = await target.gateway.token(by, { scope: 'run:manage member:read' });
      const answer = await target.gateway.ask(token, query, { headers: purposeOf(by), ...more });
      expectRefused(target, rawOf(answer), { status: 400, code });
      expect(answer.text).not.toContain('Did you mean');
    });
  }

  it('13, 14, 29: of an agency that is not on file is refused, introspection too', async () => {
    const token = await target.bound.token('bank');
    for (const query of ['{ __schema { types { name } } }', '{ __type(name: "Member") { name } }', '{ __typename }']) {
      const answer = await target.bound.ask(token, query);
      expectRefused(target, rawOf(answer), { status: 400, code: 'DOCUMENT_NOT_ON_FILE' });
    }
  });

  it('30: cannot be filed under a hash, right or wrong', async () => {
    const sha256Hash = '0'.repeat(64);
    const body = JSON.stringify({
      query: '{ __typename }',
      extensions: { persistedQuery: { version: 1, sha256Hash } },
    });
    for (const gateway of [target.gateway, target.bound]) {
      for (let n = 0; n < 2; n += 1) {
        expectRefused(target, await post({ gateway }, 'bank', body), { status: 400, code: 'DOCUMENT_NOT_ON_FILE' });
      }
    }
  });
});

describe('a body', () => {
  for (const { n, what, body, headers, by = 'centre', status, code } of bodies) {
    it(`${n}: ${what} is refused with ${status}`, async () => {
      const sent = await post(target, by, body(), headers).catch((error: unknown) => String(error));
      // What is refused before it was read may break the connection under a client that still writes.
      if (status === 413 && typeof sent === 'string') return;
      expectRefused(target, sent as Exclude<typeof sent, string>, { status, code });
    });
  }

  for (const { n, what, bytes, statuses } of raws) {
    it(`${n}: ${what} is answered ${statuses.join(' or ')}`, async () => {
      const token = await target.gateway.token('centre');
      const { status, text, head } = await send(target.port, bytes.replace('TOKEN', token));
      expect(statuses).toContain(status);
      expect(text.length + head.length).toBeLessThan(3_000);
      expect(target.subgraph.calls).toEqual([]);
    });
  }

  it('37: with a key twice is one question, the one that is checked and sent on', async () => {
    const { status, text } = await post(target, 'centre', '{"query":"{ pools { id } }","query":"{ __typename }"}');
    expect([status, JSON.parse(text)]).toEqual([200, { data: { __typename: 'Query' } }]);
    expect(target.subgraph.calls).toEqual([]);
  });

  it('49: from another site is told to no other site', async () => {
    for (const origin of ['https://evil.example', 'null']) {
      const answer = await fetch(target.gateway.url, { method: 'OPTIONS', headers: { origin } });
      expect(answer.status).toBe(405);
      expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });
});
