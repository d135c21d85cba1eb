import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '#kernel/clock.ts';
import { parseCity } from '#policy/policy.ts';
import { openDatabase } from '#service/database.ts';
import { explainFully } from '../explain.ts';
import { localFolder } from '../folder.ts';
import { keysOf, withGivenKeys } from '../keys.ts';
import { readSecrets } from '../secrets.ts';
import { serviceUrl } from '../services.ts';
import { readAddresses } from '../stack.ts';
import { exportStandard } from './export.ts';

// npm run export:jgjt320 -- --city huzhou --to FOLDER   a city by the fields of JGJ/T 320, one file for each table
const usage = 'npm run export:jgjt320 -- --city CITY --to FOLDER';
const { values } = parseArgs({ options: { city: { type: 'string' }, to: { type: 'string' } } });

async function run(cityText: string, folder: string): Promise<void> {
  if (!existsSync(join(localFolder, 'secrets.json'))) throw new Error('nothing has been started here yet: npm start');
  const secrets = withGivenKeys(readSecrets(localFolder), process.env);
  const owner = process.env['DATABASE_URL'] ?? readAddresses(localFolder).database;
  const open = (schema: 'members' | 'contributions' | 'loans') =>
    openDatabase({ url: serviceUrl(owner, schema, secrets.roles[schema]), schema, poolSize: 2 });
  const [members, contributions, loans] = [await open('members'), await open('contributions'), await open('loans')];
  try {
    const registers = { members, contributions, loans, sealer: keysOf(secrets).sealer };
    const exported = await exportStandard(registers, { city: parseCity(cityText), on: systemClock.today(), folder });
    for (const [file, count] of Object.entries(exported)) console.log(`${join(folder, file)}.csv: ${count} records`);
  } finally {
    for (const database of [members, contributions, loans]) await database.destroy();
  }
}

try {
  if (!values.city || !values.to) throw new Error(usage);
  await run(values.city, values.to);
} catch (error) {
  console.error(explainFully(error));
  process.exitCode = 1;
}
