import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { close, listen } from '#service/http.ts';
import { readRequest } from './body.ts';

const server = createServer((request, response) => {
  readRequest(request).then(
    (body) => response.end(JSON.stringify(body)),
    (error: { extensions: { rule: string } }) => response.end(error.extensions.rule),
  );
});

beforeAll(() => listen(server, 0));
afterAll(() => close(server));

async function read(body: Buffer): Promise<string> {
  const { port } = server.address() as AddressInfo;
  const headers = { 'content-type': 'application/json' };
  return (await fetch(`http://127.0.0.1:${port}`, { method: 'POST', headers, body: new Uint8Array(body) })).text();
}

it('a body is read as UTF-8, with a mark of the order of bytes or without, and as nothing else', async () => {
  const text = '{"operationName":"核对"}';
  const mark = Buffer.from([0xef, 0xbb, 0xbf]);
  expect(await read(Buffer.from(text))).toBe(text);
  expect(await read(Buffer.concat([mark, Buffer.from(text)]))).toBe(text);
  expect(await read(Buffer.concat([mark, Buffer.from('{}')]))).toBe('{}');
  expect(await read(Buffer.from(text, 'utf16le'))).toBe('body');
  expect(await read(Buffer.from('{"operationName":"\u00e9"}', 'latin1'))).toBe('body');
});
