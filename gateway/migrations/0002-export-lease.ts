import { migration } from '#service/tables.ts';

/** Who is being sent an export now, however many gateways there are; one that was left by a crash ends by itself. */
export const gateway0002 = migration(
  'ExportLease1700000000002',
  `
  CREATE TABLE export_lease (
    client text PRIMARY KEY,
    holder text NOT NULL,
    until timestamptz NOT NULL
  );
  GRANT UPDATE (holder, until) ON export_lease TO provident_gateway;
  `,
);
