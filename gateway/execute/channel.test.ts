import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'undici';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { monotonicMs } from '#kernel/clock.ts';
import { answer, type Misbehaving, misbehaving } from '#test/misbehaving.ts';
import { breaker } from './breaker.ts';
import { type Channel, channel } from './channel.ts';
import { type Posted, post } from './post.ts';
import { sharing } from './sharing.ts';
import { silence } from './silence.ts';
import { alone } from './together.ts';

let subgraph: Misbehaving;
let pool: Pool;
let to: Channel;

beforeEach(async () => {
  subgraph = await misbehaving();
  pool = new Pool(subgraph.url, { connections: 8 });
  to = channel(alone(pool));
});

afterEach(async () => {
  await pool.destroy();
  await subgraph.stop();
});

let signed = 0;
const signedAlone = (body: string) => () => {
  signed += 1;
  return { headers: ['content-type', 'application/json', 'x-signed', String(signed)], body };
};
const sending = (more: { repeatable?: boolean; forMs?: number; body?: string } = {}) => ({
  ...{ alone: signedAlone(more.body ?? '{}'), repeatable: more.repeatable ?? true },
  until: monotonicMs() + (more.forMs ?? 2_000),
});
const busy = answer({}, 503);

describe('a query', () => {
  it('is sent once more when a subgraph says that it cannot, signed anew', async () => {
    const seen: unknown[] = [];
    subgraph.behave = (request, response) => {
      seen.push(request.headers['x-signed']);
      (seen.length === 1 ? busy : answer({ data: {} }))(request, response);
    };
    expect(await to.send(sending())).toEqual({ status: 200, bytes: Buffer.from('{"data":{}}') });
    expect(new Set(seen).size).toBe(2);
  });

  it('is sent once more when the connection breaks, and no more', async () => {
    subgraph.behave = (_, response) => void response.destroy();
    await expect(to.send(sending())).rejects.toThrow();
    expect(subgraph.calls).toHaveLength(2);
  });

  it('is not sent again when no answer came in time', async () => {
    subgraph.behave = () => {};
    const began = monotonicMs();
    await expect(to.send(sending({ forMs: 150 }))).rejects.toThrow('no answer within');
    expect(monotonicMs() - began).toBeLessThan(1_500);
    expect(subgraph.calls).toHaveLength(1);
  });

  it('that was given up while it waited for a connection takes none from those that come later', async () => {
    subgraph.behave = () => {};
    const early = Array.from({ length: 16 }, () => to.send(sending({ forMs: 150 })).catch(String));
    for (const told of await Promise.all(early)) expect(told).toContain('no answer within');
    subgraph.behave = answer({ data: {} });
    const body = '{"later":true}';
    const later = Array.from({ length: 8 }, () => to.send(sending({ forMs: 1_000, body })));
    expect(new Set((await Promise.all(later)).map(({ status }) => status))).toEqual(new Set([200]));
    // Of the early ones some may have got a connection in the moment in which the first gave theirs up.
    expect(subgraph.calls.filter((call) => call === body)).toHaveLength(8);
  });

  it('is sent again only out of a budget of one in ten', async () => {
    subgraph.behave = answer({ data: {} });
    for (let count = 0; count < 40; count += 1) await to.send(sending());
    subgraph.calls.length = 0;
    // Fewer, and fewer in a row, than would open the breaker.
    for (let count = 0; count < 18; count += 1) {
      subgraph.behave = busy;
      await to.send(sending());
      subgraph.behave = answer({ data: {} });
      if (count === 8) await to.send(sending());
    }
    expect(subgraph.calls.length).toBeGreaterThan(19);
    expect(subgraph.calls.length).toBeLessThanOrEqual(19 + 12);
  });
});

describe('a command', () => {
  for (const [what, behave] of Object.entries({ 'says that it cannot': busy, breaks: undefined })) {
    it(`is sent once when the subgraph ${what}`, async () => {
      subgraph.behave = behave ?? ((_, response) => void response.destroy());
      await to.send(sending({ repeatable: false })).catch(() => undefined);
      expect(subgraph.calls).toHaveLength(1);
    });
  }
});

describe('an answer', () => {
  const posting = { path: '/graphql', headers: [], body: '{}', limitMs: 2_000 };

  it('that is longer than allowed is cut off while it comes', async () => {
    subgraph.behave = (_, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('x'.repeat(10_000)), 1);
      response.on('close', () => clearInterval(timer));
    };
    await expect(post(pool, { ...posting, mostBytes: 50_000 })).rejects.toThrow('longer than allowed');
  });

  it('that trickles is given up at the deadline', async () => {
    subgraph.behave = (_, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(timer));
    };
    const began = monotonicMs();
    await expect(post(pool, { ...posting, limitMs: 200, mostBytes: 50_000 })).rejects.toThrow('no answer within');
    expect(monotonicMs() - began).toBeLessThan(1_500);
  });
});

describe('a subgraph that fails', () => {
  it('is left alone once half of twenty calls within ten seconds failed, and tried with one after five', () => {
    const guard = breaker();
    for (let count = 0; count < 19; count += 1) guard.ended(count % 2 === 0, count);
    expect(guard.admits(20)).toBe(true);
    guard.ended(false, 20);
    expect(guard.admits(21)).toBe(false);
    expect(guard.admits(5_019)).toBe(false);
    expect([guard.admits(5_021), guard.admits(5_022)]).toEqual([true, false]);
    guard.ended(false, 5_023);
    expect(guard.admits(5_024)).toBe(false);
    expect(guard.admits(10_030)).toBe(true);
    guard.ended(true, 10_031);
    expect([guard.admits(10_032), guard.admits(10_033)]).toEqual([true, true]);
  });

  it('is left alone once twenty calls in a row failed, however many went well just before', () => {
    const guard = breaker();
    for (let count = 0; count < 4_000; count += 1) guard.ended(true, count);
    for (let count = 0; count < 19; count += 1) guard.ended(false, 4_000);
    expect(guard.admits(4_001)).toBe(true);
    guard.ended(false, 4_001);
    expect(guard.admits(4_002)).toBe(false);
  });

  it('is not left alone for what was long ago, or for few of many', () => {
    const guard = breaker();
    for (let count = 0; count < 15; count += 1) guard.ended(false, count);
    for (let count = 0; count < 15; count += 1) guard.ended(false, 20_000 + count);
    expect(guard.admits(20_020)).toBe(true);
    const busyOne = breaker();
    for (let count = 0; count < 100; count += 1) busyOne.ended(count % 3 !== 0, count);
    expect(busyOne.admits(100)).toBe(true);
  });

  it('is not asked while it is left alone', async () => {
    subgraph.behave = busy;
    for (let count = 0; count < 25; count += 1) await to.send(sending({ repeatable: false })).catch(() => undefined);
    expect(subgraph.calls).toHaveLength(20);
  });
});

describe('a subgraph that falls silent while many wait', () => {
  it('is asked by nobody more within a second, and again as soon as it answers one of them', async () => {
    const held: (() => void)[] = [];
    subgraph.behave = (request, response) => void held.push(() => answer({ data: {} })(request, response));
    const waiting = Array.from({ length: 30 }, () => to.send(sending()));
    const leftAlone = () => to.send(sending({ forMs: 50 })).then(String, (error: Error) => error.message);
    await expect.poll(leftAlone, { timeout: 1_500, interval: 50 }).toBe('many wait for it already and it answers none');
    subgraph.behave = answer({ data: {} });
    for (const go of held) go();
    await Promise.all(waiting);
    expect((await to.send(sending())).status).toBe(200);
  });

  it('counts those who wait: none whose call failed with others in one request, and none who was turned away', async () => {
    const fail = new Error('one for all of them');
    const held: (() => void)[] = [];
    let transport: () => Promise<Posted> = () => Promise.reject(fail);
    const way = channel(() => transport());
    const ask = () => way.send(sending({ repeatable: false }));
    const oneMore = () => Promise.race([ask(), pause(20, 'waits')]).catch((error: Error) => error.message);
    const asked = (many: number) => Promise.allSettled(Array.from({ length: many }, ask));
    await asked(15);
    transport = () => new Promise((resolve) => void held.push(() => resolve({ status: 200, bytes: Buffer.alloc(0) })));
    void asked(19);
    await pause(700);
    expect(await oneMore()).toBe('waits');
    await expect.poll(oneMore, { timeout: 1_500 }).toBe('many wait for it already and it answers none');
    await asked(10);
    for (const go of held) go();
    void asked(15);
    await pause(700);
    expect(await oneMore()).toBe('waits');
  });

  it('is asked again when all of them gave up, or one was answered', async () => {
    const many = silence();
    const twenty = (each: () => void) => Array.from({ length: 20 }).forEach(each);
    for (let round = 0; round < 2; round += 1) {
      twenty(() => many.begun());
      await expect.poll(() => many.is()).toBe(true);
      twenty(() => many.ended(false));
      expect(many.is()).toBe(false);
    }
    for (let count = 0; count < 192; count += 1) many.begun();
    await expect.poll(() => many.is()).toBe(true);
    many.ended(true);
    expect(many.is()).toBe(false);
  });

  it('is asked on as long as it answers at all, however slowly, and where few wait', async () => {
    subgraph.behave = (request, response) => void setTimeout(() => answer({ data: {} })(request, response), 300);
    const all = await Promise.all(Array.from({ length: 40 }, () => to.send(sending({ forMs: 4_000 }))));
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
    subgraph.behave = (request, response) => void setTimeout(() => answer({ data: {} })(request, response), 1_200);
    const few = Array.from({ length: 8 }, () => to.send(sending()));
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect(
      (await Promise.all([...few, to.send(sending({ forMs: 4_000 }))])).every(({ status }) => status === 200),
    ).toBe(true);
  });
});

it('the same question of one caller at the same time is asked once, and again later', async () => {
  const shared = sharing<number>();
  const share = (asker: string, body: string, work: () => Promise<number>) =>
    shared(asker, { subgraph: 'members', body }, work);
  let count = 0;
  const ask = async () => {
    count += 1;
    return count;
  };
  const all = [share('a', '1', ask), share('a', '1', ask), share('a', '2', ask), share('b', '1', ask)];
  expect(await Promise.all([...all, shared('a', { subgraph: 'loans', body: '1' }, ask)])).toEqual([1, 1, 2, 3, 4]);
  expect(await share('a', '1', ask)).toBe(5);
  const fail = () => Promise.reject(new Error('no'));
  await expect(Promise.all([share('c', '1', fail), share('c', '1', ask)])).rejects.toThrow('no');
  expect(await share('c', '1', ask)).toBe(6);
});
