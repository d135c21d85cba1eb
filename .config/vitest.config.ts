import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = join(import.meta.dirname, '..');

export default defineConfig({
  root,
  // Apollo loads the CommonJS build; a second copy of graphql would not know its types.
  resolve: { alias: [{ find: /^graphql$/, replacement: join(root, 'node_modules/graphql/index.js') }] },
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
