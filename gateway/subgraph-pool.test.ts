import { expect, it } from 'vitest';
import { answer, misbehaving } from '#test/misbehaving.ts';
import { post } from './execute/post.ts';
import { subgraphPool } from './subgraph-pool.ts';

const posting = {
  ...{ path: '/graphql', headers: ['content-type', 'application/json'], body: '{}' },
  ...{ limitMs: 5_000, mostBytes: 1_000 },
};

const stand = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

it('a connection that was made while the process stood still is used', async () => {
  const subgraph = await misbehaving();
  subgraph.behave = answer({ data: {} });
  const pool = subgraphPool(subgraph.url);
  const asked = post(pool, posting);
  // Once what is asked is on its way to be connected.
  await new Promise(setImmediate);
  stand(500);
  expect((await asked).status).toBe(200);
  await pool.close();
  await subgraph.stop();
});
