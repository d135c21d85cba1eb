import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '#local/ports.ts';

// `npm run gateway:audit`, as a suite of others drives it: any supergraph, a port, and no questions about who asks.

const sdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key"])
  type Query { box(id: ID!): Box } type Box @key(fields: "id") { id: ID! size: Int }`;

let subgraph: Server;
let folder: string;
let child: ChildProcess;
let address: string;

beforeAll(async () => {
  subgraph = createServer((_, response) => response.end('{"data":{"box":{"id":"7","size":3,"more":1}}}'));
  await new Promise<void>((resolve) => void subgraph.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(subgraph.address() as AddressInfo).port}/graphql`;
  const { supergraphSdl } = composeServices([{ name: 'boxes', typeDefs: parse(sdl), url }]);
  folder = mkdtempSync(join(tmpdir(), 'audit-'));
  writeFileSync(join(folder, 'supergraph.graphql'), supergraphSdl!);
  const port = await freePort(0);
  address = `http://127.0.0.1:${port}`;
  const env = { ...process.env, SUPERGRAPH: join(folder, 'supergraph.graphql'), PORT: String(port) };
  const script = join(import.meta.dirname, '../support/audit-gateway-main.ts');
  child = spawn(process.execPath, [script], { env, stdio: 'inherit' });
});

afterAll(() => {
  child.kill('SIGKILL');
  subgraph.close();
  rmSync(folder, { recursive: true });
});

it('serves any supergraph, and says when it does', async () => {
  const health = () =>
    fetch(`${address}/health`).then(
      ({ status }) => status,
      () => 0,
    );
  await expect.poll(health, { timeout: 20_000, interval: 100 }).toBe(200);
  const body = JSON.stringify({ query: 'query ($id: ID!) { box(id: $id) { size } }', variables: { id: '7' } });
  const answer = await fetch(`${address}/graphql`, { method: 'POST', body });
  expect(await answer.json()).toEqual({ data: { box: { size: 3 } } });
}, 30_000);
