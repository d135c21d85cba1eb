import type { ServerResponse } from 'node:http';
import { HeaderMap } from '@apollo/server';
import { setHeaders } from '#service/http.ts';
import type { GatewayContext } from './context.ts';
import type { Contract } from './contracts.ts';
import type { Written } from './execute/write.ts';

/** Whether JSON will do: whoever says more about it is answered by the library, which knows how to choose. */
export const takesJson = (accept: string | undefined) =>
  accept === undefined || accept === '*/*' || accept === 'application/json';

/** Where the answer goes, and what every answer says at its head, names and values in turn. */
type Answering = { response: ServerResponse; head: readonly string[] };
type Asked = { context: GatewayContext; body: Record<string, unknown>; accept: string | undefined };

const noStore = ['cache-control', 'no-store'];
const json = ['content-type', 'application/json; charset=utf-8'];

/** Answers whatever comes: parsed, validated, planned. Tells the HTTP status. */
export async function answerAny(
  { server }: Contract,
  { context, body, accept }: Asked,
  { response, head }: Answering,
): Promise<number> {
  const headers = new HeaderMap([
    ['content-type', 'application/json'],
    ...(accept ? [['accept', accept] as const] : []),
  ]);
  const result = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers, search: '', body },
    context: async () => context,
  });
  const status = result.status ?? 200;
  setHeaders(response, [...head, ...noStore]);
  for (const [name, value] of result.headers) response.setHeader(name, value);
  response.writeHead(status);
  response.end(result.body.kind === 'complete' ? result.body.string : '');
  return status;
}

/** Sends the answer to a question that was known. */
export function sendKnown({ pieces, text, length }: Written, { response, head }: Answering): number {
  // At once and in their final form, so that they are not gathered by name first.
  response.writeHead(200, [...head, ...noStore, ...json, 'content-length', String(length)]);
  if (pieces.length > 0) response.cork();
  for (const piece of pieces) response.write(piece);
  response.end(text, 'latin1');
  return 200;
}
