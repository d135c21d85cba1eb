import { gzipSync } from 'node:zlib';
import type { Audience } from '#service/caller.ts';

/** One body that must be refused before it is a question. */
export type Body = {
  n: number;
  what: string;
  body: () => string | Buffer;
  headers?: Record<string, string>;
  by?: Audience;
  status: number;
  code: string;
};

const query = '{"query":"{ __typename }"}';
const nested = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
const asType = (type: string) => ({ 'content-type': type });

const wrongType = (n: number, what: string, headers: Record<string, string>, body = query): Body => ({
  ...{ n, what, headers, body: () => body, status: 415, code: 'INVALID_INPUT' },
});
const wrong = (n: number, what: string, body: () => string | Buffer, code = 'INVALID_INPUT', status = 400): Body => ({
  ...{ n, what, body, code, status },
});
const tax = 'query ($i: [TaxpayerInquiry!]!) { taxpayers(inquiries: $i) { found } }';

export const bodies: Body[] = [
  wrong(22, 'a batch of two', () => `[${query},${query}]`),
  wrong(22, 'a batch of a thousand', () => `[${Array(1_000).fill(query).join(',')}]`),
  wrong(
    31,
    'a text of two megabytes',
    () => `{"query":"{ a(b: \\"${'x'.repeat(2_000_000)}\\") }"}`,
    'LIMIT_EXCEEDED',
    413,
  ),
  wrong(32, 'ten megabytes with their length', () => Buffer.alloc(10_000_000, 0x20), 'LIMIT_EXCEEDED', 413),
  {
    ...wrong(34, 'a bomb of gzip', () => gzipSync(Buffer.alloc(1_000_000)), 'INVALID_INPUT', 415),
    headers: { 'content-encoding': 'gzip' },
  },
  wrong(
    35,
    'JSON nested fifty thousand deep',
    () => `{"query":"{ __typename }","variables":{"a":${nested}}}`,
    'LIMIT_EXCEEDED',
  ),
  wrong(
    36,
    'a list of a million',
    () => `{"query":"x","variables":{"a":[${'1,'.repeat(1_000_000)}1]}}`,
    'LIMIT_EXCEEDED',
    413,
  ),
  {
    ...wrong(
      36,
      'a list of five thousand that do not fit',
      () => JSON.stringify({ query: tax, variables: { i: Array(5_000).fill(1) } }),
      'BAD_USER_INPUT',
    ),
    by: 'tax-bureau',
  },
  wrong(
    36,
    'a list of four hundred thousand',
    () => JSON.stringify({ query: tax, variables: { i: Array(400_000).fill(1) } }),
    'LIMIT_EXCEEDED',
  ),
  wrong(38, 'a number that is none', () => '{"query":"{ __typename }","variables":{"a":NaN}}'),
  wrong(40, 'a NUL in a variable', () => '{"query":"{ __typename }","variables":{"a":"\\u0000"}}'),
  wrong(40, 'half a pair', () => '{"query":"{ __typename }","variables":{"a":"\\ud800"}}'),
  wrong(40, 'half a pair in a key', () => '{"query":"{ __typename }","variables":{"\\udc00":1}}'),
  wrong(40, 'bytes that are no UTF-8', () => Buffer.concat([Buffer.from('{"query":"'), Buffer.from([0xff, 0xfe])])),
  wrong(
    40,
    'a NUL in the question',
    () => '{"query":"{ memberByIdentityNumber(identityNumber: \\"\\\\u0000\\") { id } }"}',
  ),
  wrongType(43, 'plain text', asType('text/plain')),
  wrongType(44, 'a form', asType('application/x-www-form-urlencoded'), 'query=%7B__typename%7D'),
  wrongType(45, 'a form in parts', asType('multipart/form-data; boundary=x')),
  wrongType(46, 'EBCDIC', asType('application/json; charset=ibm037')),
  wrongType(46, 'UTF-7', asType('application/json; charset=utf-7')),
];

const head = 'Host: x\r\nAuthorization: Bearer TOKEN\r\nContent-Type: application/json\r\nConnection: close\r\n';
const chunked = `${head}Transfer-Encoding: chunked\r\n`;
const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;

/** Bytes that no client library sends; the first word after the name is what may be answered. */
export const raws: { n: number; what: string; bytes: string; statuses: number[] }[] = [
  {
    n: 33,
    what: 'ten megabytes in chunks',
    bytes: `POST /graphql HTTP/1.1\r\n${chunked}\r\n${chunk.repeat(160)}0\r\n\r\n`,
    statuses: [413, 0],
  },
  {
    n: 41,
    what: 'a command in an address',
    bytes: `GET /graphql?query=mutation{__typename} HTTP/1.1\r\n${head}\r\n`,
    statuses: [405, 400],
  },
  {
    n: 42,
    what: 'a question in an address',
    bytes: `GET /graphql?query={__typename} HTTP/1.1\r\n${head}\r\n`,
    statuses: [405, 400],
  },
  {
    n: 47,
    what: 'no type',
    bytes:
      'POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer TOKEN\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}',
    statuses: [415],
  },
  {
    n: 48,
    what: 'another method in a header',
    bytes: `GET /graphql HTTP/1.1\r\n${head}X-HTTP-Method-Override: POST\r\n\r\n`,
    statuses: [405],
  },
  {
    n: 54,
    what: 'a header of 64 KB',
    bytes: `POST /graphql HTTP/1.1\r\n${head}X: ${'x'.repeat(65_536)}\r\n\r\n`,
    statuses: [431, 0],
  },
  {
    n: 55,
    what: 'five hundred headers of forty bytes',
    bytes: `POST /graphql HTTP/1.1\r\n${head}${Array.from({ length: 500 }, (_, i) => `X-${i}: ${'x'.repeat(40)}\r\n`).join('')}\r\n`,
    statuses: [431, 0],
  },
  {
    n: 56,
    what: 'a length beside chunks',
    bytes: `POST /graphql HTTP/1.1\r\n${chunked}Content-Length: 5\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n`,
    statuses: [400],
  },
  {
    n: 56,
    what: 'chunks twice',
    bytes: `POST /graphql HTTP/1.1\r\n${chunked}Transfer-Encoding: identity\r\n\r\n0\r\n\r\n`,
    statuses: [400],
  },
  { n: 58, what: 'TRACE', bytes: `TRACE /graphql HTTP/1.1\r\n${head}\r\n`, statuses: [405] },
  { n: 58, what: 'CONNECT', bytes: 'CONNECT 127.0.0.1:5432 HTTP/1.1\r\nHost: x\r\n\r\n', statuses: [0, 400, 405] },
  {
    n: 59,
    what: 'a way around the address',
    bytes: `POST /graphql/..%2f_internal HTTP/1.1\r\n${head}Content-Length: 2\r\n\r\n{}`,
    statuses: [404],
  },
  {
    n: 76,
    what: 'a token in the address',
    bytes:
      'POST /graphql?access_token=TOKEN HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}',
    statuses: [401],
  },
];
