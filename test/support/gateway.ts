import { randomBytes } from 'node:crypto';
import type { Agreements } from '#gateway/agreements/read.ts';
import { serveGateway } from '#gateway/serve.ts';
import type { Clock } from '#kernel/clock.ts';
import { type Audience, callerKeys } from '#service/caller.ts';
import { registry } from '#service/metrics.ts';
import { generousAgreements } from './agreements.ts';
import { freshDatabase, type TestDatabase } from './database.ts';
import { testSigner } from './disclosure-log.ts';
import { keepEvidence } from './evidence.ts';
import { startTestIssuer, type TestIssuer } from './tokens.ts';

// A port that nothing listens on: the boundary answers before any subgraph is asked.
const nowhere = 'http://127.0.0.1:9';
const nowhereAll = { members: nowhere, contributions: nowhere, subsidies: nowhere, loans: nowhere, risk: nowhere };

export type Answer = {
  status: number;
  headers: Headers;
  text: string;
  body: {
    data?: Record<string, unknown> | null;
    errors?: { message: string; path?: unknown; extensions: Record<string, unknown> }[];
  };
};

export type TestGateway = {
  url: string;
  /** Where the operator asks. */
  operations: string;
  issuer: TestIssuer;
  database: TestDatabase;
  /** A token of an audience with all of its claims; `claims` overrides. */
  token(audience: Audience, claims?: Record<string, unknown>): Promise<string>;
  ask(token: string | undefined, query: string, more?: Asking): Promise<Answer>;
  /** Reads contracts, agreements and documents anew. */
  reload(): Promise<boolean>;
  stop(): Promise<void>;
};

type Asking = { variables?: Record<string, unknown>; headers?: Record<string, string>; operationName?: string };

const purposes: Partial<Record<Audience, string>> = {
  'tax-bureau': 'deduction-check',
  'hr-bureau': 'employment-verification',
  bank: 'green-channel',
  centre: 'service',
};

/** The case for which a test asks about persons, unless it says so itself. */
const testCase = 'CASE-1';

/** The purpose header that an audience usually sends. */
export const purposeOf = (audience: Audience): Record<string, string> => {
  const purpose = purposes[audience];
  return purpose ? { purpose } : {};
};

/** Keys that introduce callers, made for one test file. */
export const testCallerKeys = () => callerKeys(`test:${randomBytes(32).toString('hex')}`);

type Starting = {
  subgraphUrls?: Partial<typeof nowhereAll>;
  keys?: ReturnType<typeof callerKeys>;
  database?: TestDatabase;
  clock?: Clock;
  /** What is agreed; unless given, everything on file without rates. */
  agreements?: Agreements;
  /** How often the record of disclosures is sealed; not at all unless given. */
  sealEveryMs?: number;
  /** Where the graphs are read from, who ends TLS, how many requests may be under way, how long clients may take. */
  more?: Pick<Parameters<typeof serveGateway>[0], 'graphs' | 'terminators' | 'mostUnderWay' | 'patience'>;
  /** Who may send documents on file only; nobody unless given, so that a test asks what it likes of a contract. */
  bound?: ReadonlySet<Audience>;
};

/** A gateway with an issuer and a database of its own; subgraphs are absent unless given. */
export async function startTestGateway(starting: Starting = {}): Promise<TestGateway> {
  const issuer = await startTestIssuer();
  const database = starting.database ?? (await freshDatabase());
  const served = await serveGateway({
    port: 0,
    operations: { port: 0, host: '127.0.0.1' },
    subgraphUrls: { ...nowhereAll, ...starting.subgraphUrls },
    oidcIssuer: issuer.url,
    audience: issuer.audience,
    databaseUrl: database.url('gateway'),
    callerKeys: starting.keys ?? testCallerKeys(),
    agreements: starting.agreements ?? generousAgreements(),
    bound: starting.bound ?? new Set(),
    ...starting.more,
    ...(starting.clock ? { clock: starting.clock } : {}),
    ...(starting.sealEveryMs ? { sealing: { keys: [testSigner], everyMs: starting.sealEveryMs } } : {}),
  });
  const url = `http://127.0.0.1:${served.port}/graphql`;
  return {
    url,
    operations: `http://127.0.0.1:${served.operationsPort}`,
    issuer,
    database,
    token: (audience, claims = {}) =>
      issuer.token({
        client_id: audience,
        audience_class: audience,
        cities: ['652300'],
        ...(audience === 'member' ? { member: '00000000-0000-4000-8000-000000000001' } : {}),
        ...claims,
      }),
    ask: async (token, query, { variables, headers, operationName } = {}) => {
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(headers?.['purpose'] ? { 'case-reference': testCase } : {}),
          ...headers,
        },
        body: JSON.stringify({ query, variables, operationName }),
      });
      const text = await answer.text();
      if (text.includes('"errors"')) keepEvidence('error', text);
      return { status: answer.status, headers: answer.headers, text, body: JSON.parse(text) as Answer['body'] };
    },
    reload: served.reload,
    stop: async () => {
      keepEvidence('metrics', await registry.metrics());
      await served.stop();
      await issuer.stop();
      if (!starting.database) await database.drop();
    },
  };
}
