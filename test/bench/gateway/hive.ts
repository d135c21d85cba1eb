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
 * Hive Gateway as its guide has it, from a folder in which `@graphql-hive/gateway` and `@graphql-hive/router-runtime` were
 * installed: they bring some hundreds of packages, of which ours should have none.
 */
export async function serveHive(
  folder: string,
  audience: Audience,
  urls: Record<string, string>,
  headersOf: HeadersOf | undefined,
): Promise<number> {
  const { resolve } = createRequire(join(folder, 'package.json'));
  const from = (name: string): Promise<Any> => import(pathToFileURL(resolve(name)).href);
  const [{ createGatewayRuntime }, { unifiedGraphHandler }] = await Promise.all([
    from('@graphql-hive/gateway-runtime'),
    from('@graphql-hive/router-runtime'),
  ]);
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
