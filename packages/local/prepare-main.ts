import { z } from 'zod';
import { readEnvironment } from '#service/environment.ts';
import { migrateAll } from './migrate.ts';
import { provision } from './provision.ts';
import { perName, schemaNames } from './services.ts';

// Prepares a database that someone else runs: schemas, roles with the passwords of the given addresses, migrations.
const owner = readEnvironment({ DATABASE_URL: z.url() }).DATABASE_URL;
const urls = readEnvironment(
  Object.fromEntries(schemaNames.map((name) => [`${name.toUpperCase()}_DATABASE_URL`, z.url()])),
);
const passwordOf = (url: string) => decodeURIComponent(new URL(url).password);

await provision(
  owner,
  perName(schemaNames, (name) => passwordOf(urls[`${name.toUpperCase()}_DATABASE_URL`] ?? '')),
);
for (const done of await migrateAll(owner)) console.log(`migrations of ${done}`);
console.log('the database is ready');
