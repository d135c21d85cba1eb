import { type Database, openDatabase } from '#service/database.ts';
import { subsidyTables } from './migrations/0001-subsidies.ts';
import { subsidyOrder } from './migrations/0002-told-order.ts';
import { closingSubsidy } from './migrations/0003-closing-subsidy.ts';
import { awardBasis } from './migrations/0004-award-basis.ts';
import { correctedMonth } from './migrations/0005-corrected-month.ts';
import { lateFacts } from './migrations/0006-late-facts.ts';
import { merged } from './migrations/0008-merged.ts';
import { suspended } from './migrations/0009-suspended.ts';

export const migrations = [
  subsidyTables,
  subsidyOrder,
  closingSubsidy,
  awardBasis,
  correctedMonth,
  lateFacts,
  merged,
  suspended,
];

/** Opens the pool of the subsidies schema. */
export const openSubsidies = (url: string): Promise<Database> => openDatabase({ url, schema: 'subsidies' });
