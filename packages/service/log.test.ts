import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { log, logRequest, scrub } from './log.ts';

test('identity numbers of every form, phones and bank accounts are blacked out, also at the end of a sentence', () => {
  const told = 'a 652301199208150013, USA652385030714; call 13912345678. Account 6217000000000123456';
  expect(scrub(told)).toBe('a [redacted], [redacted]; call [redacted]. Account [redacted]');
});

test('what an error quotes is blacked out, and what is spelt as a column is left', () => {
  const told = [
    'invalid input syntax for type uuid: "A Name"\n65230119900101001X',
    'String cannot represent value: { name: "阿依古丽", phone: "a \\" b" }',
    'null value in column "subject" of relation "disclosure_person"',
    `Unexpected token 'N', ..."{"n":"阿依古丽"N... is not valid JSON`,
  ].join('\n');
  log.error({ fault: told }, 'quoting-1');
  const lines = readFileSync(process.env['LOG_FILE']!, 'utf8').split('\n');
  const { fault } = JSON.parse(lines.find((line) => line.includes('quoting-1'))!);
  expect(fault).not.toMatch(/A Name|6523|阿依古丽|a \\/);
  expect(fault).toContain('null value in column "subject" of relation "disclosure_person"');
});

test('uuids, times and amounts are left as they are', () => {
  const told = '5d3a1c2e-0b7f-4a11-9c1d-d14754379777 at 1795289931859: 13912345678.55 yuan';
  expect(scrub(told)).toBe(told);
});

test('what somebody sends breaks no line of the log and colours no terminal', () => {
  const sent = 'line-break-1\r\n{"level":30,"msg":"forged"}\u001b[31m\u2028\u0000';
  log.info({ purpose: sent, [sent]: 1 }, sent);
  const lines = readFileSync(process.env['LOG_FILE']!, 'utf8').split('\n');
  const own = lines.filter((line) => line.includes('line-break-1'));
  expect(own).toHaveLength(1);
  expect(JSON.parse(own[0]!)).toMatchObject({ purpose: sent, msg: sent });
  expect([...own[0]!].filter((letter) => letter.codePointAt(0)! < 32)).toEqual([]);
  expect(lines.some((line) => line.startsWith('{"level":30,"msg":"forged"}'))).toBe(false);
});

test('what is said of requests is scrubbed and written together, soon', async () => {
  const read = () =>
    readFileSync(process.env['LOG_FILE']!, 'utf8')
      .split('\n')
      .filter((line) => line.includes('said-of-'));
  logRequest({ correlation: 'said-of-1', officer: '652301199208150013', msg: 'answered' });
  logRequest({ correlation: 'said-of-2', officer: undefined, msg: 'a\nb"c' });
  expect(read()).toEqual([]);
  await expect
    .poll(() => read().map((line) => JSON.parse(line)))
    .toMatchObject([
      { level: 30, service: expect.any(String), correlation: 'said-of-1', officer: '[redacted]', msg: 'answered' },
      { time: expect.stringMatching(/Z$/), correlation: 'said-of-2', msg: 'a\nb"c' },
    ]);
});
