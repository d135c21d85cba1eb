import type { Migration } from '#service/database.ts';
import { Disclosure0001 } from './migrations/0001-disclosure.ts';

/** The migrations of the gateway's own schema, in order. */
export const migrations: Migration[] = [Disclosure0001];
