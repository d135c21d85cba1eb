import { connect } from 'node:net';
import { expect } from 'vitest';
import { agencies } from '#gateway/filed-documents.ts';
import { type Audience, callerKeys } from '#service/caller.ts';
import { freshDatabase } from '#test/database.ts';
import { type Answer, purposeOf, startTestGateway, type TestGateway } from '#test/gateway.ts';
import { answer, type Misbehaving, misbehaving } from '#test/misbehaving.ts';

/** What comes back over one connection, as it is. */
export type Raw = { status: number; text: string };

/** A gateway, all of whose subgraphs are one that counts its calls. */
export type Target = {
  gateway: TestGateway;
  /** The same, where agencies may send documents on file only. */
  bound: TestGateway;
  subgraph: Misbehaving;
  port: number;
  stop(): Promise<void>;
};

const key = '5a'.repeat(32);

export async function startTarget(): Promise<Target> {
  const subgraph = await misbehaving();
  subgraph.behave = answer({ data: {} });
  const { url } = subgraph;
  const subgraphUrls = { members: url, contributions: url, subsidies: url, loans: url, risk: url };
  const database = await freshDatabase();
  const starting = { subgraphUrls, database, keys: callerKeys(`test:${key}`) };
  const more = { terminators: ['127.0.0.1'] };
  const gateway = await startTestGateway({ ...starting, more });
  const bound = await startTestGateway({ ...starting, bound: agencies });
  return {
    ...{ gateway, bound, subgraph, port: Number(new URL(gateway.url).port) },
    stop: async () => {
      await gateway.stop();
      await bound.stop();
      await subgraph.stop();
      await database.drop();
    },
  };
}

/** What no refusal may show: where something is, how it is stored, how it failed. */
const inner =
  /at \S+ \(|node_modules|\.ts:\d|https?:\/\/127|SELECT |INSERT |relation "|RangeError|undefined is not|postgres/;

/** What every refusal keeps to: its status and code, at most 2 KiB, nothing from inside, and no subgraph asked. */
export function expectRefused(
  target: Target,
  { status, text }: Raw,
  expected: { status: number; code?: string },
): void {
  expect([status, text.slice(0, 300)]).toEqual([expected.status, expect.any(String)]);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2_048);
  expect(text).not.toMatch(inner);
  expect(target.subgraph.calls).toEqual([]);
  if (expected.code) {
    const { errors } = JSON.parse(text) as { errors: { extensions: { code: string } }[] };
    expect(errors.length).toBeLessThanOrEqual(5);
    expect(errors[0]!.extensions.code).toBe(expected.code);
  }
}

export const rawOf = ({ status, text }: Answer): Raw => ({ status, text });

/** Posts a body as it is, with a good token of this audience unless the headers bring another. */
export async function post(
  { gateway }: Pick<Target, 'gateway'>,
  audience: Audience,
  body: string | Buffer,
  headers: Record<string, string> = {},
): Promise<Raw> {
  const answered = await fetch(gateway.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await gateway.token(audience)}`,
      ...purposeOf(audience),
      'case-reference': 'CASE-1',
      ...headers,
    },
    body: new Uint8Array(Buffer.from(body)),
  });
  return { status: answered.status, text: await answered.text() };
}

/** Sends bytes over a connection of its own and reads until it is closed, or for a second. */
export function send(port: number, bytes: string): Promise<Raw & { head: string }> {
  return new Promise((resolve) => {
    let all = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    const done = () => {
      socket.destroy();
      const [head = '', ...body] = all.split('\r\n\r\n');
      resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1] ?? 0), text: body.join('\r\n\r\n'), head });
    };
    const timer = setTimeout(done, 3_000);
    socket.on('data', (part) => {
      all += part.toString('utf8');
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      clearTimeout(timer);
      done();
    });
  });
}
