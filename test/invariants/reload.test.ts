import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asked, type LoadedStage, loadedStage } from './loaded-stage.ts';
import { proofSize, report } from './proof-size.ts';
import { capacity, p99OfEach, quantile, steadily, type Told } from './steadily.ts';

// What is read anew under load: agreements and documents, as often happens, and contracts that have changed.

const { reloads, everyMs, contractEveryMs, full } = proofSize({
  small: { reloads: 4, everyMs: 50, contractEveryMs: 50, full: 0 },
  full: { reloads: 100, everyMs: 1_000, contractEveryMs: 5_000, full: 1 },
});
// Of what the machine can do when nothing else runs on it: six tenths, unless PROOF_LOAD says less of a busy one.
const load = Number(process.env['PROOF_LOAD'] ?? 0.6);
const query = '{ pools { id city depositBalance } }';
const mebibyte = 1024 * 1024;

let stage: LoadedStage;
let perSecond: number;

beforeAll(async () => {
  // Room for what comes at once after the machine stood still: how that is refused is shown elsewhere.
  stage = await loadedStage({ mostUnderWay: 8_192 });
  await capacity(stage, query, { forMs: full ? 5_000 : 300 });
  const most = await capacity(stage, query, { forMs: full ? 5_000 : 300 });
  perSecond = full ? most * load : Math.min(most * 0.3, 100);
  report('capacity', { 'requests per second': Math.round(most), asked: Math.round(perSecond) });
}, 120_000);
afterAll(() => stage?.close());

const p = (answers: readonly Pick<Asked, 'ms'>[], part: number) =>
  quantile(
    answers.map(({ ms }) => ms),
    part,
  );

/** What there was to see of a time of asking, in a few numbers: the answers themselves are millions. */
type Seen = { count: number; amiss: Told[]; p50: number; longest: number; p99s: number[] };

const seen = (answers: readonly Told[], stretchMs: number): Seen => ({
  count: answers.length,
  amiss: answers.filter(({ whole }) => !whole),
  p50: p(answers, 0.5),
  longest: p(answers, 1),
  p99s: p99OfEach(answers, stretchMs),
});

// Stretches in each of which something is read anew at least once.
const stretchOf = (apartMs: number) => (full ? apartMs + 1_000 : 1_000);

const contract = () => join(stage.folder, 'contracts/regulator.graphql');

/** Asks steadily while everything is read anew again and again. */
async function loadedWhile(change: (n: number) => Promise<void>, apartMs: number): Promise<Seen> {
  const end = steadily(stage, perSecond, [query]);
  for (let n = 0; n < reloads; n += 1) {
    await change(n);
    expect(await stage.reload()).toBe(true);
    await pause(apartMs);
  }
  return seen(await end(), stretchOf(apartMs));
}

async function quietly(apartMs: number): Promise<Seen> {
  const end = steadily(stage, perSecond, [query]);
  await pause(full ? 30_000 : 300);
  return seen(await end(), stretchOf(apartMs));
}

function compare(what: string, during: Seen, quiet: readonly Seen[]): number {
  const usual = quantile(during.p99s, 0.5);
  const usually = quantile(
    quiet.flatMap(({ p99s }) => p99s),
    0.5,
  );
  report(what, {
    'reloads of': reloads,
    answers: during.count,
    'p50 µs': Math.round(during.p50 * 1_000),
    'p99 µs': Math.round(usual * 1_000),
    'p99 µs when quiet': Math.round(usually * 1_000),
    'p99 per cent of quiet': Math.round((usual / usually) * 100),
    'longest ms': Math.round(during.longest),
  });
  return usual / usually;
}

describe('read anew under load', () => {
  it('what has not changed in the graphs fails nobody, and makes nobody wait', async () => {
    const before = await quietly(everyMs);
    const during = await loadedWhile(async () => {}, everyMs);
    const quiet = [before, await quietly(everyMs)];
    expect(during.amiss).toEqual([]);
    const ratio = compare('agreements and documents', during, quiet);
    if (full) expect(ratio).toBeLessThanOrEqual(1.5);
  }, 600_000);

  it('a contract that has changed fails nobody', async () => {
    const before = await quietly(contractEveryMs);
    const during = await loadedWhile((n) => appendFile(contract(), `\n# ${n}`), contractEveryMs);
    const quiet = [before, await quietly(contractEveryMs)];
    expect(during.amiss).toEqual([]);
    const ratio = compare('one contract of six', during, quiet);
    if (full) expect(ratio).toBeLessThanOrEqual(1.5);
  }, 1_200_000);

  it('a bad one is refused and the old one stays', async () => {
    const good = await readFile(contract(), 'utf8');
    const end = steadily(stage, perSecond, [query]);
    await writeFile(contract(), good.slice(0, good.length / 2));
    expect(await stage.reload()).toBe(false);
    await writeFile(contract(), good);
    expect((await end()).filter(({ whole }) => !whole)).toEqual([]);
  });
});

it('a hundred changes leave no more memory taken than a few', async () => {
  const heaps: number[] = [];
  const changes = Math.max(reloads, 12);
  for (let n = 0; n < changes; n += 1) {
    await appendFile(contract(), `\n# heap ${n}`);
    expect(await stage.reload()).toBe(true);
    await stage.ask(query);
    await pause(20);
    heaps.push((await stage.state()).heapUsed);
  }
  const third = Math.floor(changes / 3);
  const [early, late] = [quantile(heaps.slice(0, third), 0.5), quantile(heaps.slice(-third), 0.5)];
  report('heap', { changes, 'early KiB': Math.round(early / 1024), 'late KiB': Math.round(late / 1024) });
  // One contract that stayed would take some mebibytes each time.
  expect(late - early).toBeLessThan(full ? 8 * mebibyte : 20 * mebibyte);
}, 600_000);

it('whoever is refused for want of room is told so at once', async () => {
  const small = await loadedStage({ mostUnderWay: 8 });
  try {
    await small.ask(query);
    await small.risk.behave('silence');
    const waiting = Array.from({ length: 6 }, () => small.ask(query));
    await expect.poll(async () => (await small.risk.asked()).calls).toBeGreaterThanOrEqual(7);
    const refused: Asked[] = [];
    for (let n = 0; n < (full ? 500 : 20); n += 1) refused.push(await small.ask(query));
    expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([503]));
    report('refused', { answers: refused.length, 'p99 µs': Math.round(p(refused, 0.99) * 1_000) });
    if (full) expect(p(refused, 0.99)).toBeLessThanOrEqual(20);
    await Promise.all(waiting);
  } finally {
    await small.close();
  }
}, 60_000);
