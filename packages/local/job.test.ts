import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { systemClock } from '#kernel/clock.ts';
import { rows } from '#service/database.ts';
import { scheduledJobs } from '#service/queues.ts';
import { testAccountKeys } from '#test/account-keys.ts';
import { type Rehearsal, rehearse } from '#test/contributions.ts';
import { readSecrets } from './secrets.ts';

const script = join(import.meta.dirname, 'job-main.ts');
const folder = mkdtempSync(join(tmpdir(), 'job-'));
let register: Rehearsal;

beforeAll(async () => {
  // The member joined so long ago that a collection and a closing are due by the machine's own clock.
  const day = systemClock.today();
  register = await rehearse(`${Number(day.slice(0, 4)) - 1}${day.slice(4, 7)}-05`);
  await register.sign(await register.approve('652300'));
  const secrets = { ...readSecrets(folder), roles: inject('server').passwords, accountKeys: testAccountKeys };
  writeFileSync(join(folder, 'secrets.json'), JSON.stringify(secrets));
});
afterAll(async () => {
  await register?.close();
  rmSync(folder, { recursive: true });
});

type Ended = { code: number; out: string; err: string };

function job(...words: string[]): Promise<Ended> {
  const { OPERATION_KEY: _, LOG_FILE: __, ...env } = process.env;
  const given = { ...env, PROVIDENT_FOLDER: folder, DATABASE_URL: register.ownerUrl };
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...words], { env: given }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

const closings = () =>
  rows<{ n: number }>(register.database, "SELECT count(*)::int AS n FROM operation WHERE name = 'close-month'");

it('CJ-15 closes the months that are due, once also when two do it at the same moment, and tells it in one line', async () => {
  const both = await Promise.all([job('contributions', 'close-month'), job('contributions', 'close-month')]);
  expect(both).toMatchObject([{ code: 0 }, { code: 0 }]);
  expect(both.map(({ out }) => out).join('')).toContain('contributions close-month: close-month × ');
  const [{ n }] = (await closings()) as [{ n: number }];
  expect(n).toBeGreaterThan(0);
  expect(n).toBeLessThanOrEqual(13);
  expect((await job('contributions', 'close-month')).out).toMatch(
    /^contributions close-month: nothing was due, in \d+\.\d s\n$/,
  );
  expect(await closings()).toEqual([{ n }]);
}, 60_000);

it('CJ-07 tries a run on request, tells what it would do, and leaves nothing of it', async () => {
  const dues = () => rows(register.database, 'SELECT FROM period_due');
  const before = await dues();
  const tried = await job('contributions', 'collect', '--dry-run');
  expect(tried).toMatchObject({ code: 0, err: '' });
  expect(tried.out).toMatch(
    /^contributions collect \(dry run\): 652300 \d{4}-\d\d: \d+ rows, \d+\.\d\d yuan, in [\d.]+ s\n$/,
  );
  expect(await dues()).toEqual(before);
  expect(await job('loans', 'instalments', '--dry-run')).toMatchObject({ code: 1, out: '' });
  const awards = await job('subsidies', 'award', '--dry-run');
  expect(awards).toMatchObject({ code: 0, err: '', out: expect.stringContaining('nothing would be done') });
});

it.each(scheduledJobs)('$service $job can be run by hand', async ({ service, job: name }) => {
  expect(await job(service, name)).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/^[^\n]+\n$/) });
});

it('an unknown job is not run, and those that can be are named', async () => {
  for (const words of [[], ['members', 'collect'], ['loans', 'collect'], ['contributions']]) {
    const { code, out, err } = await job(...words);
    expect([code, out]).toEqual([1, '']);
    for (const each of scheduledJobs) expect(err).toContain(`${each.service} ${each.job}`);
  }
});
