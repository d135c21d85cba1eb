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

async function collections(...settings: string[]): Promise<number> {
  const parameters = [...settings, '--input-type=module', '--eval', answers];
  const { stdout } = await promisify(execFile)(process.execPath, parameters, { cwd: import.meta.dirname });
  return (JSON.parse(stdout) as { whole: number }).whole;
}

it('long answers that come and go do not have the collector go through all that is held', async () => {
  const usual = await collections();
  const ours = await collections('--import', './serve.ts');
  expect(usual).toBeGreaterThan(10);
  expect(ours).toBeLessThan(usual / 5);
});
