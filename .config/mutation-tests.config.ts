import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// A run of one file, or of all, in a process for each mutant: the file is this process's own.
const evidence = join(tmpdir(), `provident-mutation-evidence-${process.pid}.log`);

// The tests that a mutant has to get past. Those of the ledger run against PostgreSQL, which no rule and no sum needs: a
// mutant of a constant is tried on every test, so the two are kept apart.
const tests =
  process.env['MUTATION_OF'] === 'ledger'
    ? { include: ['packages/ledger/*.test.ts'], globalSetup: ['test/support/postgres.ts'] }
    : { include: ['subgraphs/*/rules/*.test.ts', 'packages/kernel/*.test.ts'] };

export default defineConfig({
  test: {
    root: join(import.meta.dirname, '..'),
    ...tests,
    env: { OPERATION_KEY: '0f'.repeat(32), SERVICE_NAME: 'test', LOG_FILE: evidence, TEST_EVIDENCE: evidence },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
