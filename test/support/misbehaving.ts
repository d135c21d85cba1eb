import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What it does with one request. */
export type Behaviour = (
  request: { body: string; headers: IncomingMessage['headers'] },
  response: ServerResponse,
) => void;
export type Misbehaving = { url: string; calls: string[]; behave: Behaviour; stop(): Promise<void> };

/** A subgraph that does whatever a test tells it to, over HTTP. */
export async function misbehaving(): Promise<Misbehaving> {
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts).toString('utf8');
    subgraph.calls.push(body);
    subgraph.behave({ body, headers: request.headers }, response);
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
