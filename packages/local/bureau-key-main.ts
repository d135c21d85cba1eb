import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bureauKey, referenceRoot } from '#members/operations/tax-reference.ts';
import { type CityName, cityCode } from '#service/cities.ts';
import { localFolder } from './folder.ts';
import { withGivenKeys } from './keys.ts';
import { readSecrets } from './secrets.ts';

// npm run -s bureau-key -- CHANGJI   prints nothing but the key, in hex, by which that city's tax bureau reckons the
// reference of a person in an export: HMAC-SHA-256 of the identity number. It is handed over like any other secret.
const cities: readonly string[] = ['CHANGJI', 'HUZHOU'] satisfies CityName[];
const [city = ''] = process.argv.slice(2);
if (!cities.includes(city)) fail(`npm run bureau-key -- CITY, where CITY is one of: ${cities.join(', ')}`);
else if (!existsSync(join(localFolder, 'secrets.json'))) fail('nothing has been started here yet: npm start');
else {
  const { identityIndexKey, referenceKey } = withGivenKeys(readSecrets(localFolder), process.env);
  const root = referenceRoot(identityIndexKey, referenceKey);
  console.log(bureauKey(root, cityCode(city as CityName)).toString('hex'));
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
