import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseIdentityNumber } from '#kernel/identity-card.ts';

const evidence = (): string => readFileSync(process.env['TEST_EVIDENCE']!, 'utf8');

test('the run left evidence to read: logs, errors and metrics', () => {
  const text = evidence();
  expect(text).toContain('"level":');
  expect(text).toContain('"kind":"error"');
  expect(text).toContain('provident_request_seconds');
});

test('no log line, error or metric of the whole run holds an identity number', () => {
  const candidates = evidence().match(/\d{17}[\dXx]|[A-Z]{3}\d{12}/g) ?? [];
  const numbers = candidates.filter((candidate) => parseIdentityNumber(candidate, '2100-01-01').ok);
  expect(numbers).toHaveLength(0);
});

test('no log line, error or metric of the whole run holds a mobile phone number', () => {
  // The process's own gauges of memory have as many digits as a phone number.
  const told = evidence().replaceAll(/process_\w+_bytes \d+/g, '');
  expect(told.match(/(?<![\w.-])1[3-9]\d{9}(?![\w-]|\.\d)/g) ?? []).toHaveLength(0);
});

// Four tests put a number on purpose where it must be blacked out: in a made-up subgraph's error text, as an officer, and
// in what a library says.
const planted = [
  /duplicate key: \(\[redacted\]\)/,
  /"fault":"SELECT \[redacted\]"/,
  /"correlation":"said-of-1"/,
  /"msg":"quoting-1"/,
];

test('nothing personal reaches a log, an error or a metric even to be blacked out there, but where a test planted it', () => {
  const blackedOut = evidence()
    .split('\n')
    .filter((line) => line.includes('[redacted]'));
  expect(blackedOut.filter((line) => !planted.some((text) => text.test(line)))).toEqual([]);
});
