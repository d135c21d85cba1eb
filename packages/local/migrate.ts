import { DataSource, type MigrationInterface } from 'typeorm';
import { type SchemaName, schemaNames } from './services.ts';

type Migration = new () => MigrationInterface;

/** Brings every service's schema up to date, as the owner of the database; says of each how many migrations were run, and the last. */
export async function migrateAll(ownerUrl: string): Promise<string[]> {
  const done: string[] = [];
  for (const service of schemaNames) {
    const names = await migrateService(ownerUrl, service);
    if (names.length > 0) done.push(`${service}: ${names.length}, up to ${names.at(-1)}`);
  }
  return done;
}

/** Brings one service's schema up to date with the migrations that its own folder lists; tells those that were run. */
export async function migrateService(ownerUrl: string, service: SchemaName): Promise<string[]> {
  const { migrations } = (await import(/* @vite-ignore */ `#${service}/database.ts`)) as { migrations: Migration[] };
  return migrate(ownerUrl, service, migrations);
}

async function migrate(ownerUrl: string, schema: SchemaName, migrations: Migration[]): Promise<string[]> {
  const source = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    schema,
    migrations,
    migrationsTableName: 'migration',
    installExtensions: false,
    poolSize: 1,
    extra: { options: `-c search_path=${schema}` },
  });
  await source.initialize();
  try {
    const done = await source.runMigrations({ transaction: 'each' });
    return done.map(({ name }) => name);
  } finally {
    await source.destroy();
  }
}
