import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { witness } from '#gateway/disclosures/witness.ts';
import { openTestLog, strangeSigner, type TestLog, testSigner, writeSynthetic } from '#test/disclosure-log.ts';

// As a clerk runs it: what is printed, and what a schedule learns from the exit code.

let log: TestLog;
let folder: string;

beforeAll(async () => {
  log = await openTestLog();
  folder = await mkdtemp(join(tmpdir(), 'disclosures-'));
  await writeSynthetic(log.owner, 1_200);
  await log.seal();
  await witness([testSigner], join(folder, 'witness')).copy(log.database);
});

afterAll(async () => {
  await log.close();
  await rm(folder, { recursive: true });
});

async function run(...words: string[]): Promise<{ code: number | null; text: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'disclosures-main.ts'), ...words]);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (text += part));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, text };
}

const key = ['--key', testSigner.verifierText];
const file = () => join(folder, 'log.ndjson');

describe('npm run verify-disclosures (AG-06)', () => {
  it('says of a log that is whole how much was checked and against what, and ends with 0', async () => {
    const { code, text } = await run('verify', '--database', log.url, ...key, '--witness', join(folder, 'witness'));
    expect(text).toContain('1,200 disclosures under 2 signed checkpoints were checked.');
    expect(text).toContain('完好 INTACT');
    expect(text).toContain('2 checkpoints that were handed out');
    expect(code).toBe(0);
  });

  it('checks an exported log with nothing but the file and the key', async () => {
    expect(await run('export', '--to', file(), '--database', log.url)).toMatchObject({ code: 0 });
    const { code, text } = await run('verify', '--file', file(), ...key);
    expect(text).toContain('完好 INTACT');
    expect(text).toContain('that the end was not cut off cannot be told');
    expect(code).toBe(0);
    const lines = (await readFile(file(), 'utf8')).split('\n');
    await writeFile(file(), [...lines.slice(0, 7), ...lines.slice(8)].join('\n'));
    const after = await run('verify', '--file', file(), ...key);
    expect(after.text).toContain('被改动 TAMPERED WITH: 1 findings.');
    expect(after.text).toContain('row 7 and their seals were deleted');
    expect(after.code).toBe(1);
  });

  it('names what was done to a log in a database, and ends with 1', async () => {
    await log.owner.query(`UPDATE disclosure_telling SET client = 'nobody' WHERE id = 1`);
    await log.owner.query(`DELETE FROM disclosure_leaf WHERE position = 1199`);
    const late = `UPDATE disclosure_telling SET at = at - interval '1 day' WHERE id = 400`;
    await log.owner.query(late);
    const { code, text } = await run('verify', '--database', log.url, ...key);
    expect(text).toContain('changed: row 2 was changed');
    expect(text).toContain('cut off: row 1199');
    expect(text).toContain('not sealed: 1 rows, the first with id 1200');
    expect(code).toBe(1);
  });

  it('takes no checkpoint for good that another key signed', async () => {
    const { code, text } = await run('verify', '--database', log.url, '--key', strangeSigner.verifierText);
    expect(text).toContain('There is no checkpoint that a known key signed.');
    expect(code).toBe(1);
  });

  it('ends with 2 where nothing could be checked', async () => {
    expect(await run('verify', '--file', join(folder, 'none'), ...key)).toMatchObject({ code: 2 });
    expect(await run('verify', '--key', 'x')).toMatchObject({ code: 2 });
    expect(await run('export')).toMatchObject({ code: 2 });
  });
});
