import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { ApolloServer, HeaderMap } from '@apollo/server';
import { type ConstDirectiveNode, type GraphQLFormattedError, Kind, parse } from 'graphql';
import { Pool } from 'undici';
import type { Surroundings } from '#gateway/execute/answer.ts';
import { graphOf } from '#gateway/execute/planned-here.ts';
import { post } from '#gateway/execute/post.ts';
import { operationsOf, servePlans } from '#gateway/execute/serve-plans.ts';

// `npm run gateway:audit`: the executor over any supergraph, SUPERGRAPH, on PORT, for suites that audit federation. It
// asks nobody who they are, so it is no part of the gateway.

const waitMs = 10_000;
const mostBytes = 8 * 1024 * 1024;

function argument({ arguments: given = [] }: ConstDirectiveNode, name: string): string {
  const value = given.find((one) => one.name.value === name)?.value;
  return value && 'value' in value ? String(value.value) : '';
}

/** The subgraphs' addresses by name, as the supergraph has them. */
function addresses(sdl: string): Map<string, URL> {
  const found = new Map<string, URL>();
  for (const definition of parse(sdl, { noLocation: true }).definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const directive of (definition.values ?? []).flatMap(({ directives = [] }) => directives)) {
      found.set(argument(directive, 'name'), new URL(argument(directive, 'url')));
    }
  }
  return found;
}

function surroundingsOf(sdl: string): Surroundings<object> {
  const subgraphs = new Map([...addresses(sdl)].map(([name, url]) => [name, { url, pool: new Pool(url.origin) }]));
  return {
    async ask({ subgraph, body }) {
      const { url, pool } = subgraphs.get(subgraph)!;
      const headers = ['content-type', 'application/json'];
      const { bytes } = await post(pool, { path: url.pathname, headers, body, limitMs: waitMs, mostBytes });
      const { data, errors = [] } = JSON.parse(bytes.toString()) as {
        data: unknown;
        errors?: GraphQLFormattedError[];
      };
      return { data, errors };
    },
    fault: (_, path) => ({ message: 'Internal fault', ...(path ? { path } : {}) }),
    told: (_, error) => ({ message: String(error) }),
    notice: () => {},
  };
}

async function serve(sdl: string, port: number): Promise<void> {
  const graph = graphOf(sdl);
  const operation = operationsOf(graph);
  const surroundings = surroundingsOf(sdl);
  const gateway = servePlans<object>({ graph, operation, surroundings, ready: () => undefined, done: () => {} });
  const server = new ApolloServer<object>({ gateway });
  await server.start();
  const headers = new HeaderMap([['content-type', 'application/json']]);
  const http = createServer(async (request, response) => {
    if (request.url === '/health') return void response.end('up');
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'));
    const answer = await server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: 'POST', headers, search: '', body },
      context: async () => ({}),
    });
    response.writeHead(answer.status ?? 200, Object.fromEntries(answer.headers));
    response.end(answer.body.kind === 'complete' ? answer.body.string : '');
  });
  http.listen(port, '127.0.0.1');
}

const { SUPERGRAPH, PORT = '4000' } = process.env;
if (!SUPERGRAPH) throw new Error('SUPERGRAPH: the path of a supergraph is expected');
await serve(readFileSync(SUPERGRAPH, 'utf8'), Number(PORT));
