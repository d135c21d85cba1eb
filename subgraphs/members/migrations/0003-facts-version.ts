import { migration } from '#service/tables.ts';

/** How much of a member the other registers were told last: what is told grew, and who was told less is told anew. */
export const members0003 = migration(
  'Members1767225600003',
  `ALTER TABLE member ADD COLUMN facts_version smallint NOT NULL DEFAULT 1;
  GRANT UPDATE (facts_version) ON member TO provident_members;`,
);
