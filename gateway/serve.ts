import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { GraphQLError } from 'graphql';
import { type Clock, monotonicMs, systemClock } from '#kernel/clock.ts';
import { type Audience, type CallerKeys, keysFor } from '#service/caller.ts';
import { openDatabase } from '#service/database.ts';
import { close, listen, sendJson } from '#service/http.ts';
import { log } from '#service/log.ts';
import { operationCost, requestSeconds } from '#service/metrics.ts';
import { type Admission, admission } from './admission.ts';
import { type Agreements, readAgreements } from './agreements/read.ts';
import { allowances } from './allowances.ts';
import { answerFrom } from './answer.ts';
import { authenticator } from './authenticate.ts';
import { readRequest } from './body.ts';
import { type RegisterName, type SubgraphName, subgraphNames } from './composition/subgraph-sources.ts';
import type { GatewayContext } from './context.ts';
import { type Contracts, startContracts } from './contracts.ts';
import { serveOwn } from './disclosures/own.ts';
import { disclosureRecord } from './disclosures/record.ts';
import type { SealingSettings } from './disclosures/sealing.ts';
import type { ExportSource } from './exports/fetch.ts';
import { sendTaxExport } from './exports/send.ts';
import { refusal, toldError } from './failure.ts';
import { filedDocuments } from './filed-documents.ts';
import { subgraphPool } from './introduce.ts';
import { answerHealth, operationsServer } from './operations.ts';
import type { Behind } from './readiness.ts';
import { requestCaller } from './request-caller.ts';

export type ServeGateway = {
  port: number;
  /** Where the operator asks for readiness and metrics; no client should reach it. */
  operations: { port: number; host: string };
  subgraphUrls: Record<RegisterName, string>;
  oidcIssuer: string;
  audience: string;
  databaseUrl: string;
  callerKeys: CallerKeys;
  /** How the record of disclosures is sealed; a test may do without. */
  sealing?: Omit<SealingSettings, 'clock'>;
  /** What tells the time of disclosures and introductions; access tokens always live by the machine's clock. */
  clock?: Clock;
  /** What is agreed with the clients; those in `agreements/` unless given. */
  agreements?: Agreements;
  /** Who may send documents on file only; the agencies unless given. */
  bound?: ReadonlySet<Audience>;
};

type Serving = Behind & { contracts: Contracts; exports: ExportSource; admission: Admission };

const requestMs = 10_000;

async function graphql(
  serving: Serving,
  request: IncomingMessage,
  response: ServerResponse,
  correlation: string,
): Promise<void> {
  const deadline = monotonicMs() + requestMs;
  const caller = await requestCaller(serving.tokens, request, correlation);
  await serving.admission.client(caller);
  const body = serving.admission.document(caller, await readRequest(request));
  const { accept } = request.headers;
  const context: GatewayContext = { caller, correlation, persons: [], unanswered: [], deadline };
  const status = await answerFrom(serving.contracts.get(caller.audience)!, { context, body, accept }, response);
  const { client, audience, purpose, officer } = caller;
  const { cost } = context;
  if (cost) {
    operationCost.observe({ audience, kind: 'most' }, cost.most);
    operationCost.observe({ audience, kind: 'was' }, cost.was);
  }
  log.info({ correlation, client, audience, purpose, officer, cost, status }, 'answered');
}

async function exportTax(
  { tokens, exports, database, admission }: Serving,
  request: IncomingMessage,
  response: ServerResponse,
  correlation: string,
): Promise<void> {
  const caller = await requestCaller(tokens, request, correlation);
  await admission.client(caller);
  if (request.method === 'GET')
    return sendTaxExport({ source: exports, database, admission }, caller, request, response);
  response.setHeader('allow', 'GET');
  throw refusal('INVALID_INPUT', 'Use GET', 405, { rule: 'method' });
}

async function route(serving: Serving, request: IncomingMessage, response: ServerResponse, correlation: string) {
  const path = (request.url ?? '').split('?')[0]!;
  if (path === '/graphql') {
    // A query in an address would leave identity numbers in logs on the way, so GET is not offered.
    if (request.method === 'POST') return graphql(serving, request, response, correlation);
    response.setHeader('allow', 'POST');
    throw refusal('INVALID_INPUT', 'Use POST', 405, { rule: 'method' });
  }
  if (path === '/exports/tax') return exportTax(serving, request, response, correlation);
  if (answerHealth(request, response, path)) return;
  throw refusal('NOT_FOUND', 'Not found', 404);
}

type Http = { status?: number; headers?: Iterable<[string, string]> };

function httpOf(error: unknown): Http {
  return (error instanceof GraphQLError && (error.extensions['http'] as Http | undefined)) || {};
}

function refuse(error: unknown, request: IncomingMessage, response: ServerResponse, correlation: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { status = 500, headers = [] } = httpOf(error);
  const cause = error instanceof Error ? error : new Error(String(error));
  const extensions: Record<string, unknown> = {
    ...(error instanceof GraphQLError ? error.extensions : {}),
    correlation,
  };
  for (const [name, value] of headers) response.setHeader(name, value);
  if (status === 401) response.setHeader('www-authenticate', 'Bearer');
  // What was not read must not be taken for the next request on this connection.
  if (!request.complete) response.setHeader('connection', 'close');
  log.info({ correlation, status, code: extensions['code'], rule: extensions['rule'] }, 'refused');
  sendJson(response, status, { errors: [toldError({ message: cause.message, extensions }, cause)] });
}

function answering(serving: Serving) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const correlation = randomUUID();
    const began = monotonicMs();
    response.setHeader('x-correlation-id', correlation);
    response.setHeader('x-content-type-options', 'nosniff');
    response.on('close', () => {
      const outcome = String(response.statusCode);
      requestSeconds.observe({ service: 'gateway', outcome }, (monotonicMs() - began) / 1000);
    });
    route(serving, request, response, correlation).catch((error) => refuse(error, request, response, correlation));
  };
}

export type ServedGateway = { port: number; operationsPort: number; stop(): Promise<void> };

/** Serves the graph to all audiences on one port, and the operator on another. */
export async function serveGateway(options: ServeGateway): Promise<ServedGateway> {
  const clock = options.clock ?? systemClock;
  const database = await openDatabase({ url: options.databaseUrl, schema: 'gateway', statementTimeout: 5_000 });
  const agreements = options.agreements ?? (await readAgreements());
  const own = await serveOwn({ ...options, clock, partyOf: (client) => agreements.get(client)?.party });
  const urls: Record<SubgraphName, string> = { ...options.subgraphUrls, disclosures: own.url };
  const pools = Object.fromEntries(subgraphNames.map((name) => [name, subgraphPool(urls[name])])) as Behind['pools'];
  const counting = allowances(database, clock);
  const documents = await filedDocuments(options.bound);
  const admitted = admission({ agreements, documents, allowances: counting, clock });
  const contracts = await startContracts({
    ...{ pools, keys: options.callerKeys, clock, database, admission: admitted },
    record: disclosureRecord(database, clock.now),
  });
  const tokens = authenticator({ issuer: options.oidcIssuer, audience: options.audience, clock: systemClock });
  const exports = { pool: pools.contributions, keys: keysFor(options.callerKeys, 'contributions'), clock };
  const serving: Serving = { contracts, tokens, database, pools, exports, admission: admitted };
  let leaving = false;
  const http = createServer(
    { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 65_000 },
    answering(serving),
  );
  const operations = operationsServer(serving, () => leaving);
  const operationsPort = await listen(operations, options.operations.port, options.operations.host);
  const port = await listen(http, options.port);
  log.info({ port, operationsPort }, 'serving');
  return {
    port,
    operationsPort,
    stop: async () => {
      leaving = true;
      await close(http);
      await close(operations);
      await Promise.all([...contracts.values()].map(({ server }) => server.stop()));
      await Promise.all(Object.values(pools).map((pool) => pool.close()));
      await own.stop();
      await counting.close();
      await database.destroy();
    },
  };
}
