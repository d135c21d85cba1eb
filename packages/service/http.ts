import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sentText } from './sent.ts';

/** A body longer than allowed. */
export class BodyTooLarge extends Error {}

/** Reads a body of at most `limit` bytes; what follows is left unread, so that the refusal can still be answered. */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  // A length is only a claim, but one that is too large already is enough.
  if (Number(sentText(request, 'content-length') ?? 0) > limit) return Promise.reject(new BodyTooLarge());
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size <= limit) parts.push(part);
      else {
        request.pause();
        reject(new BodyTooLarge());
      }
    });
    let ended = false;
    request.on('end', () => {
      ended = true;
      resolve(parts.length === 1 ? parts[0]! : Buffer.concat(parts, size));
    });
    request.on('error', reject);
    request.on('close', () => {
      if (!ended) reject(new SyntaxError('The body ended early'));
    });
  });
}

/** Sets headers, names and values in turn. */
export function setHeaders(response: ServerResponse, named: readonly string[]): void {
  for (let index = 0; index < named.length; index += 2) response.setHeader(named[index]!, named[index + 1]!);
}

/** Answers with JSON. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}

/** Ends the connection of a client that does not read its answer: neither memory nor a turn is kept for it any longer. */
export function endUnread(response: ServerResponse, afterMs: number): void {
  const timer = setTimeout(() => response.destroy(), afterMs);
  timer.unref();
  response.once('close', () => clearTimeout(timer));
}

/** Starts listening on the loopback, or where HOST or the caller says, and tells the port. */
export async function listen(server: Server, port: number, host?: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host ?? process.env['HOST'] ?? '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** Lets the requests under way finish, for at most `grace` milliseconds. */
export async function close(server: Server, grace = 10_000): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection whose last request was answered is idle, and is closed as soon as it is.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), grace);
  await closed;
  clearInterval(sweep);
  clearTimeout(timer);
}
