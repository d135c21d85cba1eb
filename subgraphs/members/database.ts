import { type Database, type Migration, openDatabase } from '#service/database.ts';
import { members0001 } from './migrations/0001-members.ts';
import { members0002 } from './migrations/0002-facts-sequence.ts';
import { members0003 } from './migrations/0003-facts-version.ts';
import { members0004 } from './migrations/0004-person-token.ts';
import { members0005 } from './migrations/0005-fingerprints-by-key.ts';
import { members0006 } from './migrations/0006-enrolment.ts';
import { members0007 } from './migrations/0007-identity.ts';
import { members0008 } from './migrations/0008-names.ts';
import { members0009 } from './migrations/0009-merging.ts';
import { members0010 } from './migrations/0010-dated-facts.ts';
import { members0011 } from './migrations/0011-document-expiry.ts';

/** The migrations of this schema, oldest first. */
export const migrations: readonly Migration[] = [
  members0001,
  members0002,
  members0003,
  members0004,
  members0005,
  members0006,
  members0007,
  members0008,
  members0009,
  members0010,
  members0011,
];

/** Opens the schema of members under its own role. */
export function openMembersDatabase(url: string, poolSize?: number): Promise<Database> {
  return openDatabase({ url, schema: 'members', poolSize });
}
