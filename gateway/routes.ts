import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { GraphQLError } from 'graphql';
import { monotonicMs } from '#kernel/clock.ts';
import type { Caller } from '#service/caller.ts';
import { endUnread, sendJson, setHeaders } from '#service/http.ts';
import { log, logRequest } from '#service/log.ts';
import { operationCost, operationSeconds, requestSeconds } from '#service/metrics.ts';
import { sentText } from '#service/sent.ts';
import { beginTraced, endTraced, type Traced } from '#service/tracing.ts';
import { answerAny, sendKnown, takesJson } from './answer.ts';
import { readRequest } from './body.ts';
import type { GatewayContext } from './context.ts';
import type { ExportSource } from './exports/fetch.ts';
import { sendTaxExport } from './exports/send.ts';
import { refusal, toldError } from './failure.ts';
import type { Generations } from './generation.ts';
import { answerHealth } from './operations.ts';
import type { Behind } from './readiness.ts';
import { requestCaller } from './request-caller.ts';
import type { Turns } from './turns.ts';

export type Serving = Behind & {
  generations: Generations;
  exports: ExportSource;
  turns: Turns;
  /** Whose word about a client's certificate is believed. */
  terminators: ReadonlySet<string>;
  /** Whether the gateway is about to end. */
  leaving: () => boolean;
  /** For how many milliseconds an answer waits to be read. */
  unreadMs: number;
};

const requestMs = 10_000;

type Exchange = {
  request: IncomingMessage;
  response: ServerResponse;
  correlation: string;
  /** The monotonic millisecond at which it came. */
  began: number;
  /** What every answer says, names and values in turn. */
  head: string[];
  /** Ends the turn of who asks, once they have one. */
  leave?: () => void;
  /** The trace of a question, where traces are sent. */
  traced?: Traced | undefined;
  /** Whether it was counted: as an operation that was answered, or as a request that is over. */
  counted?: true;
};

// Each person is some eighty bytes of a question about many, and some thousands of what is held until it is answered.
const bytesPerTurn = 16 * 1024;
const mostTurns = 8;

/** How many turns a request takes: by how long it says that it is, since nothing of it was read yet. */
function turnsOf(request: IncomingMessage): number {
  if (request.method !== 'POST') return 1;
  // Who does not say it counts as one of the longest.
  const length = Number(sentText(request, 'content-length') ?? mostTurns * bytesPerTurn);
  return Math.min(mostTurns, 1 + Math.floor(length / bytesPerTurn));
}

/** Lets in who asks: their turns, so many, last as long as the exchange. */
function letIn({ turns }: Serving, exchange: Exchange, { client }: Caller): number {
  const count = turnsOf(exchange.request);
  const leave = turns.take(client, count);
  if (exchange.response.destroyed) leave();
  else exchange.leave = leave;
  return count;
}

/** What is told of an operation once it is answered: to the metrics, to the log, and to a trace if there is one. */
function note(context: GatewayContext, exchange: Exchange, status: number): void {
  const { caller, correlation, cost, traced, document = 'other' } = context;
  const { client, audience, purpose, officer } = caller;
  if (!exchange.counted) {
    operationSeconds.observe({ audience, document, status: String(status) }, (monotonicMs() - exchange.began) / 1000);
    operationCost.observe({ audience }, cost.was);
  }
  exchange.counted = true;
  endTraced(traced, { audience, client, document, status });
  exchange.traced = undefined;
  logRequest({ correlation, client, audience, purpose, officer, cost, status, msg: 'answered' });
}

async function graphql(serving: Serving, exchange: Exchange): Promise<void> {
  const { request, response, correlation } = exchange;
  // A trace begins here: what a client says of its own would let it choose what others are counted with.
  exchange.traced = beginTraced('answer', { part: 'gateway', kind: 'answer', facts: { correlation } });
  const asking = requestCaller(serving, request, correlation);
  const caller = asking instanceof Promise ? await asking : asking;
  const turns = letIn(serving, exchange, caller);
  const { began, traced } = exchange;
  const deadline = began + requestMs;
  const filled = { persons: [], unanswered: [], waitsFor: 0, cost: { most: 0, was: 0 } };
  const context: GatewayContext = { caller, correlation, turns, deadline, traced, ...filled };
  // Whatever takes over meanwhile, it is answered from the generation that is served now.
  const entered = serving.generations.enter();
  try {
    const { contracts, admission } = entered.generation;
    const counting = admission.client(caller);
    if (counting) await counting;
    const body = admission.document(caller, await readRequest(request));
    context.document = admission.named(caller, body);
    const contract = contracts.get(caller.audience)!;
    const accept = sentText(request, 'accept');
    const known = takesJson(accept) ? await contract.known.answer(context, body) : undefined;
    const status = known ? sendKnown(known, exchange) : await answerAny(contract, { context, body, accept }, exchange);
    // What the system has taken is on its way; only what it has not is kept here.
    if (response.socket?.writableLength) endUnread(response, serving.unreadMs);
    note(context, exchange, status);
  } finally {
    const ending = serving.generations.leave(entered);
    if (ending) await ending;
  }
}

async function exportTax(serving: Serving, exchange: Exchange): Promise<void> {
  const { request, response } = exchange;
  setHeaders(response, exchange.head);
  const caller = await requestCaller(serving, request, exchange.correlation);
  letIn(serving, exchange, caller);
  const { admission } = serving.generations.current();
  await admission.client(caller);
  if (request.method === 'GET') {
    const { exports: source, database } = serving;
    return sendTaxExport({ source, database, admission }, caller, request, response);
  }
  response.setHeader('allow', 'GET');
  throw refusal('INVALID_INPUT', 'Use GET', 405, { rule: 'method' });
}

async function answerElse(serving: Serving, exchange: Exchange, path: string): Promise<void> {
  const { request, response } = exchange;
  if (path === '/graphql') {
    // A query in an address would leave identity numbers in logs on the way, so GET is not offered.
    response.setHeader('allow', 'POST');
    throw refusal('INVALID_INPUT', 'Use POST', 405, { rule: 'method' });
  }
  if (path === '/exports/tax') return exportTax(serving, exchange);
  setHeaders(response, exchange.head);
  if (answerHealth(request, response, path)) return;
  throw refusal('NOT_FOUND', 'Not found', 404);
}

function route(serving: Serving, exchange: Exchange): Promise<void> {
  const { method, url = '' } = exchange.request;
  const path = url.split('?')[0]!;
  const isQuestion = path === '/graphql' && method === 'POST';
  return isQuestion ? graphql(serving, exchange) : answerElse(serving, exchange, path);
}

type Http = { status?: number; headers?: Iterable<[string, string]> };

function httpOf(error: unknown): Http {
  return (error instanceof GraphQLError && (error.extensions['http'] as Http | undefined)) || {};
}

function refuse(error: unknown, exchange: Exchange): void {
  const { request, response, correlation, traced } = exchange;
  endTraced(traced, {}, 'refused');
  if (response.headersSent) {
    response.destroy();
    return;
  }
  setHeaders(response, exchange.head);
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

/** Answers every request that comes to the clients' port. */
export function answering(serving: Serving) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const correlation = randomUUID();
    const head = ['x-correlation-id', correlation, 'x-content-type-options', 'nosniff'];
    // Whoever asks while the gateway leaves is answered, and asks another one next time.
    if (serving.leaving()) head.push('connection', 'close');
    const exchange: Exchange = { request, response, correlation, began: monotonicMs(), head };
    response.on('close', () => {
      exchange.leave?.();
      if (exchange.counted) return;
      exchange.counted = true;
      const outcome = response.headersSent ? String(response.statusCode) : 'gone';
      requestSeconds.observe({ service: 'gateway', outcome }, (monotonicMs() - exchange.began) / 1000);
    });
    route(serving, exchange).catch((error) => refuse(error, exchange));
  };
}
