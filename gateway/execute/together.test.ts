import type { ServerResponse } from 'node:http';
import { Pool } from 'undici';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { monotonicMs } from '#kernel/clock.ts';
import { callHead, systemCaller } from '#service/caller.ts';
import { answerBytes, mostCalls, readCalls } from '#service/calls.ts';
import { answer, type Misbehaving, misbehaving } from '#test/misbehaving.ts';
import { type Transport, together } from './together.ts';

let subgraph: Misbehaving;
let pool: Pool;
let send: Transport;

const sign = (body: Buffer) => ['x-signed', String(body.length)];

beforeEach(async () => {
  subgraph = await misbehaving();
  pool = new Pool(subgraph.url, { connections: 2 });
  send = together(pool, sign);
});

afterEach(async () => {
  await pool.destroy();
  await subgraph.stop();
});

type Given = { limitMs?: number; command?: boolean };

function ask(name: string, { limitMs = 2_000, command = false }: Given = {}) {
  const asker = systemCaller(name).correlation;
  const head = () => callHead(systemCaller(name), limitMs);
  const alone = () => ({ headers: ['content-type', 'application/json'], body: name });
  return send({ alone, among: command ? undefined : { head, asker, body: name }, limitMs, mostBytes: 1_000 });
}

const told = (name: string, given?: Given): Promise<string> =>
  ask(name, given).then(
    ({ status, bytes }) => `${status} ${bytes}`,
    (error: Error) => error.message,
  );

type Some = { index: number; name: string; asker: string };

/** Takes calls as a subgraph does, and does with them what a test says. */
function taking(calls: (some: Some[], response: ServerResponse) => void): void {
  subgraph.behave = ({ body, headers }, response) => {
    if (!headers['x-signed']) return answer({ alone: body })({ body, headers }, response);
    const some = readCalls(Buffer.from(body)).map(({ caller, body: asked }, index) => ({
      ...{ index, name: String(asked), asker: caller.correlation },
    }));
    response.writeHead(200);
    calls(some, response);
  };
}

const said = ({ index, name, asker }: Some, given: Partial<Some & { status: number }> = {}): Buffer =>
  answerBytes(given.index ?? index, given.status ?? 200, given.asker ?? asker, Buffer.from(given.name ?? name));

const well = (some: Some[], response: ServerResponse) => response.end(Buffer.concat(some.map((one) => said(one))));

describe('calls of one turn', () => {
  it('go as one request, and each is given its own answer, in whatever order and pieces they come', async () => {
    taking(async (some, response) => {
      const all = Buffer.concat(some.toReversed().map((one) => said(one, { status: 200 + one.index })));
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

  it('that are more than one request takes go in several', async () => {
    taking(well);
    const names = Array.from({ length: mostCalls * 2 + 1 }, (_, index) => `n${index}`);
    const all = await Promise.all(names.map((name) => told(name)));
    expect(all).toEqual([...names.slice(0, -1).map((name) => `200 ${name}`), `200 {"alone":"${names.at(-1)}"}`]);
    expect(subgraph.calls).toHaveLength(3);
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
  const cases: Record<string, [(some: Some[], response: ServerResponse) => void, string[]]> = {
    "with another's answer": [
      (some, response) => response.end(said(some[0]!, { asker: some[1]!.asker })),
      Array(2).fill('it answered what was not asked'),
    ],
    'a call that was not made': [
      (some, response) => response.end(said(some[0]!, { index: 2 })),
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
      (some, response) => response.end(said(some[0]!, { name: 'x'.repeat(1_001) })),
      Array(2).fill('the answer is longer than allowed'),
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

  it('fails each call with its status where that is not 200', async () => {
    subgraph.behave = answer({ errors: [] }, 401);
    expect(await Promise.all([told('a'), told('b')])).toEqual(['status 401', 'status 401']);
  });
});
