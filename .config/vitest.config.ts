import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: join(import.meta.dirname, '..'),
  test: {
    include: ['{gateway,packages,subgraphs,test}/**/*.test.ts'],
    globalSetup: ['test/support/postgres.ts'],
    env: { OPERATION_KEY: '0f'.repeat(32) },
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
