import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

// How often the collector goes through everything that is held while 1,000 long answers come, of 30 parts each.
const answers = `
  import { PerformanceObserver, constants } from 'node:perf_hooks';
  let whole = 0;
  new PerformanceObserver((list) => {
    for (const { detail } of list.getEntries()) if (detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR) whole += 1;
  }).observe({ entryTypes: ['gc'] });
  const held = Array.from({ length: 400_000 }, (_, number) => ({ number, name: 'name of ' + number }));
  for (let round = 0; round < 1_000; round += 1) {
    Array.from({ length: 30 }, () => Buffer.allocUnsafeSlow(64 * 1024));
    await new Promise(setImmediate);
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
  console.log(JSON.stringify({ whole, held: held.length }));`;

// How much of what few ask at a time is kept although it is over, in MiB, once 20,000 have asked at the same time; and how
// often all that is held was gone through meanwhile.
const questions = `
  import { PerformanceObserver, constants } from 'node:perf_hooks';
  import { getHeapSpaceStatistics } from 'node:v8';
  let whole = 0;
  const times = new PerformanceObserver((list) => {
    for (const { detail } of list.getEntries()) if (detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR) whole += 1;
  });
  const old = () => getHeapSpaceStatistics().find((one) => one.space_name === 'old_space').space_used_size / 2 ** 20;
  const held = Array.from({ length: 400_000 }, (_, number) => ({ number, name: 'name of ' + number }));
  const made = (number) => ({ number, parts: [{ of: number }, [number, number + 1]] });
  async function answer(number) {
    const own = made(number);
    await new Promise(setImmediate);
    own.more = made(number);
    await new Promise(setImmediate);
    return own;
  }
  async function ask(atOnce, most) {
    let asked = 0;
    const askOn = async () => {
      for (; asked < most; asked += 1) await answer(asked);
    };
    await Promise.all(Array.from({ length: atOnce }, askOn));
  }
  await ask(20_000, 1_000_000);
  await ask(50, 200_000);
  times.observe({ entryTypes: ['gc'] });
  const before = old();
  await ask(50, 200_000);
  const kept = old() - before;
  await new Promise((resolve) => setTimeout(resolve, 50));
  console.log(JSON.stringify({ kept, whole, held: held.length }));`;

// How often all that is held is gone through on a calm day, when little comes that stays for some moments: 25 MiB of it.
const moments = `
  import { PerformanceObserver, constants } from 'node:perf_hooks';
  let whole = 0;
  const times = new PerformanceObserver((list) => {
    for (const { detail } of list.getEntries()) if (detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR) whole += 1;
  });
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const held = Array.from({ length: 400_000 }, (_, number) => ({ number, name: 'name of ' + number }));
  gc();
  await pause(1_000);
  gc();
  await pause(100);
  times.observe({ entryTypes: ['gc'] });
  const stays = [];
  for (let round = 0; round < 7_000; round += 1) {
    for (let number = 0; number < 40; number += 1) stays.push({ number, of: [number] });
    if (stays.length > 30_000) stays.splice(0, 40);
    await pause(1);
  }
  await pause(50);
  console.log(JSON.stringify({ whole, held: held.length }));`;

const ours = ['--import', './serve.ts'];

async function told<T>(program: string, ...settings: string[]): Promise<T> {
  const parameters = [...settings, '--input-type=module', '--eval', program];
  const { stdout } = await promisify(execFile)(process.execPath, parameters, { cwd: import.meta.dirname });
  return JSON.parse(stdout) as T;
}

it('long answers that come and go do not have the collector go through all that is held', async () => {
  const { whole: usual } = await told<{ whole: number }>(answers);
  const { whole } = await told<{ whole: number }>(answers, ...ours);
  expect(usual).toBeGreaterThan(10);
  expect(whole).toBeLessThan(usual / 5);
});

it('what is asked after many have asked at once is not kept when it is over', async () => {
  // So large that there is no collection of everything meanwhile.
  const settings = ['--initial-heap-size=2048', '--max-old-space-size=4096'];
  const usual = await told<{ kept: number; whole: number }>(questions, ...settings);
  const own = await told<{ kept: number; whole: number }>(questions, ...settings, ...ours);
  expect([usual.whole, own.whole]).toEqual([0, 0]);
  expect(usual.kept).toBeGreaterThan(20);
  expect(own.kept).toBeLessThan(usual.kept / 5);
}, 120_000);

it('what stays for moments on a calm day does not have the collector go through all that is held, if there is memory', async () => {
  // However busy the machine is, V8 must not take it for idle.
  const settings = ['--expose-gc', '--max-semi-space-size=1', '--no-memory-reducer'];
  const wholeOf = async (...more: string[]) => (await told<{ whole: number }>(moments, ...settings, ...more)).whole;
  const [little, much] = ['--max-old-space-size=512', '--max-old-space-size=4096'];
  const asked = [wholeOf(much), wholeOf(much, ...ours), wholeOf(little, ...ours)];
  const [usual, own, ownOfLittle] = await Promise.all(asked);
  expect(usual).toBeGreaterThan(1);
  expect(own).toBe(0);
  expect(ownOfLittle).toBeGreaterThan(1);
}, 120_000);
