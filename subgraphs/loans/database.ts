import { type Database, type Migration, openDatabase } from '#service/database.ts';
import { loans0001 } from './migrations/0001-loans.ts';
import { loans0002 } from './migrations/0002-repayment-batches.ts';
import { loans0003 } from './migrations/0003-liens.ts';
import { loans0004 } from './migrations/0004-spouse.ts';
import { loans0005 } from './migrations/0005-applications.ts';
import { loans0006 } from './migrations/0006-plans-and-breaches.ts';
import { loans0007 } from './migrations/0007-movements-of-loans.ts';
import { loans0008 } from './migrations/0008-recalled.ts';
import { loans0009 } from './migrations/0009-merged.ts';
import { loans0010 } from './migrations/0010-recoveries.ts';
import { loans0011 } from './migrations/0011-age.ts';
import { loans0013 } from './migrations/0013-merged-for-good.ts';

export const migrations: readonly Migration[] = [
  loans0001,
  loans0002,
  loans0003,
  loans0004,
  loans0005,
  loans0006,
  loans0007,
  loans0008,
  loans0009,
  loans0010,
  loans0011,
  loans0013,
];

/** Opens the loan register under its own role. */
export const openLoans = (url: string, poolSize?: number): Promise<Database> =>
  openDatabase({ url, schema: 'loans', poolSize });
