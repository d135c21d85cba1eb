// Reads vitest's results: prints "passed failed" and tells on standard error of everything that failed.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

type Assertion = { status: string; fullName: string; failureMessages?: string[] };
type Results = {
  success: boolean;
  numPassedTests: number;
  testResults: { name: string; status: string; message?: string; assertionResults: Assertion[] }[];
};

const results = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Results;
const ours = (line: string) => !/^ +at .*(node_modules|node:internal)/.test(line);
const say = (where: string, what: string) =>
  console.error(`\n== ${where}\n${what.split('\n').filter(ours).slice(0, 60).join('\n')}`);
let failed = 0;

for (const file of results.testResults) {
  const path = relative(process.cwd(), file.name);
  const broken = file.assertionResults.filter(({ status }) => status === 'failed');
  for (const test of broken) say(`${path}: ${test.fullName}`, (test.failureMessages ?? []).join('\n'));
  failed += broken.length;
  // A file that does not load, or whose preparation fails, runs no test; that must not look like success.
  if (broken.length > 0 || file.status === 'passed') continue;
  say(`${path}: did not run`, file.message ?? '');
  failed += 1;
}

const left = results.testResults.flatMap((file) => file.assertionResults).filter(({ status }) => status !== 'passed');
if (failed === 0 && (!results.success || left.length > 0 || results.numPassedTests === 0)) {
  say('the test run', 'ended without success though no test failed: an unhandled error, or tests that were left out');
  failed = 1;
}
console.log(`${results.numPassedTests} ${failed}`);
