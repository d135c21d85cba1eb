import { join } from 'node:path';

/** Everything the local stack keeps: secrets, data, logs. Git ignores it; npm run reset removes it. */
export const localFolder = join(import.meta.dirname, '..', '..', '.local');
