import type { Pool } from 'undici';
import { type Database, databaseReady } from '#service/database.ts';
import type { Authenticator } from './authenticate.ts';
import { registerNames, type SubgraphName } from './composition/subgraph-sources.ts';

/** Everything behind the gateway. */
export type Behind = { pools: Record<SubgraphName, Pool>; database: Database; tokens: Authenticator };

const readyMs = 2_000;

async function subgraphReady(pool: Pool): Promise<boolean> {
  const signal = AbortSignal.timeout(readyMs);
  return pool.request({ path: '/ready', method: 'GET', signal }).then(
    async ({ statusCode, body }) => {
      await body.dump();
      return statusCode === 200;
    },
    () => false,
  );
}

/** Whether everything behind the gateway answers: the subgraphs, its database, the issuer's keys. */
export async function readiness({ pools, database, tokens }: Behind) {
  const [databaseUp, issuerUp, ...subgraphsUp] = await Promise.all([
    databaseReady(database),
    tokens.ready(),
    ...registerNames.map((name) => subgraphReady(pools[name])),
  ]);
  const subgraphs = Object.fromEntries(registerNames.map((name, index) => [name, subgraphsUp[index]]));
  const ready = databaseUp && issuerUp && subgraphsUp.every(Boolean);
  return { ready, database: databaseUp, issuer: issuerUp, subgraphs };
}
