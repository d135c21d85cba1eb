import { migration } from '#service/tables.ts';

/** Until when the identity document of an applicant is valid; null of one that is for life, or that was not asked for yet. */
export const members0011 = migration(
  'Members1767225600011',
  'ALTER TABLE application ADD COLUMN document_valid_until date;',
);
