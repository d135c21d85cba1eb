import { migration } from '#service/tables.ts';

/** Nothing asks for a client's disclosures by time, and each row of the record paid a fifth of its time for it. */
export const gateway0007 = migration('DisclosureByClient1700000000007', 'DROP INDEX disclosure_to_client;');
