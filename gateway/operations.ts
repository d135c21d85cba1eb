import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { sendJson } from '#service/http.ts';
import { log } from '#service/log.ts';
import { registry } from '#service/metrics.ts';
import { type Behind, readiness } from './readiness.ts';

/** Answers whether this process is up; true if that was asked. */
export function answerHealth(request: IncomingMessage, response: ServerResponse, path: string): boolean {
  if (request.method !== 'GET' || path !== '/health') return false;
  sendJson(response, 200, { status: 'up' });
  return true;
}

async function route(behind: Behind, leaving: () => boolean, request: IncomingMessage, response: ServerResponse) {
  const path = (request.url ?? '').split('?')[0]!;
  if (answerHealth(request, response, path)) return;
  if (request.method === 'GET' && path === '/ready') {
    // Whoever is about to end says so at once, and asks nobody behind it.
    if (leaving()) return sendJson(response, 503, { ready: false, leaving: true });
    const state = await readiness(behind);
    return sendJson(response, state.ready ? 200 : 503, state);
  }
  if (request.method === 'GET' && path === '/metrics') {
    response.writeHead(200, { 'content-type': registry.contentType });
    response.end(await registry.metrics());
    return;
  }
  sendJson(response, 404, { error: 'Not found' });
}

/**
 * What the operator asks, on a port of its own: it asks for no token, counts what clients do, and one question makes
 * many behind it, so that no client may reach it.
 */
export function operationsServer(behind: Behind, leaving: () => boolean): Server {
  return createServer((request, response) => {
    route(behind, leaving, request, response).catch((error) => {
      log.error({ fault: String(error) }, 'the operator was not answered');
      response.destroy();
    });
  });
}
