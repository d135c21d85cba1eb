import type { ServerResponse } from 'node:http';
import { HeaderMap } from '@apollo/server';
import type { GatewayContext } from './context.ts';
import type { Contract } from './contracts.ts';

// Whoever says more about what to answer in is answered by the library, which knows how to choose.
const takesJson = (accept: string | undefined) =>
  accept === undefined || accept === '*/*' || accept === 'application/json';

type Asked = { context: GatewayContext; body: Record<string, unknown>; accept: string | undefined };

/** Answers whatever comes: parsed, validated, planned. */
async function answerAny(
  { server }: Contract,
  { context, body, accept }: Asked,
  response: ServerResponse,
): Promise<number> {
  const headers = new HeaderMap([
    ['content-type', 'application/json'],
    ...(accept ? [['accept', accept] as const] : []),
  ]);
  const result = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers, search: '', body },
    context: async () => context,
  });
  for (const [name, value] of result.headers) response.setHeader(name, value);
  const status = result.status ?? 200;
  response.writeHead(status);
  response.end(result.body.kind === 'complete' ? result.body.string : '');
  return status;
}

/** Answers a question from a contract, the short way if it is known, and tells the HTTP status. */
export async function answerFrom(contract: Contract, asked: Asked, response: ServerResponse): Promise<number> {
  response.setHeader('cache-control', 'no-store');
  const known = takesJson(asked.accept) ? await contract.known.answer(asked.context, asked.body) : undefined;
  if (known === undefined) return answerAny(contract, asked, response);
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': known.length });
  response.end(known, 'latin1');
  return 200;
}
