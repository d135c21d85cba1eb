import type { Migration } from '#service/database.ts';
import { disclosure0001 } from './migrations/0001-disclosure.ts';
import { gateway0002 } from './migrations/0002-export-lease.ts';
import { gateway0003 } from './migrations/0003-disclosure-log.ts';
import { gateway0005 } from './migrations/0005-allowance.ts';
import { gateway0006 } from './migrations/0006-revocation.ts';
import { gateway0007 } from './migrations/0007-disclosure-by-client.ts';
import { gateway0008 } from './migrations/0008-disclosure-tellings.ts';

/** The migrations of the gateway's own schema, in order. */
export const migrations: Migration[] = [
  disclosure0001,
  gateway0002,
  gateway0003,
  gateway0005,
  gateway0006,
  gateway0007,
  gateway0008,
];
