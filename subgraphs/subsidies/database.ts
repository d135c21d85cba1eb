import { type Database, openDatabase } from '#service/database.ts';
import { subsidyTables } from './migrations/0001-subsidies.ts';
import { subsidyOrder } from './migrations/0002-told-order.ts';

export const migrations = [subsidyTables, subsidyOrder];

/** Opens the pool of the subsidies schema. */
export const openSubsidies = (url: string): Promise<Database> => openDatabase({ url, schema: 'subsidies' });
