import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { getPriority } from 'node:os';
import { parse } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { graphOf } from './planned-here.ts';
import { type PlannedAside, planner } from './planner.ts';

const own = getPriority();
const aside = planner();
const query = 'query Balances { pools { id city depositBalance } }';
let sdl: string;
let read: PlannedAside;

beforeAll(async () => {
  sdl = await readFile(new URL('../contracts/regulator.graphql', import.meta.url), 'utf8');
  read = await aside.read(sdl, new Map());
});
afterAll(aside.stop);

const plan = () => read.graph.plan(parse(query), 'Balances');

it('plans in its thread as it would here', async () => {
  expect(await plan()).toEqual(JSON.parse(JSON.stringify(graphOf(sdl).plan(parse(query), 'Balances'))));
});

it('says what is wrong with a document, and of a good one nothing', async () => {
  expect(await read.check(query)).toBeUndefined();
  expect(await read.check('{ pools { secret } }')).toContain('Cannot query field "secret"');
  await expect(read.check('{ pools {')).rejects.toThrow('Syntax Error');
});

it('refuses a graph that cannot be read, and goes on with the others', async () => {
  await expect(aside.read(sdl.slice(0, sdl.length / 2), new Map())).rejects.toThrow();
  expect(await plan()).toMatchObject({ kind: 'QueryPlan' });
});

it('reads again what it knew when its thread has ended', async () => {
  const before = await plan();
  await aside.stop();
  expect(await Promise.all([plan(), plan(), read.check(query)])).toEqual([before, before, undefined]);
});

it('knows nothing any more of a graph that is forgotten', async () => {
  const other = await aside.read(sdl, new Map());
  other.forget();
  await expect(other.check(query)).rejects.toThrow('was not read');
  expect(await read.check(query)).toBeUndefined();
});

/** The priority of a thread: the 19th of what Linux tells of it, of which the second is in brackets. */
function priorityOf(thread: string): number | undefined {
  try {
    return Number(readFileSync(`/proc/self/task/${thread}/stat`, 'latin1').split(') ')[1]!.split(' ')[16]);
  } catch {
    // It has ended since it was listed.
    return undefined;
  }
}

it('steps back behind what is answered, where a thread has a priority of its own', async () => {
  await plan();
  const ofThreads = process.platform === 'linux';
  const priorities = ofThreads ? readdirSync('/proc/self/task').map(priorityOf) : [getPriority()];
  expect(priorities).toContain(ofThreads ? Math.min(19, own + 10) : own);
  expect(getPriority()).toBe(own);
});
