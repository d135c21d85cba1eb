import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = join(import.meta.dirname, '..');
// Everything that the run logs, answers as an error or counts, for the test that reads it at the end.
const evidence = join(tmpdir(), `provident-test-evidence-${process.pid}.log`);

// One test needs a network of its own, which only root on Linux can make; in one that is gone at once it is tried.
const madeNetwork = 'ip link add a type veth peer name b';
const hasNetworks = spawnSync('unshare', ['--net', ...madeNetwork.split(' ')], { stdio: 'ignore' }).status === 0;
const withoutNetworks = hasNetworks ? [] : ['test/invariants/half-open.test.ts'];

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
          exclude: ['test/afterwards/**', 'node_modules/**', ...withoutNetworks],
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
