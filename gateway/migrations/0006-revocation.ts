import { migration } from '#service/tables.ts';

/** Tokens that are worth nothing before they expire. The operator writes them; the gateway only reads. */
export const gateway0006 = migration(
  'Revocation1700000000006',
  `
  CREATE TABLE revocation (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    client text NOT NULL,
    -- The jti of one token; all tokens of the client if none is named.
    token text,
    issued_until timestamptz NOT NULL DEFAULT now(),
    recorded_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX revocation_of_late ON revocation (issued_until);
  REVOKE INSERT ON revocation FROM provident_gateway;
  `,
);
