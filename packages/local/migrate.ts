import { DataSource, type MigrationInterface } from 'typeorm';
import { type SchemaName, schemaNames } from './services.ts';

type Migration = new () => MigrationInterface;

/** Brings every service's schema up to date, as the owner of the database; says which migrations were run. */
export async function migrateAll(ownerUrl: string): Promise<string[]> {
  const done: string[] = [];
  for (const service of schemaNames) done.push(...(await migrateService(ownerUrl, service)));
  return done;
}

/** Brings one service's schema up to date with the migrations that its own folder lists. */
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
    return done.map((migration) => `${schema} ${migration.name}`);
  } finally {
    await source.destroy();
  }
}
