import { migration } from '#service/tables.ts';

/** Numbers what other registers are told of a member, since messages may arrive in another order. */
export const members0002 = migration(
  'Members1767225600002',
  `ALTER TABLE member ADD COLUMN facts_sequence integer NOT NULL DEFAULT 0;
  GRANT UPDATE (facts_sequence) ON member TO provident_members;`,
);
