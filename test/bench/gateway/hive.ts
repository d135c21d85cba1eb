import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Audience } from '#service/caller.ts';
import type { HeadersOf } from './introduced.ts';

// biome-ignore lint/suspicious/noExplicitAny: it is not among our dependencies, so that its types are not here.
type Any = any;

/**
 * Hive Gateway as its guide has it, from a folder in which `@graphql-hive/gateway-runtime`, `@graphql-hive/router-runtime` and
 * `@graphql-mesh/transport-http` were installed: they bring some hundreds of packages, of which ours should have none. It plans
 * in JavaScript as it comes, and in Rust when it is given the router's handler.
 */
export async function serveHive(
  folder: string,
  planner: 'js' | 'rust',
  audience: Audience,
  urls: Record<string, string>,
  headersOf: HeadersOf | undefined,
): Promise<number> {
  const { resolve } = createRequire(join(folder, 'package.json'));
  const from = (name: string): Promise<Any> => import(pathToFileURL(resolve(name)).href);
  const { createGatewayRuntime } = await from('@graphql-hive/gateway-runtime');
  const { unifiedGraphHandler } = planner === 'rust' ? await from('@graphql-hive/router-runtime') : {};
  const contract = readFileSync(new URL(`../../../gateway/contracts/${audience}.graphql`, import.meta.url), 'utf8');
  const supergraph = contract.replaceAll(
    /url: "http:\/\/(\w+)\/graphql"/g,
    (_, name) => `url: "${urls[name]}/graphql"`,
  );
  const nameOf = new Map(Object.entries(urls).map(([name, url]) => [new URL(url).port, name]));
  // What the registers want to know of who asks is added where a call is sent.
  const introducing = (headers: HeadersOf) => ({
    onFetch({ url, options, setOptions }: Any) {
      const name = nameOf.get(new URL(url).port);
      if (name) setOptions({ ...options, headers: { ...options.headers, ...headers(name, options.body) } });
    },
  });
  const plugins = headersOf ? { plugins: () => [introducing(headersOf)] } : {};
  const server = createServer(createGatewayRuntime({ supergraph, unifiedGraphHandler, logging: false, ...plugins }));
  await new Promise<void>((ready) => void server.listen(0, '127.0.0.1', ready));
  return (server.address() as { port: number }).port;
}
