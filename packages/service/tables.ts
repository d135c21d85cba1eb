import type { Migration } from './database.ts';

/**
 * The two tables that every subgraph's schema has: `operation`, the audit line of each command and the memory of its
 * idempotency key, answered once, whose client is "app/member" where a member asked; and `inbox`, the events already taken.
 */
export function serviceTablesSql(role: string): string {
  return `
    CREATE TABLE operation (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      client text NOT NULL,
      key text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
      name text NOT NULL,
      subject text NOT NULL,
      input_hash bytea NOT NULL,
      officer text,
      purpose text,
      case_reference text,
      correlation text NOT NULL,
      answer jsonb,
      at timestamptz NOT NULL,
      UNIQUE (client, key)
    );
    CREATE INDEX operation_subject ON operation (subject, at);
    GRANT UPDATE (answer) ON operation TO ${role};
    CREATE FUNCTION refuse_second_answer() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'An operation is answered once'; END $$;
    CREATE TRIGGER operation_answered_once BEFORE UPDATE ON operation FOR EACH ROW WHEN (OLD.answer IS NOT NULL)
      EXECUTE FUNCTION refuse_second_answer();
    CREATE TABLE inbox (
      event_id uuid PRIMARY KEY,
      type text NOT NULL,
      at timestamptz NOT NULL
    );
  `;
}

/** A migration from plain statements; the name ends in the time TypeORM orders by. */
export function migration(name: string, up: string): Migration {
  return class {
    name = name;
    async up(run: { query(sql: string): Promise<unknown> }): Promise<void> {
      await run.query(up);
    }
    async down(): Promise<void> {
      throw new Error(`${name}: money's history is not rolled back; write a new migration`);
    }
  };
}
