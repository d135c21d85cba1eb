import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrateService } from '#local/migrate.ts';
import { startPostgres } from '#local/postgres.ts';
import { provision } from '#local/provision.ts';
import { perName, type SchemaName, schemaNames } from '#local/services.ts';

const template = 'provident_template';

declare module 'vitest' {
  export interface ProvidedContext {
    server: { url: string; passwords: Record<SchemaName, string> };
  }
}

/** One server for the whole run, with a provisioned and migrated database that every test file copies. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const evidence = project.config.env['TEST_EVIDENCE']!;
  writeFileSync(evidence, '');
  const folder = mkdtempSync(join(tmpdir(), 'provident-test-'));
  const server = await startPostgres({ folder, durable: false });
  const passwords = perName(schemaNames, (name) => `only-for-tests-${name}`);
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(`CREATE DATABASE ${template}`);
  await client.end();
  const url = new URL(server.url);
  url.pathname = template;
  await provision(url.href, passwords);
  for (const service of schemaNames) {
    // One service's broken migration fails its own tests and leaves the others' alone.
    await migrateService(url.href, service).catch((error) =>
      console.error(`${service} was not migrated:`, String(error)),
    );
  }
  project.provide('server', { url: server.url, passwords });
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
    rmSync(evidence, { force: true });
  };
}
