import { explain } from './explain.ts';
import { localFolder } from './folder.ts';
import { asOwner } from './owner.ts';
import { readSecrets } from './secrets.ts';
import { readAddresses } from './stack.ts';

// npm run revoke -- bank-a          every token of the client that was issued until now is worth nothing, within seconds
// npm run revoke -- bank-a JTI      one of them
const [client, token = null] = process.argv.slice(2);
const sql = 'INSERT INTO gateway.revocation (client, token) VALUES ($1, $2)';

// The address that is kept holds no password.
function ownerUrl(): string {
  if (process.env['DATABASE_URL']) return process.env['DATABASE_URL'];
  const url = new URL(readAddresses(localFolder).database);
  url.username = 'postgres';
  url.password = encodeURIComponent(readSecrets(localFolder).superuser);
  return url.href;
}

if (!client) {
  console.error('npm run revoke -- CLIENT [TOKEN ID]');
  process.exitCode = 1;
} else {
  await asOwner(ownerUrl(), (connection) => connection.query(sql, [client, token])).then(
    () => console.log(`${client}: ${token ? 'one token is' : 'all tokens issued until now are'} revoked`),
    (error: unknown) => {
      console.error(`not revoked: ${explain(error)}`);
      process.exitCode = 1;
    },
  );
}
