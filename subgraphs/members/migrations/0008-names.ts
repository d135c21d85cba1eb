import { migration } from '#service/tables.ts';

const role = 'provident_members';

/** Names that were put right, or changed, by two officers, with the names that were. */
export const members0008 = migration(
  'Members1767225600008',
  `ALTER TABLE identity_correction DROP CONSTRAINT identity_correction_reason_check,
    ADD COLUMN name_sealed bytea, ADD COLUMN former_name_sealed bytea;
  ALTER TABLE identity_correction
    ADD CONSTRAINT identity_correction_reason_check
      CHECK (reason IN ('TYPING_ERROR', 'REISSUED', 'MERGED', 'NAME_TYPING_ERROR', 'RENAMED')),
    ADD CONSTRAINT identity_correction_name
      CHECK ((reason IN ('NAME_TYPING_ERROR', 'RENAMED')) = (name_sealed IS NOT NULL));
  GRANT UPDATE (name_sealed, former_name_sealed) ON identity_correction TO ${role};`,
);
