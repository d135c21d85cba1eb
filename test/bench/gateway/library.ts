import '#gateway/telemetry-off.ts';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { ApolloGateway, type GraphQLDataSource, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer, HeaderMap } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { Pool } from 'undici';
import type { Audience } from '#service/caller.ts';
import { type HeadersOf, json } from './introduced.ts';

const contract = (audience: Audience) =>
  readFileSync(new URL(`../../../gateway/contracts/${audience}.graphql`, import.meta.url), 'utf8');

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

function sourceOf(name: string, url: string, headersOf: HeadersOf | undefined): GraphQLDataSource {
  const source = new RemoteGraphQLDataSource({ url: `${url}/graphql` });
  const { fetcher } = source;
  if (headersOf) {
    source.fetcher = (to, init) =>
      fetcher(to, { ...init, headers: { ...init?.headers, ...headersOf(name, String(init?.body)) } });
  }
  return source;
}

/** The libraries as their guide has them; one server for each contract. */
export async function serveAsTheyCome(
  audience: Audience,
  urls: Record<string, string>,
  headersOf: HeadersOf | undefined,
): Promise<number> {
  const gateway = new ApolloGateway({
    supergraphSdl: contract(audience),
    buildService: ({ name }) => sourceOf(name, urls[name]!, headersOf),
    logger: silent,
  });
  const { url } = await startStandaloneServer(new ApolloServer({ gateway }), {
    listen: { port: 0, host: '127.0.0.1' },
  });
  return Number(new URL(url).port);
}

function pooled(name: string, url: string, headersOf: HeadersOf | undefined): GraphQLDataSource {
  const pool = new Pool(url, { connections: 32 });
  return {
    async process({ request: { query, variables, operationName } }) {
      const body = JSON.stringify({ query, variables, operationName });
      const answer = await pool.request({
        path: '/graphql',
        method: 'POST',
        headers: headersOf?.(name, body) ?? json,
        body,
      });
      return (await answer.body.json()) as never;
    },
  };
}

/** The same libraries with what their public options allow: connections of one's own, and no framework around. */
export async function serveTuned(
  audience: Audience,
  urls: Record<string, string>,
  headersOf: HeadersOf | undefined,
): Promise<number> {
  const gateway = new ApolloGateway({
    supergraphSdl: contract(audience),
    buildService: ({ name }) => pooled(name, urls[name]!, headersOf),
    logger: silent,
  });
  const apollo = new ApolloServer({ gateway, csrfPrevention: false });
  await apollo.start();
  const headers = new HeaderMap([['content-type', 'application/json']]);
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = JSON.parse(Buffer.concat(parts).toString('utf8'));
    const answer = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: 'POST', headers, search: '', body },
      context: async () => ({}),
    });
    response.writeHead(answer.status ?? 200, Object.fromEntries(answer.headers));
    response.end(answer.body.kind === 'complete' ? answer.body.string : '');
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return (server.address() as { port: number }).port;
}
