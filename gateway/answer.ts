import type { ServerResponse } from 'node:http';
import { HeaderMap } from '@apollo/server';
import { setHeaders } from '#service/http.ts';
import type { GatewayContext } from './context.ts';
import type { Contract } from './contracts.ts';
import type { Written } from './execute/write.ts';

// Whoever says more about what to answer in is answered by the library, which knows how to choose.
const takesJson = (accept: string | undefined) =>
  accept === undefined || accept === '*/*' || accept === 'application/json';

/** Where the answer goes, and what every answer says at its head, names and values in turn. */
type Answering = { response: ServerResponse; head: readonly string[] };
type Asked = { context: GatewayContext; body: Record<string, unknown>; accept: string | undefined };

const noStore = ['cache-control', 'no-store'];
const json = ['content-type', 'application/json; charset=utf-8'];

/** Answers whatever comes: parsed, validated, planned. */
async function answerAny(
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

function sendKnown({ pieces, text, length }: Written, { response, head }: Answering): number {
  // At once and in their final form, so that they are not gathered by name first.
  response.writeHead(200, [...head, ...noStore, ...json, 'content-length', String(length)]);
  if (pieces.length > 0) response.cork();
  for (const piece of pieces) response.write(piece);
  response.end(text, 'latin1');
  return 200;
}

/** Answers a question from a contract, the short way if it is known, and tells the HTTP status. */
export function answerFrom(contract: Contract, asked: Asked, answering: Answering): Promise<number> {
  if (!takesJson(asked.accept)) return answerAny(contract, asked, answering);
  return contract.known
    .answer(asked.context, asked.body)
    .then((known) => (known === undefined ? answerAny(contract, asked, answering) : sendKnown(known, answering)));
}
