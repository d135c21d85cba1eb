import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = join(import.meta.dirname, '..');
// Everything that the run logs, answers as an error or counts, for the test that reads it at the end.
const evidence = join(tmpdir(), `provident-test-evidence-${process.pid}.log`);

const common = {
  // Apollo loads the CommonJS build; a second copy of graphql would not know its types.
  alias: [{ find: /^graphql$/, replacement: join(root, 'node_modules/graphql/index.js') }],
  env: { OPERATION_KEY: '0f'.repeat(32), SERVICE_NAME: 'test', LOG_FILE: evidence, TEST_EVIDENCE: evidence },
  testTimeout: 30_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  root,
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        root,
        test: {
          ...common,
          name: 'tests',
          include: ['{gateway,packages,subgraphs,test}/**/*.test.ts'],
          exclude: ['test/afterwards/**', 'node_modules/**'],
          globalSetup: ['test/support/postgres.ts'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        root,
        test: { ...common, name: 'afterwards', include: ['test/afterwards/*.test.ts'], sequence: { groupOrder: 1 } },
      },
    ],
  },
});
