import { type Database, type Migration, openDatabase } from '#service/database.ts';
import { risk0001 } from './migrations/0001-risk.ts';
import { risk0002 } from './migrations/0002-financing.ts';
import { risk0003 } from './migrations/0003-reserve-use.ts';
import { risk0004 } from './migrations/0004-reserve-return.ts';

export const migrations: readonly Migration[] = [risk0001, risk0002, risk0003, risk0004];

/** Opens the book of the risk reserve under its own role. */
export const openRisk = (url: string, poolSize?: number): Promise<Database> =>
  openDatabase({ url, schema: 'risk', poolSize });
