import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { clients } from './clients.ts';
import { localFolder } from './folder.ts';
import { readSecrets } from './secrets.ts';
import { readAddresses } from './stack.ts';
import { tokenFor } from './token.ts';

// npm run -s token -- bank-a   prints nothing but the token, so that it can stand inside a curl command.
const client = clients.find((known) => known.id === process.argv[2]);
if (!client) fail(`npm run token -- CLIENT, where CLIENT is one of: ${clients.map((known) => known.id).join(', ')}`);
else if (!existsSync(join(localFolder, 'secrets.json'))) fail('nothing has been started here yet: npm start');
else {
  const secret = readSecrets(localFolder).clients[client.id] ?? '';
  try {
    console.log(await tokenFor(readAddresses(localFolder).issuer, client.id, secret, client.scopes.join(' ')));
  } catch (error) {
    fail(`the issuer does not answer: ${error instanceof Error ? error.message : error}; is npm start running?`);
  }
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
