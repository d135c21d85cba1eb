import { migration } from '#service/tables.ts';

/**
 * The record of who was told what about whom. The service's role holds INSERT and SELECT and nothing else, which is what
 * the schema's default privileges give; no later migration may add to them.
 */
export const disclosure0001 = migration(
  'Disclosure1700000000001',
  `
  CREATE TABLE disclosure (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    correlation text NOT NULL,
    client text NOT NULL,
    audience text NOT NULL,
    officer text,
    purpose text NOT NULL,
    case_reference text,
    subject uuid NOT NULL,
    fields text[] NOT NULL,
    operation_name text,
    document_hash text NOT NULL,
    basis text NOT NULL
  );
  CREATE INDEX disclosure_of_subject ON disclosure (subject, at);
  CREATE INDEX disclosure_to_client ON disclosure (client, at);
  `,
);
