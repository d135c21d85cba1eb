import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { ApolloServer, HeaderMap } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLFormattedError, parse } from 'graphql';
import { type Clock, monotonicMs } from '#kernel/clock.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type Caller, type CallerKeys, nonceMemory, verifyCaller } from './caller.ts';
import { ownTime } from './deadline.ts';
import { deadlineExceeded, toldFailure } from './failure.ts';
import { BodyTooLarge, close, listen, readBody, sendJson } from './http.ts';
import { log } from './log.ts';
import { registry, requestSeconds } from './metrics.ts';
import { notePersons, noteRefused, type PersonAt, type Persons } from './persons.ts';
import { answerPost, type Posts } from './posts.ts';
import { scalars } from './scalars.ts';
import { beginTraced, endTraced, startTracing } from './tracing.ts';
import { workingFor } from './under-way.ts';

export type ServeSubgraph<C extends object> = {
  name: string;
  port: number;
  /** The address that it listens on, where that is not the usual one. */
  host?: string;
  typeDefs: string;
  // biome-ignore lint/suspicious/noExplicitAny: resolver maps are typed by each subgraph's generated types.
  resolvers: Record<string, any>;
  persons: Persons;
  keys: CallerKeys;
  clock: Clock;
  /** The context of one request: loaders live as long as it. */
  context: (caller: Caller) => C;
  ready: () => Promise<boolean>;
  posts?: Posts<C>;
};

export type Served = { port: number; stop(): Promise<void> };

type RequestContext = { persons: PersonAt[]; correlation: string };

const bodyLimit = 4 * 1024 * 1024;

const isLate = ({ extensions }: GraphQLFormattedError): boolean => extensions?.['code'] === deadlineExceeded;

function subgraphServer<C extends object>(options: ServeSubgraph<C>): ApolloServer<RequestContext & C> {
  const used = new Set(
    parse(options.typeDefs).definitions.flatMap((node) => ('name' in node && node.name ? [node.name.value] : [])),
  );
  const known = Object.fromEntries(Object.entries(scalars).filter(([name]) => used.has(name)));
  const schema = buildSubgraphSchema([
    { typeDefs: parse(options.typeDefs), resolvers: { ...known, ...options.resolvers } },
  ]);
  notePersons(schema, options.persons);
  return new ApolloServer<RequestContext & C>({
    schema,
    introspection: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    csrfPrevention: false,
    plugins: [
      ApolloServerPluginInlineTraceDisabled(),
      {
        requestDidStart: async () => ({
          willSendResponse: async ({ contextValue, response }) => {
            if (response.body.kind !== 'single') return;
            const { singleResult } = response.body;
            // By the status the gateway knows a register that is too slow, and leaves it alone for a while.
            if (singleResult.errors?.some(isLate)) response.http.status = 504;
            if (contextValue.persons.length > 0) singleResult.extensions = { persons: contextValue.persons };
          },
          didEncounterErrors: async ({ errors, contextValue }) => {
            noteRefused(contextValue, errors);
            for (const error of errors) error.extensions['correlation'] = contextValue.correlation;
          },
        }),
      },
    ],
    formatError: (formatted, error) =>
      toldFailure(formatted, error, options.name, String(formatted.extensions?.['correlation'] ?? 'none')),
  });
}

async function answer<C extends object>(
  server: ApolloServer<RequestContext & C>,
  context: RequestContext & C,
  body: Buffer,
  response: ServerResponse,
): Promise<void> {
  const result = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: 'POST',
      headers: new HeaderMap([['content-type', 'application/json']]),
      search: '',
      body: JSON.parse(body.toString('utf8')),
    },
    context: async () => context,
  });
  response.writeHead(result.status ?? 200, Object.fromEntries(result.headers));
  response.end(result.body.kind === 'complete' ? result.body.string : '');
}

type Taking<C extends object> = ServeSubgraph<C> & {
  server: ApolloServer<RequestContext & C>;
  nonces: ReturnType<typeof nonceMemory>;
};

async function signed<C extends object>(
  taking: Taking<C>,
  request: IncomingMessage,
  response: ServerResponse,
  post: Posts<C>[string] | undefined,
): Promise<void> {
  const began = monotonicMs();
  const body = await readBody(request, bodyLimit);
  // Before parsing: nothing is looked at unless the gateway signed for it.
  const { caller, forMs } = verifyCaller(taking.keys, request.headers, body, taking.clock.now(), taking.nonces);
  const own = { persons: [], correlation: caller.correlation };
  const { name } = taking;
  // Like everything else about a request, what it belongs to is believed once its signature holds.
  const within = request.headers['traceparent']?.toString();
  const facts = { correlation: caller.correlation, audience: caller.audience };
  const traced = within ? beginTraced(`answer ${name}`, { part: name, kind: 'answer', within, facts }) : undefined;
  const until = forMs === undefined ? undefined : began + ownTime(forMs);
  await workingFor({ until, part: name, traced }, () =>
    post
      ? answerPost(post, taking.context(caller), body, response)
      : answer(taking.server, { ...taking.context(caller), ...own }, body, response),
  ).finally(() => endTraced(traced, { status: response.statusCode }));
  requestSeconds.observe(
    { service: taking.name, outcome: String(response.statusCode) },
    (monotonicMs() - began) / 1000,
  );
}

async function route<C extends object>(
  taking: Taking<C>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const asked = `${request.method} ${request.url}`;
  const post = request.method === 'POST' ? taking.posts?.[request.url ?? ''] : undefined;
  if (post || asked === 'POST /graphql') return signed(taking, request, response, post);
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

function failure(error: unknown, service: string): { status: number; code: string; message: string; detail?: object } {
  if (error instanceof Refusal) return { status: 401, code: error.code, message: error.message, detail: error.detail };
  if (error instanceof BodyTooLarge) return { status: 413, code: 'LIMIT_EXCEEDED', message: 'Body too large' };
  if (error instanceof SyntaxError) return { status: 400, code: 'INVALID_INPUT', message: 'Body is not JSON' };
  log.error({ service, fault: error instanceof Error ? error.stack : String(error) }, 'fault');
  return { status: 500, code: 'INTERNAL', message: 'Internal fault' };
}

function refuse(error: unknown, response: ServerResponse, service: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { status, code, message, detail } = failure(error, service);
  // Part of a refused body may still be coming; the connection ends with the answer.
  const headers: Record<string, string> = status === 413 ? { connection: 'close' } : {};
  sendJson(response, status, { errors: [{ message, extensions: { code, ...detail } }] }, headers);
}

/** Serves a subgraph on HTTP: GraphQL only to the gateway's signature; /health, /ready and /metrics to the operator. */
export async function serveSubgraph<C extends object>(options: ServeSubgraph<C>): Promise<Served> {
  const endTracing = await startTracing();
  const server = subgraphServer(options);
  await server.start();
  const taking = { ...options, server, nonces: nonceMemory() };
  const http = createServer((request, response) => {
    route(taking, request, response).catch((error) => refuse(error, response, options.name));
  });
  http.keepAliveTimeout = 65_000;
  const port = await listen(http, options.port, options.host);
  log.info({ subgraph: options.name, port }, 'serving');
  return {
    port,
    stop: async () => {
      await close(http);
      await server.stop();
      await endTracing();
    },
  };
}
