import { migration } from '#service/tables.ts';

/**
 * Under which version of the keys a client knows persons. A client that has no line is at version 1; one that is to know
 * them by other tokens gets a line from the owner. Nothing is ever taken back: what was given stays good.
 */
export const members0004 = migration(
  'Members1767225600004',
  `CREATE TABLE person_token (
    client text NOT NULL,
    version smallint NOT NULL CHECK (version > 1),
    since timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (client, version)
  );
  REVOKE INSERT ON person_token FROM provident_members;`,
);
