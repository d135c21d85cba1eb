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
  await provisionRole(client, role, password);
  await client.query(`
    CREATE SCHEMA IF NOT EXISTS ${service};
    GRANT USAGE ON SCHEMA ${service} TO ${role};
    ALTER DEFAULT PRIVILEGES IN SCHEMA ${service} GRANT SELECT, INSERT ON TABLES TO ${role};
    ALTER DEFAULT PRIVILEGES IN SCHEMA ${service} GRANT USAGE, SELECT ON SEQUENCES TO ${role};`);
}

type Powers = { powerful: boolean };

const powersSql = `
  SELECT rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls AS powerful
  FROM pg_roles WHERE rolname = $1`;

/** Only a superuser may so much as name some attributes, even to take them away; so a role that has one is refused. */
async function provisionRole(client: pg.Client, role: string, password: string): Promise<void> {
  const known = await client.query<Powers>(powersSql, [role]);
  if (known.rows[0]?.powerful) {
    throw new Error(`role ${role} may more than log in (superuser, createdb, createrole …); take that away first`);
  }
  try {
    if (known.rowCount === 0) await client.query(`CREATE ROLE ${role}`);
    await client.query(`
      ALTER ROLE ${role} LOGIN PASSWORD ${client.escapeLiteral(password)};
      ALTER ROLE ${role} SET idle_in_transaction_session_timeout = '60s'`);
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error;
    const needs = known.rowCount === 0 ? 'the attribute CREATEROLE' : `the admin option on ${role}, which others made`;
    throw new Error(`the owner of the database may not manage role ${role}: it needs ${needs}`, { cause: error });
  }
}
