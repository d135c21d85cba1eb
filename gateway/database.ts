import type { Migration } from '#service/database.ts';
import { disclosure0001 } from './migrations/0001-disclosure.ts';

/** The migrations of the gateway's own schema, in order. */
export const migrations: Migration[] = [disclosure0001];
