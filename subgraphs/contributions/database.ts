import { type Database, openDatabase } from '#service/database.ts';
import { contributions0001 } from './migrations/0001-contributions.ts';
import { contributions0002 } from './migrations/0002-enrolment-sequence.ts';
import { contributions0003 } from './migrations/0003-guards.ts';
import { contributions0004 } from './migrations/0004-payouts.ts';
import { contributions0005 } from './migrations/0005-collection.ts';
import { contributions0006 } from './migrations/0006-segments-and-transfers.ts';
import { contributions0007 } from './migrations/0007-liens-and-closing.ts';
import { contributions0008 } from './migrations/0008-runs.ts';
import { contributions0009 } from './migrations/0009-tax-export.ts';
import { contributions0010 } from './migrations/0010-renewed-keys.ts';
import { contributions0011 } from './migrations/0011-runs-taken-back.ts';
import { contributions0012 } from './migrations/0012-taking-back.ts';
import { contributions0013 } from './migrations/0013-loan-offset.ts';
import { contributions0014 } from './migrations/0014-closing-facts.ts';
import { contributions0015 } from './migrations/0015-agreements-of-a-member.ts';
import { contributions0017 } from './migrations/0017-merged.ts';
import { contributions0018 } from './migrations/0018-merged-for-good.ts';

/** In the order in which they are run. */
export const migrations = [
  contributions0001,
  contributions0002,
  contributions0003,
  contributions0004,
  contributions0005,
  contributions0006,
  contributions0007,
  contributions0008,
  contributions0009,
  contributions0010,
  contributions0011,
  contributions0012,
  contributions0013,
  contributions0014,
  contributions0015,
  contributions0017,
  contributions0018,
];

/** Opens the contributions schema as its own role. */
export function openContributions(url: string, poolSize = 10): Promise<Database> {
  return openDatabase({ url, schema: 'contributions', poolSize });
}
