import { Pool } from 'undici';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { monotonicMs } from '#kernel/clock.ts';
import { systemCaller } from '#service/caller.ts';
import { answerBytes, mostCalls, readCalls } from '#service/calls.ts';
import { answer, type Misbehaving, misbehaving } from '#test/misbehaving.ts';
import type { Answering } from '#test/one-of-many.ts';
import { type Channel, channel } from './channel.ts';
import { type Transport, together } from './together.ts';

let subgraph: Misbehaving;
let pool: Pool;
let send: Transport;

const sign = (body: Buffer) => ['x-signed', String(body.length)];

beforeEach(async () => {
  subgraph = await misbehaving({ whole: true });
  pool = new Pool(subgraph.url, { connections: 2 });
  send = together(pool, sign);
});

afterEach(async () => {
  await pool.destroy();
  await subgraph.stop();
});

type Given = { limitMs?: number; command?: boolean };

const sendable = (name: string, limitMs = 2_000) => ({
  alone: () => ({ headers: ['content-type', 'application/json'], body: name }),
  among: { head: (mark: string) => ({ mark, caller: systemCaller(name), forMs: limitMs }), body: name },
});

function ask(name: string, { limitMs = 2_000, command = false }: Given = {}) {
  const { alone, among } = sendable(name, limitMs);
  return send({ alone, among: command ? undefined : among, limitMs, mostBytes: 1_000 });
}

const told = (name: string, given?: Given): Promise<string> =>
  ask(name, given).then(
    ({ status, bytes }) => `${status} ${bytes}`,
    (error: Error) => error.message,
  );

type Some = { mark: string; name: string };

/** Takes calls as a subgraph does, and does with them what a test says. */
function taking(calls: (some: Some[], response: Answering) => void): void {
  subgraph.behave = ({ body, headers }, response) => {
    if (!headers['x-signed']) return answer({ alone: body })({ body, headers }, response);
    const some = readCalls(Buffer.from(body)).map(({ mark, body: asked }) => ({ mark, name: String(asked) }));
    response.writeHead(200);
    calls(some, response);
  };
}

const said = ({ mark, name }: Some, given: Partial<Some & { status: number }> = {}): Buffer =>
  answerBytes(given.mark ?? mark, given.status ?? 200, Buffer.from(given.name ?? name));

const well = (some: Some[], response: Answering) => response.end(Buffer.concat(some.map((one) => said(one))));

describe('calls of one turn', () => {
  it('go as one request, and each is given its own answer, in whatever order and pieces they come', async () => {
    taking(async (some, response) => {
      const all = Buffer.concat(some.map((one, index) => said(one, { status: 200 + index })).toReversed());
      for (let at = 0; at < all.length; at += 7) {
        response.write(all.subarray(at, at + 7));
        await new Promise(setImmediate);
      }
      response.end();
    });
    expect(await Promise.all([told('a'), told('bb'), told('税')])).toEqual(['200 a', '201 bb', '202 税']);
    expect(subgraph.calls).toHaveLength(1);
  });

  it('are answered each as soon as it is ready', async () => {
    taking((some, response) => {
      response.write(said(some[1]!));
      setTimeout(() => response.end(said(some[0]!)), 400);
    });
    const began = monotonicMs();
    const slow = told('slow');
    expect(await told('quick')).toBe('200 quick');
    expect(monotonicMs() - began).toBeLessThan(300);
    expect(await slow).toBe('200 slow');
  });

  it('go by themselves when they have no company, and so does a command among others', async () => {
    taking(well);
    expect(await told('lone')).toBe('200 {"alone":"lone"}');
    const commands = Array.from({ length: 2 }, () => told('command', { command: true }));
    expect(await Promise.all([...commands, told('q'), told('r')])).toEqual([
      ...['200 {"alone":"command"}', '200 {"alone":"command"}', '200 q', '200 r'],
    ]);
    expect(subgraph.calls).toHaveLength(4);
  });

  it('have marks of their own, none so short that a parser of JSON keeps it', async () => {
    const marks: string[] = [];
    taking((some, response) => {
      marks.push(...some.map(({ mark }) => mark));
      well(some, response);
    });
    await Promise.all([told('a'), told('b'), told('c')]);
    expect(new Set(marks).size).toBe(3);
    for (const mark of marks) expect(mark.length).toBeGreaterThan(10);
  });

  it('that are more than one request takes go in several', async () => {
    taking(well);
    const names = Array.from({ length: mostCalls * 2 + 1 }, (_, index) => `n${index}`);
    const all = await Promise.all(names.map((name) => told(name)));
    expect(all).toEqual([...names.slice(0, -1).map((name) => `200 ${name}`), `200 {"alone":"${names.at(-1)}"}`]);
    expect(subgraph.calls).toHaveLength(3);
  });
});

describe('a request after one with several calls', () => {
  const turn = () => new Promise(setImmediate);

  it('waits a moment, so that calls of later turns go with it', async () => {
    taking(well);
    send = together(pool, sign, 1_000);
    const all = [told('a'), told('b')];
    await turn();
    all.push(told('c'));
    await turn();
    all.push(told('d'));
    expect(await Promise.all(all)).toEqual(['200 a', '200 b', '200 c', '200 d']);
    expect(subgraph.calls).toHaveLength(2);
  });

  it('waits no longer once it has as many calls as go in one', async () => {
    taking(well);
    send = together(pool, sign, 60_000);
    expect(await Promise.all([told('a'), told('b')])).toEqual(['200 a', '200 b']);
    const names = Array.from({ length: mostCalls }, (_, index) => `n${index}`);
    expect(await Promise.all(names.map((name) => told(name)))).toEqual(names.map((name) => `200 ${name}`));
    expect(subgraph.calls).toHaveLength(2);
  });

  it('is not waited for by who has no company', async () => {
    taking(well);
    send = together(pool, sign, 60_000);
    for (const name of ['a', 'b', 'c']) expect(await told(name)).toBe(`200 {"alone":"${name}"}`);
  });
});

describe('the time of each call', () => {
  it('ends it alone; the others are still answered', async () => {
    taking((some, response) => {
      response.write(said(some[1]!));
      setTimeout(() => response.end(Buffer.concat([said(some[0]!), said(some[2]!)])), 500);
    });
    const all = [told('short', { limitMs: 100 }), told('b'), told('c')];
    expect(await Promise.all(all)).toEqual(['no answer within 100 ms', '200 b', '200 c']);
  });

  it('lets go of the connection once it is over for all of them', async () => {
    let closed = 0;
    taking((_, response) => {
      response.on('close', () => {
        closed += 1;
      });
    });
    const all = Array.from({ length: 3 }, () => told('x', { limitMs: 100 }));
    expect(new Set(await Promise.all(all))).toEqual(new Set(['no answer within 100 ms']));
    await expect.poll(() => closed).toBe(1);
    taking(well);
    expect(await Promise.all([told('a'), told('b')])).toEqual(['200 a', '200 b']);
  });

  it('counts while they wait for a connection', async () => {
    taking(() => {});
    const held = [told('a', { limitMs: 400 }), told('b', { limitMs: 400 })];
    await new Promise(setImmediate);
    const more = [told('c', { limitMs: 400 }), told('d', { limitMs: 400 })];
    await new Promise((resolve) => setTimeout(resolve, 50));
    const late = await Promise.all([told('e', { limitMs: 100 }), told('f', { limitMs: 100 })]);
    expect(late).toEqual(Array(2).fill('no answer within 100 ms'));
    await Promise.all([...held, ...more]);
    taking(well);
    expect(await Promise.all([told('g'), told('h')])).toEqual(['200 g', '200 h']);
    expect(subgraph.calls.some((call) => call.includes('"system:e"'))).toBe(false);
  });
});

describe('a subgraph that answers wrongly', () => {
  const cases: Record<string, [(some: Some[], response: Answering) => void, string[]]> = {
    'a call that was not made': [
      (some, response) => response.end(said(some[0]!, { mark: '0' })),
      Array(2).fill('it answered what was not asked'),
    ],
    'one call twice': [
      (some, response) => response.end(Buffer.concat([said(some[0]!), said(some[0]!)])),
      ['200 a', 'it answered what was not asked'],
    ],
    'one call only': [(some, response) => response.end(said(some[0]!)), ['200 a', 'the answers ended early']],
    'half an answer': [
      (some, response) => response.end(Buffer.concat([said(some[0]!), said(some[1]!).subarray(0, -1)])),
      ['200 a', 'the answers ended early'],
    ],
    'with nothing': [(_, response) => response.end(), Array(2).fill('the answers ended early')],
    'with HTML': [(_, response) => response.end('<html></html>\n'), Array(2).fill('an answer has no head')],
    'too much': [
      (some, response) => {
        response.write(said(some[0]!, { name: 'x'.repeat(1_001) }));
        response.end(said(some[1]!));
      },
      ['the answer is longer than allowed', '200 b'],
    ],
    'and breaks': [
      (some, response) => response.write(said(some[0]!), () => response.destroy()),
      ['200 a', 'other side closed'],
    ],
  };
  for (const [what, [behave, expected]] of Object.entries(cases)) {
    it(`gives nobody what is not theirs: ${what}`, async () => {
      taking(behave);
      expect(await Promise.all([told('a'), told('b')])).toEqual(expected);
      taking(well);
      expect(await Promise.all([told('c'), told('d')])).toEqual(['200 c', '200 d']);
    });
  }

  it('tells each call what the whole request was answered with, as it would by itself', async () => {
    for (const [status, expected] of [
      ...([
        [401, '401 '],
        [503, 'status 503'],
        [504, 'it gave up for want of time'],
      ] as const),
    ]) {
      subgraph.behave = answer({ errors: [] }, status);
      expect(await Promise.all([told('a'), told('b')])).toEqual([expected, expected]);
    }
  });

  it('is asked by single calls for a while where it knows nothing else', async () => {
    subgraph.behave = ({ body, headers }, response) =>
      answer({ alone: body }, headers['x-signed'] ? 404 : 200)({ body, headers }, response);
    for (let time = 0; time < 3; time += 1) {
      expect(await Promise.all([told('a'), told('b')])).toEqual(['200 {"alone":"a"}', '200 {"alone":"b"}']);
    }
    expect(subgraph.calls.filter((call) => call.length > 1)).toHaveLength(1);
  });

  it('fails what cannot be sent, and only that', async () => {
    taking(well);
    const broken = () => {
      throw new Error('no key');
    };
    const failing = together(pool, broken);
    const call = { alone: broken, among: { head: broken, body: '' }, limitMs: 1_000, mostBytes: 1_000 };
    await expect(failing(call)).rejects.toThrow('no key');
    await expect(Promise.all([failing(call), failing(call)])).rejects.toThrow('no key');
    expect(await told('a')).toBe('200 {"alone":"a"}');
  });
});

describe('one fault of a request with many calls', () => {
  const many = (to: Channel) =>
    Promise.all(
      Array.from({ length: mostCalls }, (_, index) => {
        const { alone, among } = sendable(`n${index}`);
        const sending = { alone, among, until: monotonicMs() + 2_000, repeatable: true };
        return to.send(sending).then(({ status }) => status, String);
      }),
    );

  it('is one for the breaker and one try of the budget: every call is asked once more and answered', async () => {
    const to = channel(send);
    let lost = 0;
    taking((some, response) => {
      lost += 1;
      if (lost === 1) response.destroy();
      else well(some, response);
    });
    expect(new Set(await many(to))).toEqual(new Set([200]));
    expect(new Set(await many(to))).toEqual(new Set([200]));
  });

  it('opens the breaker when it goes on, and a call that is late counts for itself', async () => {
    const to = channel(send);
    subgraph.behave = (_, response) => void response.destroy();
    for (let time = 0; time < 12; time += 1) await many(to);
    expect((await many(to))[0]).toContain('left alone');
    const late = channel(send);
    taking(() => {});
    const asked = Array.from({ length: 20 }, (_, index) => {
      const { alone, among } = sendable(`late${index}`);
      return late.send({ alone, among, until: monotonicMs() + 100, repeatable: true }).catch(String);
    });
    for (const each of await Promise.all(asked)) expect(each).toContain('no answer within');
    await expect(late.send({ ...sendable('x'), until: monotonicMs() + 100, repeatable: true })).rejects.toThrow('left');
  });
});
