import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { callsPath } from '#service/calls.ts';
import { type Answering, callsIn } from './one-of-many.ts';

/** What it does with one request. */
export type Behaviour = (request: { body: string; headers: IncomingMessage['headers'] }, response: Answering) => void;
export type Misbehaving = { url: string; calls: string[]; behave: Behaviour; stop(): Promise<void> };

/**
 * A subgraph that does whatever a test tells it to, over HTTP: with each call, of which several may come in one request,
 * or with each request as it comes.
 */
export async function misbehaving({ whole = false } = {}): Promise<Misbehaving> {
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const sent = Buffer.concat(parts);
    const several = request.url === callsPath && !whole;
    for (const call of several ? callsIn(sent, response) : [{ body: sent.toString('utf8'), response }]) {
      subgraph.calls.push(call.body);
      subgraph.behave({ body: call.body, headers: request.headers }, call.response);
    }
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const subgraph: Misbehaving = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: [],
    behave: answer({}),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
  return subgraph;
}

/** Answers with this JSON. */
export const answer =
  (body: object, status = 200): Behaviour =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
