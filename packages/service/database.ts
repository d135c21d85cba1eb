import pg from 'pg';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { instantFromDate } from '#kernel/clock.ts';
import { connectionWithin } from './deadline.ts';

/** A pool of connections to one schema. */
export type Database = DataSource;
/** One connection inside a transaction, or the pool outside one. */
export type Db = EntityManager;
/** A TypeORM migration class. */
export type Migration = new () => {
  name?: string;
  up(run: QueryRunner): Promise<void>;
  down(run: QueryRunner): Promise<void>;
};

const int8 = 20;
const date = 1082;
const timestamptz = 1184;
const parseTimestamp = pg.types.getTypeParser(timestamptz);

// Once for the process: money arrives as bigint, civil dates as the text they are, instants as ISO text.
pg.types.setTypeParser(int8, BigInt);
pg.types.setTypeParser(date, (text) => text);
pg.types.setTypeParser(timestamptz, (text) => instantFromDate(parseTimestamp(text) as never));

export type OpenDatabase = {
  url: string;
  schema: string;
  migrations?: readonly Migration[];
  poolSize?: number;
  /** Milliseconds after which PostgreSQL ends a statement, whoever waits for it; a request may allow less. */
  statementTimeout?: number;
};

/** Milliseconds in which PostgreSQL finds that whoever asked is gone, and lets go of what the statement holds. */
const orphanMs = 250;

/** Opens a pool whose unqualified table names mean `schema`. */
export async function openDatabase(options: OpenDatabase): Promise<Database> {
  const statementTimeout = options.statementTimeout ?? 60_000;
  const source = new DataSource({
    type: 'postgres',
    url: options.url,
    schema: options.schema,
    migrations: [...(options.migrations ?? [])] as never,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'all',
    poolSize: options.poolSize ?? 10,
    synchronize: false,
    logging: false,
    installExtensions: false,
    extra: {
      options: `-c search_path=${options.schema} -c statement_timeout=${statementTimeout} -c client_connection_check_interval=${orphanMs}`,
      Client: connectionWithin(statementTimeout),
      connectionTimeoutMillis: 5_000,
      application_name: `provident-${options.schema}`,
    },
  });
  return source.initialize();
}

/** Runs one statement and gives its rows, also for UPDATE and DELETE, where TypeORM wraps them. */
export async function rows<T>(db: Db | Database, sql: string, parameters: unknown[] = []): Promise<T[]> {
  const result = await db.query(sql, parameters);
  const wrapped =
    Array.isArray(result) && result.length === 2 && Array.isArray(result[0]) && typeof result[1] === 'number';
  return (wrapped ? result[0] : result) as T[];
}

/** Whether the database answers. */
export async function databaseReady(database: Database): Promise<boolean> {
  return database.query('SELECT 1').then(
    () => true,
    () => false,
  );
}
