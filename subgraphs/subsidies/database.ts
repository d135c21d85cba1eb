import { type Database, openDatabase } from '#service/database.ts';
import { subsidyTables } from './migrations/0001-subsidies.ts';

export const migrations = [subsidyTables];

/** Opens the pool of the subsidies schema. */
export const openSubsidies = (url: string): Promise<Database> => openDatabase({ url, schema: 'subsidies' });
