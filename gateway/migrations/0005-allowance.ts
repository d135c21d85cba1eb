import { migration } from '#service/tables.ts';

/** What each client has used of its agreement in the window that is open, over all gateways. */
export const gateway0005 = migration(
  'Allowance1700000000005',
  `
  CREATE TABLE allowance (
    client text,
    measure text CHECK (measure IN ('requests', 'lookups')),
    opened timestamptz NOT NULL,
    taken int NOT NULL CHECK (taken >= 0),
    -- What the last draw was given, since a statement cannot tell the row as it was before.
    granted int NOT NULL CHECK (granted >= 0),
    PRIMARY KEY (client, measure)
  );
  GRANT UPDATE (opened, taken, granted) ON allowance TO provident_gateway;
  `,
);
