import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { nonceMemory } from './caller.ts';
import { callsPath } from './calls.ts';
import { close, listen, sendJson } from './http.ts';
import { log } from './log.ts';
import { registry } from './metrics.ts';
import { type ServeSubgraph, subgraphServer } from './subgraph-server.ts';
import { refused, signed, signedCalls, type Taking } from './take-calls.ts';
import { startTracing } from './tracing.ts';

export type Served = { port: number; stop(): Promise<void> };

async function route<C extends object>(
  taking: Taking<C>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const asked = `${request.method} ${request.url}`;
  const post = request.method === 'POST' ? taking.posts?.[request.url ?? ''] : undefined;
  if (post || asked === 'POST /graphql') return signed(taking, request, response, post);
  if (asked === `POST ${callsPath}`) return signedCalls(taking, request, response);
  if (asked === 'GET /health') return sendJson(response, 200, { status: 'up' });
  if (asked === 'GET /ready') {
    const ready = await taking.ready();
    return sendJson(response, ready ? 200 : 503, { ready });
  }
  if (asked === 'GET /metrics') {
    response.writeHead(200, { 'content-type': registry.contentType });
    response.end(await registry.metrics());
    return;
  }
  sendJson(response, 404, { errors: [{ message: 'Not found', extensions: { code: 'NOT_FOUND' } }] });
}

function refuse(error: unknown, response: ServerResponse, service: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { status, body } = refused(error, service);
  // Part of a refused body may still be coming; the connection ends with the answer.
  const headers: Record<string, string> = status === 413 ? { connection: 'close' } : {};
  sendJson(response, status, body, headers);
}

// Whoever asks all the time is told in it, with an answer, to ask another one. By turns, each of which takes what had
// come: after a time in which the process itself stood still, requests would be unread and their connections pass for
// idle.
const leavingTurns = 5;
const turnMs = 20;

/** Serves a subgraph on HTTP: GraphQL only to the gateway's signature; /health, /ready and /metrics to the operator. */
export async function serveSubgraph<C extends object>(options: ServeSubgraph<C>): Promise<Served> {
  const endTracing = await startTracing();
  const server = subgraphServer(options);
  await server.start();
  const taking = { ...options, server, nonces: nonceMemory() };
  let leaving = false;
  const http = createServer((request, response) => {
    // Whoever asks while it leaves is answered, and asks another one next time.
    if (leaving) response.setHeader('connection', 'close');
    route(taking, request, response).catch((error) => refuse(error, response, options.name));
  });
  http.keepAliveTimeout = 65_000;
  const port = await listen(http, options.port, options.host);
  log.info({ subgraph: options.name, port }, 'serving');
  return {
    port,
    stop: async () => {
      leaving = true;
      for (let turn = 0; turn < leavingTurns; turn++) await pause(turnMs);
      await close(http);
      await server.stop();
      await endTracing();
    },
  };
}
