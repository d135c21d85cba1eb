import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import { monotonicMs } from '#kernel/clock.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type Caller, type nonceMemory, verifyCaller, verifyCalls } from './caller.ts';
import { answerBytes, type CallHead, readCalls } from './calls.ts';
import { ownTime } from './deadline.ts';
import { BodyTooLarge, endUnread, readBody } from './http.ts';
import { log } from './log.ts';
import { requestSeconds } from './metrics.ts';
import { answerPost, type Posts } from './posts.ts';
import { executed, type RequestContext, type ServeSubgraph } from './subgraph-server.ts';
import { beginTraced, endTraced } from './tracing.ts';
import { workingFor } from './under-way.ts';

const bodyLimit = 4 * 1024 * 1024;
// Longer than the gateway waits for anything.
const unreadMs = 30_000;

/** What requests are taken with. */
export type Taking<C extends object> = ServeSubgraph<C> & {
  server: ApolloServer<RequestContext & C>;
  nonces: ReturnType<typeof nonceMemory>;
};

type Introduction = Omit<CallHead, 'mark'> & { began: number };

/** Works for a caller whose introduction was verified: within its time, traced and measured. */
async function workedFor<C extends object>(
  { name }: Taking<C>,
  { caller, forMs, traceparent: within, began }: Introduction,
  work: () => Promise<number>,
): Promise<void> {
  const facts = { correlation: caller.correlation, audience: caller.audience };
  const traced = within ? beginTraced(`answer ${name}`, { part: name, kind: 'answer', within, facts }) : undefined;
  const until = forMs === undefined ? undefined : began + ownTime(forMs);
  let status: number | undefined;
  try {
    status = await workingFor({ until, part: name, traced }, work);
  } finally {
    endTraced(traced, { status: status ?? 500 });
  }
  requestSeconds.observe({ service: name, outcome: String(status) }, (monotonicMs() - began) / 1000);
}

const contextOf = <C extends object>({ context }: Taking<C>, caller: Caller): RequestContext & C => ({
  ...context(caller),
  ...{ persons: [], correlation: caller.correlation },
});

/** A request whose headers introduce its caller. */
export async function signed<C extends object>(
  taking: Taking<C>,
  request: IncomingMessage,
  response: ServerResponse,
  post: Posts<C>[string] | undefined,
): Promise<void> {
  const began = monotonicMs();
  const body = await readBody(request, bodyLimit);
  // Before parsing: nothing is looked at unless the gateway signed for it.
  const introduced = verifyCaller(taking.keys, request.headers, body, taking.clock.now(), taking.nonces);
  // Like everything else about a request, what it belongs to is believed once its signature holds.
  const traceparent = request.headers['traceparent']?.toString();
  await workedFor(taking, { ...introduced, began, traceparent }, async () => {
    const { caller } = introduced;
    if (post) await answerPost(post, taking.context(caller), body, response);
    else {
      const { status, headers, text } = await executed(taking.server, contextOf(taking, caller), body);
      response.writeHead(status, headers);
      response.end(text);
      if (response.socket?.writableLength) endUnread(response, unreadMs);
    }
    return response.statusCode;
  });
}

/** Calls that came together: each is worked for as if it had come by itself, and answered as soon as that is done. */
export async function signedCalls<C extends object>(
  taking: Taking<C>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const began = monotonicMs();
  const sent = await readBody(request, bodyLimit);
  verifyCalls(taking.keys, request.headers, sent, taking.clock.now(), taking.nonces);
  const calls = readCalls(sent);
  response.writeHead(200, { 'content-type': 'application/octet-stream' });
  const each = calls.map(async ({ body, ...head }) => {
    const tell = (status: number, text: string) => response.write(answerBytes(head.mark, status, Buffer.from(text)));
    await workedFor(taking, { ...head, began }, async () => {
      const { status, text } = await executed(taking.server, contextOf(taking, head.caller), body);
      tell(status, text);
      return status;
    }).catch((error) => {
      const { status, body: told } = refused(error, taking.name);
      tell(status, JSON.stringify(told));
    });
  });
  await Promise.all(each);
  response.end();
  if (response.socket?.writableLength) endUnread(response, unreadMs);
}

function failure(error: unknown, service: string): { status: number; code: string; message: string; detail?: object } {
  if (error instanceof Refusal) return { status: 401, code: error.code, message: error.message, detail: error.detail };
  if (error instanceof BodyTooLarge) return { status: 413, code: 'LIMIT_EXCEEDED', message: 'Body too large' };
  if (error instanceof SyntaxError) return { status: 400, code: 'INVALID_INPUT', message: 'Body is not JSON' };
  log.error({ service, fault: error instanceof Error ? error.stack : String(error) }, 'fault');
  return { status: 500, code: 'INTERNAL', message: 'Internal fault' };
}

/** How a request that failed is answered. */
export function refused(error: unknown, service: string): { status: number; body: object } {
  const { status, code, message, detail } = failure(error, service);
  return { status, body: { errors: [{ message, extensions: { code, ...detail } }] } };
}
