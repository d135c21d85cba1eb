import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { callsPath } from '#service/calls.ts';
import { faults } from './faults.ts';
import { callsIn } from './one-of-many.ts';

// A subgraph in a process of its own, so that it can be stopped, killed, or do what it should not. It knows two pools.

const pools = ['flexible', 'unit'].map((kind) => ({ __typename: 'Pool', id: `652300:${kind}`, city: 'CHANGJI' }));
const balances = pools.map(({ id }, index) => ({ id, depositBalance: `${index + 1}.00` }));
const asked = { calls: 0, sockets: 0 };
let behave = faults['well']!;

const server = createServer(async (request, response) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const sent = Buffer.concat(parts);
  const calls = request.url === callsPath ? callsIn(sent, response) : [{ body: sent.toString('utf8'), response }];
  asked.calls += calls.length;
  for (const { body, response: its } of calls) {
    behave(its, body.includes('_entities') ? { data: { _entities: balances } } : { data: { pools } });
  }
});
server.keepAliveTimeout = 60_000;
server.on('connection', (socket) => {
  asked.sockets += 1;
  socket.on('close', () => {
    asked.sockets -= 1;
  });
});

server.listen(Number(process.argv[2] ?? 0), process.argv[3] ?? '127.0.0.1', () => {
  process.send!({ port: (server.address() as AddressInfo).port });
});
process.on('message', (message: { behave?: string; asked?: true }) => {
  if (message.behave) behave = faults[message.behave]!;
  process.send!({ ...asked });
});
process.on('disconnect', () => process.exit());
