import pg from 'pg';
import { provisionEvents } from './provision-events.ts';
import { roleOf, type SchemaName, schemaNames } from './services.ts';

/**
 * Gives every service a schema of its own and a login role that can use that schema and no other. Repeatable; the
 * connection must belong to the owner of the database.
 */
export async function provision(ownerUrl: string, passwords: Record<SchemaName, string>): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
    for (const service of schemaNames) await provisionService(client, service, passwords[service]);
    await admitRoles(client);
    await provisionEvents(client, ownerUrl);
  } finally {
    await client.end();
  }
}

/** Lets the services' roles, and nobody else, into the current database; a copy of a database does not copy this. */
export async function admitRoles(client: pg.Client): Promise<void> {
  const roles = schemaNames.map(roleOf).join(', ');
  const { rows } = await client.query<{ name: string }>('SELECT quote_ident(current_database()) AS name');
  const name = rows[0]?.name;
  await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC; GRANT CONNECT ON DATABASE ${name} TO ${roles}`);
}

async function provisionService(client: pg.Client, service: SchemaName, password: string): Promise<void> {
  const role = roleOf(service);
  const known = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  if (known.rowCount === 0) await client.query(`CREATE ROLE ${role}`);
  await client.query(`
    ALTER ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD ${client.escapeLiteral(password)};
    ALTER ROLE ${role} SET idle_in_transaction_session_timeout = '60s';
    CREATE SCHEMA IF NOT EXISTS ${service};
    GRANT USAGE ON SCHEMA ${service} TO ${role};
    ALTER DEFAULT PRIVILEGES IN SCHEMA ${service} GRANT SELECT, INSERT ON TABLES TO ${role};
    ALTER DEFAULT PRIVILEGES IN SCHEMA ${service} GRANT USAGE, SELECT ON SEQUENCES TO ${role};`);
}
