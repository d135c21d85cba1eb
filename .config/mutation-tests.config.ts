import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// A run of one file, or of all, in a process for each mutant: the file is this process's own.
const evidence = join(tmpdir(), `provident-mutation-evidence-${process.pid}.log`);

// The tests that a mutant has to get past: those beside it, and no others. Those of the packages need PostgreSQL.
const part = process.env['MUTATION_OF'] ?? 'subgraphs/*/rules';
const tests = {
  include: [`${part}/*.test.ts`],
  globalSetup: part.startsWith('packages/') ? ['test/support/postgres.ts'] : [],
};

export default defineConfig({
  test: {
    root: join(import.meta.dirname, '..'),
    ...tests,
    env: { OPERATION_KEY: '0f'.repeat(32), SERVICE_NAME: 'test', LOG_FILE: evidence, TEST_EVIDENCE: evidence },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
