import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '#test/gateway.ts';
import { answer, type Misbehaving, misbehaving } from '#test/misbehaving.ts';
import { proofSize } from '../invariants/proof-size.ts';

// What may happen to a gateway while it serves: its contracts change, more is asked than it can do, it is to end.

const { reloads } = proofSize({ small: { reloads: 3 }, full: { reloads: 100 } });
const pools = '{ pools { id city } }';

let risk: Misbehaving;
let gateway: TestGateway;
let folder: string;
let token: string;

beforeAll(async () => {
  risk = await misbehaving();
  folder = await mkdtemp(join(tmpdir(), 'graphs-'));
  const own = new URL('../../gateway/', import.meta.url);
  await cp(new URL('contracts', own), join(folder, 'contracts'), { recursive: true });
  await cp(new URL('supergraph.graphql', own), join(folder, 'supergraph.graphql'));
  const graphs = pathToFileURL(`${folder}/`);
  gateway = await startTestGateway({ subgraphUrls: { risk: risk.url }, more: { graphs, mostUnderWay: 8 } });
  token = await gateway.token('regulator');
});

afterAll(async () => {
  await gateway.stop();
  await risk.stop();
  await rm(folder, { recursive: true });
});

beforeEach(() => {
  risk.calls.length = 0;
  risk.behave = answer({ data: { pools: [{ __typename: 'Pool', id: '652300:flexible', city: 'CHANGJI' }] } });
});

const ask = () => gateway.ask(token, pools);
const write = (text: string) => writeFile(join(folder, 'contracts/regulator.graphql'), text);

describe('contracts', () => {
  it('change under load without a request failed, again and again', async () => {
    let going = true;
    const answers = new Set<string>();
    const load = Promise.all(
      [1, 2].map(async () => {
        while (going) {
          const { status, body } = await ask();
          answers.add(body.errors ? JSON.stringify(body.errors[0]!.extensions['code']) : String(status));
        }
      }),
    );
    for (let n = 0; n < reloads; n += 1) expect(await gateway.reload()).toBe(true);
    going = false;
    await load;
    expect([...answers]).toEqual(['200']);
  });

  it('that are bad are refused, and the old ones stay', async () => {
    const { readFile } = await import('node:fs/promises');
    const path = join(folder, 'contracts/regulator.graphql');
    const good = await readFile(path, 'utf8');
    const bad: Record<string, string> = {
      'no graph': '{',
      nothing: '',
      'half a graph': good.slice(0, good.length / 2),
      'without what a document on file asks': good.replaceAll(/^ {2}threshold: .*$/gm, ''),
    };
    for (const [what, text] of Object.entries(bad)) {
      await write(text);
      expect([what, await gateway.reload()]).toEqual([what, false]);
      expect((await ask()).status).toBe(200);
    }
    await write(good);
    expect(await gateway.reload()).toBe(true);
  });

  it('do not change under a request that has begun', async () => {
    let release: (() => void) | undefined;
    risk.behave = (request, response) => {
      release = () => answer({ data: { pools: [] } })(request, response);
    };
    const slow = ask();
    await expect.poll(() => release !== undefined, { timeout: 20_000 }).toBe(true);
    const reloading = gateway.reload();
    // A subgraph is waited for two seconds; on a busy machine the change comes later than that.
    await Promise.race([reloading, pause(1_000)]);
    release!();
    expect((await slow).body).toEqual({ data: { pools: [] } });
    expect(await reloading).toBe(true);
  });
});

describe('too many at once', () => {
  it('are told so at once and when to come again, and another client is let in', async () => {
    const waiting: (() => void)[] = [];
    risk.behave = (request, response) => void waiting.push(() => answer({ data: { pools: [] } })(request, response));
    // Different questions, since the same at the same moment would be asked of the subgraph once.
    const greedy: ReturnType<typeof gateway.ask>[] = [];
    for (let n = 0; n < 6; n += 1) {
      greedy.push(gateway.ask(token, `{ pools { a${n}: id } }`));
      await expect.poll(() => waiting.length, { timeout: 20_000 }).toBe(n + 1);
    }
    const refused = await ask();
    expect([refused.status, refused.body.errors?.[0]?.extensions['rule']]).toEqual([503, 'overload']);
    expect(refused.headers.get('retry-after')).toBe('1');
    const times: number[] = [];
    for (let n = 0; n < 20; n += 1) {
      const began = performance.now();
      await ask();
      times.push(performance.now() - began);
    }
    // Twenty milliseconds on a quiet machine; other tests run beside this one.
    expect(times.sort((a, b) => a - b)[10]).toBeLessThan(500);
    expect((await gateway.ask(await gateway.token('bank'), '{ __typename }')).status).toBe(200);
    for (const release of waiting) release();
    for (const each of await Promise.all(greedy)) expect(each.status).toBe(200);
    risk.behave = answer({ data: { pools: [] } });
    expect((await ask()).status).toBe(200);
  });
});

describe('a long question', () => {
  // Its length is its blanks here, as it would be its numbers.
  const long = Buffer.from(JSON.stringify({ query: pools }) + ' '.repeat(200_000));
  const inParts = () => ReadableStream.from([long]);

  it.each([
    ['said to be long', () => long],
    ['of unsaid length', inParts],
  ])('%s takes eight turns', async (_, body) => {
    const few = await startTestGateway({ subgraphUrls: { risk: risk.url }, more: { mostUnderWay: 64 } });
    const headers = { authorization: `Bearer ${await few.token('regulator')}`, 'content-type': 'application/json' };
    const release: (() => void)[] = [];
    risk.behave = (request, response) => void release.push(() => answer({ data: { pools: [] } })(request, response));
    const send = (of: NonNullable<RequestInit['body']>) =>
      fetch(few.url, { method: 'POST', headers, body: of, duplex: 'half' } as RequestInit);
    const held = Array.from({ length: 6 }, () => send(body()));
    // The same at the same moment is asked of the subgraph once.
    await expect.poll(() => release.length, { timeout: 20_000 }).toBe(1);
    await expect.poll(async () => (await send(JSON.stringify({ query: '{ __typename }' }))).status).toBe(503);
    for (const end of release) end();
    for (const each of await Promise.all(held)) expect(each.status).toBe(200);
    await few.stop();
  });
});

describe('a gateway that is to end', () => {
  it('is not ready at once, answers what is under way, and takes nothing new', async () => {
    const ending = await startTestGateway({ subgraphUrls: { risk: risk.url } });
    const by = await ending.token('regulator');
    let release: (() => void) | undefined;
    risk.behave = (request, response) => {
      release = () => answer({ data: { pools: [] } })(request, response);
    };
    const slow = ending.ask(by, pools);
    await expect.poll(() => release !== undefined, { timeout: 20_000 }).toBe(true);
    const stopped = ending.stop();
    await pause(20);
    const ready = await fetch(`${ending.operations}/ready`).then(
      ({ status }) => status,
      () => 0,
    );
    expect([503, 0]).toContain(ready);
    // Whoever came before it was told to leave is still taken, which lasts some turns of the loop.
    const anew = () =>
      ending.ask(by, '{ __typename }').then(
        () => 'taken',
        () => 'not taken',
      );
    await expect.poll(anew, { timeout: 5_000, interval: 50 }).toBe('not taken');
    release!();
    expect((await slow).body).toEqual({ data: { pools: [] } });
    await stopped;
  });
});
