import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// The tests that a mutant of the money code has to get past: those of the rules, the kernel and the ledger, and no others.
export default defineConfig({
  test: {
    root: join(import.meta.dirname, '..'),
    include: ['subgraphs/*/rules/*.test.ts', 'packages/{kernel,ledger}/*.test.ts'],
    globalSetup: ['test/support/postgres.ts'],
    env: { OPERATION_KEY: '0f'.repeat(32), SERVICE_NAME: 'test', TEST_EVIDENCE: '/dev/null' },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
