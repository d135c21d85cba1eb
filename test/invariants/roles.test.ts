import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roleOf, type SchemaName, schemaNames } from '#local/services.ts';
import { freshDatabase, type TestDatabase } from '#test/database.ts';

// What PostgreSQL itself refuses, whatever the code of a service may come to say.

type Table = { schema: SchemaName; name: string; columns: string[] };

let database: TestDatabase;
let owner: pg.Client;
let tables: Table[];
const clients = new Map<SchemaName, pg.Client>();

beforeAll(async () => {
  database = await freshDatabase();
  owner = await connect(database.ownerUrl);
  for (const service of schemaNames) clients.set(service, await connect(database.url(service)));
  const sql = `SELECT t.table_schema AS schema, t.table_name AS name, array_agg(c.column_name::text) AS columns
    FROM information_schema.tables t JOIN information_schema.columns c USING (table_schema, table_name)
    WHERE t.table_schema = ANY($1) AND t.table_type = 'BASE TABLE' GROUP BY 1, 2 ORDER BY 1, 2`;
  tables = (await owner.query<Table>(sql, [schemaNames])).rows;
});

afterAll(async () => {
  await Promise.all([owner, ...clients.values()].map((client) => client.end()));
  await database.drop();
});

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

/** The SQLSTATE that a statement of a service ends with; nothing that it changes is kept. */
async function outcome(service: SchemaName, sql: string): Promise<string> {
  const client = clients.get(service)!;
  await client.query('BEGIN');
  const code = await client.query(sql).then(
    () => 'done',
    (error: { code: string }) => error.code,
  );
  await client.query('ROLLBACK');
  return code;
}

const denied = '42501';
const of = ({ schema, name }: Table) => `${schema}.${name}`;
const statements = (table: Table): Record<string, string> => ({
  SELECT: `SELECT 1 FROM ${of(table)}`,
  INSERT: `INSERT INTO ${of(table)} DEFAULT VALUES`,
  UPDATE: `UPDATE ${of(table)} SET ${table.columns[0]} = DEFAULT`,
  DELETE: `DELETE FROM ${of(table)}`,
  TRUNCATE: `TRUNCATE ${of(table)}`,
});

async function notDenied(service: SchemaName, attempts: Record<string, string>): Promise<string[]> {
  const slipped: string[] = [];
  for (const [what, sql] of Object.entries(attempts)) {
    const code = await outcome(service, sql);
    if (code !== denied) slipped.push(`${service}: ${what} ${sql} ended with ${code}`);
  }
  return slipped;
}

const named = (name: string) => tables.filter((table) => table.name === name);

describe('the role of a service', () => {
  test.each(schemaNames)('%s can read and change nothing in any other schema', async (service) => {
    const others = tables.filter(({ schema }) => schema !== service);
    expect(new Set(others.map(({ schema }) => schema)).size).toBe(schemaNames.length - 1);
    const slipped: string[] = [];
    for (const table of others) slipped.push(...(await notDenied(service, statements(table))));
    expect(slipped).toEqual([]);
  });

  test.each(schemaNames)('%s reads its own tables, so that a refusal is not one of a broken login', async (service) => {
    for (const table of tables.filter(({ schema }) => schema === service)) {
      expect(await outcome(service, statements(table)['SELECT']!), of(table)).toBe('done');
    }
  });

  test.each(schemaNames)('%s removes nothing at all, not even its own', async (service) => {
    const slipped: string[] = [];
    for (const table of tables.filter(({ schema }) => schema === service)) {
      const { DELETE, TRUNCATE } = statements(table) as Record<'DELETE' | 'TRUNCATE', string>;
      const DROP = `DROP TABLE ${of(table)}`;
      slipped.push(...(await notDenied(service, { DELETE, TRUNCATE, DROP })));
    }
    expect(slipped).toEqual([]);
  });

  test.each(schemaNames)('%s changes no table and no rule of its schema', async (service) => {
    const [first] = tables.filter(({ schema }) => schema === service) as [Table];
    const other = schemaNames.find((name) => name !== service)!;
    const attempts = {
      alter: `ALTER TABLE ${of(first)} ADD COLUMN mine int`,
      check: `ALTER TABLE ${of(first)} DISABLE TRIGGER ALL`,
      role: 'CREATE ROLE mine',
      become: `SET ROLE ${roleOf(other)}`,
      schema: 'CREATE SCHEMA mine',
      extension: `CREATE EXTENSION dblink SCHEMA ${service}`,
      file: "COPY (SELECT 1) TO PROGRAM 'true'",
    };
    expect(await notDenied(service, attempts)).toEqual([]);
  });

  test('has no rights by being somebody special', async () => {
    const roles = await owner.query(
      `SELECT rolname FROM pg_roles WHERE rolname = ANY($1)
       AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)`,
      [schemaNames.map(roleOf)],
    );
    expect(roles.rows).toEqual([]);
    const memberships = 'SELECT 1 FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member WHERE r.rolname = ANY($1)';
    expect((await owner.query(memberships, [schemaNames.map(roleOf)])).rowCount).toBe(0);
  });
});

describe('what has happened stays as it was written', () => {
  /** One attempt for each column: a right may be given column by column. */
  const updates = (table: Table, columns = table.columns) =>
    Object.fromEntries(columns.map((column) => [column, `UPDATE ${of(table)} SET ${column} = DEFAULT`]));

  test('no service changes a movement of any book', async () => {
    const books = named('movement');
    expect(books.map(({ schema }) => schema)).toEqual(['contributions', 'loans', 'risk']);
    for (const table of books) expect(await notDenied(table.schema, updates(table))).toEqual([]);
  });

  test('no service changes anything of an account in a book but its balance', async () => {
    for (const table of named('ledger_account')) {
      const fixed = table.columns.filter((column) => column !== 'balance');
      expect(await notDenied(table.schema, updates(table, fixed))).toEqual([]);
    }
  });

  test('no service changes an audit line but to add the answer to it', async () => {
    const audits = named('operation');
    expect(audits).toHaveLength(schemaNames.length - 1);
    for (const table of audits) {
      const fixed = table.columns.filter((column) => column !== 'answer');
      expect(await notDenied(table.schema, updates(table, fixed))).toEqual([]);
      expect(await outcome(table.schema, updates(table)['answer']!)).toBe('done');
    }
  });

  test('no service changes what it has heard', async () => {
    for (const table of named('inbox')) expect(await notDenied(table.schema, updates(table))).toEqual([]);
  });

  test('the gateway changes no disclosure', async () => {
    for (const name of ['disclosure_telling', 'disclosure_person', 'disclosure_leaf', 'disclosure_checkpoint']) {
      const [table] = named(name) as [Table];
      expect(table.schema).toBe('gateway');
      expect(await notDenied('gateway', updates(table))).toEqual([]);
    }
  });

  test('a settled interest, a credited subsidy, a paid withdrawal and an answer of the bank are not rewritten', async () => {
    const written = ['interest_settlement', 'subsidy_credit', 'withdrawal', 'plan_version', 'account_event'];
    for (const name of [...written, 'payout_answer', 'payout_recovery']) {
      const [table] = named(name) as [Table];
      // A compensating run notes that it took an interest back; the interest itself stays as it was.
      const fixed = table.columns.filter((column) => column !== 'taken_back_by');
      expect(await notDenied(table.schema, updates(table, fixed))).toEqual([]);
    }
  });

  test('the number by which a person is found, and the terms of an award, are not rewritten', async () => {
    const columnsOf = {
      member: ['id'],
      person_index: ['fingerprint', 'key', 'member_id'],
      award: ['fen', 'clause', 'month', 'facts', 'basis_id'],
    };
    for (const [name, columns] of Object.entries(columnsOf)) {
      const [table] = named(name) as [Table];
      expect(await notDenied(table.schema, updates(table, columns))).toEqual([]);
    }
  });
});
