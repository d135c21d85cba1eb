import { join } from 'node:path';
import { keysTextFor } from '#service/caller.ts';
import { clients } from './clients.ts';
import { localFolder } from './folder.ts';
import { readSecrets } from './secrets.ts';
import { schemaNames, subgraphNames } from './services.ts';

// npm run -s environment > .env   prints every value that docker-compose.yml asks for, made once and then the same.
const secrets = readSecrets(join(localFolder, 'compose'));
const known = clients.map((client) => ({ ...client, secret: secrets.clients[client.id] }));
const values = {
  POSTGRES_PASSWORD: secrets.superuser,
  ...Object.fromEntries(schemaNames.map((name) => [`${name.toUpperCase()}_PASSWORD`, secrets.roles[name]])),
  CALLER_KEYS: secrets.callerKeys,
  ...Object.fromEntries(
    subgraphNames.map((name) => [`${name.toUpperCase()}_CALLER_KEYS`, keysTextFor(secrets.callerKeys, name)]),
  ),
  OPERATION_KEY: secrets.operationKey,
  IDENTITY_KEYS: secrets.identityKeys,
  IDENTITY_INDEX_KEY: secrets.identityIndexKey,
  REFERENCE_KEY: secrets.referenceKey ?? '',
  ACCOUNT_KEYS: secrets.accountKeys,
  DISCLOSURE_KEYS: secrets.disclosureKeys,
  OIDC_ISSUER: 'http://issuer:4010',
  OIDC_AUDIENCE: 'https://provident-graph.local/graphql',
  ISSUER_CLIENTS: JSON.stringify(known),
  ISSUER_KEYS: JSON.stringify(secrets.issuerKeys),
  ISSUER_COOKIE_KEY: secrets.issuerCookieKey,
};

for (const [name, value] of Object.entries(values)) console.log(`${name}='${value}'`);
