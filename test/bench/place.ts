import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrateAll } from '#local/migrate.ts';
import { startPostgres } from '#local/postgres.ts';
import { provision } from '#local/provision.ts';
import { perName, type SchemaName, schemaNames, serviceUrl } from '#local/services.ts';

/** A PostgreSQL of the measurement's own, with the memory and the durability of a real one. */
export type Place = {
  /** A fresh database with every schema, empty. */
  database(name: string): Promise<{
    ownerUrl: string;
    url(service: SchemaName): string;
    /** Does at once what autovacuum and the next checkpoint would do. */
    vacuum(): Promise<void>;
    /** From now on autovacuum leaves these tables alone, whose names have their schema before them. */
    leave(tables: readonly string[]): Promise<void>;
    /** As the owner of everything, who may write what nobody else may. */
    run(sql: string): Promise<void>;
    drop(): Promise<void>;
  }>;
  stop(): Promise<void>;
};

const template = 'provident_template';
const logFiles = 120;

/** Starts it in a temporary folder, which goes with it. */
export async function openPlace(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'provident-bench-'));
  const server = await startPostgres({ folder, large: true });
  const passwords = perName(schemaNames, (name) => `only-for-the-bench-${name}`);
  const at = (name: string) => Object.assign(new URL(server.url), { pathname: name }).href;
  const asOwner = async (sql: string, url = server.url) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  await asOwner(`CREATE DATABASE ${template}`);
  await provision(at(template), passwords);
  await migrateAll(at(template));
  // A server that has run for a day writes its log into files that it has; a new one makes each, 60 ms at a time.
  for (let file = 0; file < logFiles; file += 1) {
    await asOwner("SELECT pg_logical_emit_message(false, 'bench', ''); SELECT pg_switch_wal()");
  }
  await asOwner('CHECKPOINT');
  return {
    database: async (name) => {
      await asOwner(`CREATE DATABASE ${name} TEMPLATE ${template}`);
      await asOwner(`GRANT CONNECT ON DATABASE ${name} TO PUBLIC`);
      return {
        ownerUrl: at(name),
        url: (service) => serviceUrl(at(name), service, passwords[service]),
        vacuum: async () => {
          await asOwner('VACUUM (ANALYZE)', at(name));
          await asOwner('CHECKPOINT');
        },
        leave: async (tables) => {
          for (const table of tables) await asOwner(`ALTER TABLE ${table} SET (autovacuum_enabled = off)`, at(name));
        },
        run: (sql) => asOwner(sql, at(name)),
        drop: () => asOwner(`DROP DATABASE ${name} WITH (FORCE)`),
      };
    },
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
