import { join, resolve } from 'node:path';

const given = process.env['PROVIDENT_FOLDER'];

/** Everything the local stack keeps: secrets, data, logs. Git ignores it; npm run reset removes it. */
export const localFolder = given ? resolve(given) : join(import.meta.dirname, '..', '..', '.local');
