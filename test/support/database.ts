import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { admitRoles } from '#local/provision.ts';
import { type SchemaName, serviceUrl } from '#local/services.ts';

export type TestDatabase = {
  /** The database as the service itself sees it, under its own role. */
  url(service: SchemaName): string;
  /** The database as its owner sees it, for what no service may do. */
  ownerUrl: string;
  drop(): Promise<void>;
};

/** A database of its own, provisioned, migrated and empty; call drop() when the file is done. */
export async function freshDatabase(): Promise<TestDatabase> {
  const server = inject('server');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await run(server.url, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE provident_template`));
  const url = new URL(server.url);
  url.pathname = name;
  await run(url.href, admitRoles);
  return {
    url: (service) => serviceUrl(url.href, service, server.passwords[service]),
    ownerUrl: url.href,
    drop: () => run(server.url, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`)),
  };
}

async function run(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
