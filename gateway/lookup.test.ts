import type { LookupAddress } from 'node:dns';
import { Pool } from 'undici';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { monotonicMs } from '#kernel/clock.ts';
import { answer, type Misbehaving, misbehaving } from '#test/misbehaving.ts';
import { post } from './execute/post.ts';
import { rememberingLookup } from './lookup.ts';

type Told = (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void;

const here = [{ address: '127.0.0.1', family: 4 }];
const unknown = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });

let subgraph: Misbehaving;
let pool: Pool;
let names: (told: Told) => void;
let lookups: number;

beforeEach(async () => {
  subgraph = await misbehaving();
  subgraph.behave = answer({ data: {} });
  lookups = 0;
  names = (told) => told(null, here);
  const lookup = rememberingLookup((_, __, told) => {
    lookups += 1;
    names(told);
  });
  const { port } = new URL(subgraph.url);
  pool = new Pool(`http://contributions.fund:${port}`, { connections: 8, connect: { timeout: 300, lookup } });
});
afterEach(async () => {
  await pool.destroy();
  await subgraph.stop();
});

const ask = () => post(pool, { path: '/graphql', headers: [], body: '{}', limitMs: 2_000, mostBytes: 1_000 });
/** Asks over connections that are all new. */
async function askAnew(count: number): Promise<number[]> {
  subgraph.behave = (_, response) => {
    setTimeout(() => {
      response.writeHead(200, { 'content-type': 'application/json', connection: 'close' });
      response.end('{"data":{}}');
    }, 50);
  };
  return (await Promise.all(Array.from({ length: count }, ask))).map(({ status }) => status);
}

it('connects to where the name server says, and asks it once for all who connect at the same time', async () => {
  names = (told) => setTimeout(told, 20, null, here);
  expect(await askAnew(8)).toEqual(Array(8).fill(200));
  expect(lookups).toBe(1);
});

for (const [what, gone] of [
  ['says that there is no such name', (told: Told) => told(unknown, [])],
  ['does not answer', () => {}],
] as const) {
  it(`goes on with the address that it knows when the name server ${what}`, async () => {
    expect(await askAnew(1)).toEqual([200]);
    names = gone;
    const began = monotonicMs();
    expect(await askAnew(8)).toEqual(Array(8).fill(200));
    expect(monotonicMs() - began).toBeLessThan(1_000);
  });
}

it('tells soon that a name was never known, and connects once it is', async () => {
  names = (told) => told(unknown, []);
  await expect(ask()).rejects.toThrow('ENOTFOUND');
  names = () => {};
  const began = monotonicMs();
  await expect(ask()).rejects.toThrow('Connect Timeout');
  expect(monotonicMs() - began).toBeLessThan(1_800);
});

it('goes where the name points now, even if that is nowhere', async () => {
  expect(await askAnew(1)).toEqual([200]);
  names = (told) => told(null, [{ address: '127.0.0.9', family: 4 }]);
  await expect(ask()).rejects.toThrow('127.0.0.9');
});
