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

test('our own code logs nothing that must be blacked out: only a misbehaving subgraph of a test did', () => {
  const lines = evidence().split('\n');
  const blackedOut = lines.filter((line) => line.startsWith('{"level"') && line.includes('[redacted]'));
  expect(blackedOut.filter((line) => !line.includes('"msg":"subgraph fault"'))).toEqual([]);
});
