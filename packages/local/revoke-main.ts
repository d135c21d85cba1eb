import { explain } from './explain.ts';
import { localFolder } from './folder.ts';
import { asOwner } from './owner.ts';
import { readAddresses } from './stack.ts';

// npm run revoke -- bank-a          every token of the client that was issued until now is worth nothing, within seconds
// npm run revoke -- bank-a JTI      one of them
const [client, token = null] = process.argv.slice(2);
const sql = 'INSERT INTO gateway.revocation (client, token) VALUES ($1, $2)';

if (!client) {
  console.error('npm run revoke -- CLIENT [TOKEN ID]');
  process.exitCode = 1;
} else {
  const owner = process.env['DATABASE_URL'] ?? readAddresses(localFolder).database;
  await asOwner(owner, (connection) => connection.query(sql, [client, token])).then(
    () => console.log(`${client}: ${token ? 'one token is' : 'all tokens issued until now are'} revoked`),
    (error: unknown) => {
      console.error(`not revoked: ${explain(error)}`);
      process.exitCode = 1;
    },
  );
}
