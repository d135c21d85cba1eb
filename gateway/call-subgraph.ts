import type { Pool } from 'undici';
import { type Clock, monotonicMs } from '#kernel/clock.ts';
import { type CallerKeys, keysFor, signCaller, signCalls } from '#service/caller.ts';
import type { CallHead } from '#service/calls.ts';
import { fetchSeconds } from '#service/metrics.ts';
import { beginTraced, endTraced, type Traced, traceparentOf } from '#service/tracing.ts';
import { readAnswer, type SubgraphText } from './answer-shape.ts';
import type { SubgraphName } from './composition/subgraph-sources.ts';
import type { GatewayContext } from './context.ts';
import type { Call } from './execute/answer.ts';
import { type Channel, channel, LeftAlone } from './execute/channel.ts';
import { type Posted, TimedOut } from './execute/post.ts';
import { together } from './execute/together.ts';

const queryMs = 2_000;
// Characters of a body up to which it is cheaper in company than by itself.
const mostAmongOthers = 8 * 1024;

/** The way to one subgraph, and what callers are introduced to it with. */
export type Introduced = { name: string; channel: Channel; keys: CallerKeys; clock: Clock };

/** The way to a subgraph over its connections. */
export function introducedTo(name: SubgraphName, pool: Pool, masters: CallerKeys, clock: Clock): Introduced {
  const keys = keysFor(masters, name);
  const sign = (body: Buffer) => ['content-type', 'application/octet-stream', ...signCalls(keys, body, clock.now())];
  return { name, channel: channel(together(pool, sign)), keys, clock };
}

type Sent = { call: Call<GatewayContext>; traced: Traced | undefined };

function sent({ channel: to, keys, clock }: Introduced, { call, traced }: Sent): Promise<Posted> {
  const { context, kind } = call;
  const { caller, deadline } = context;
  const query = kind === 'query';
  const until = query ? Math.min(deadline, monotonicMs() + queryMs) : deadline;
  const leftMs = () => Math.floor(until - monotonicMs());
  const alone = () => {
    // Once, for the digest and for the wire.
    const body = Buffer.from(call.body);
    const headers = ['content-type', 'application/json'];
    if (traced) headers.push('traceparent', traceparentOf(traced));
    const signed = signCaller(keys, caller, body, clock.now(), leftMs());
    for (const name in signed) headers.push(name, signed[name]!);
    return { headers, body };
  };
  // A command goes by itself, so that what becomes of it depends on nobody else's call; so does what is long.
  const joins = query && call.body.length <= mostAmongOthers;
  const head = (mark: string): CallHead => {
    return { mark, caller, forMs: leftMs(), traceparent: traced && traceparentOf(traced) };
  };
  return to.send({
    alone,
    among: joins ? { head, body: call.body } : undefined,
    until,
    repeatable: query,
  });
}

function answerIn({ status, bytes }: Posted, { cut }: Call<GatewayContext>): SubgraphText {
  // 400 is how a refused argument arrives; its code tells.
  if (status !== 200 && status !== 400) throw new Error(`status ${status}, ${bytes.length} bytes`);
  return readAnswer(bytes, cut);
}

/** One call to a subgraph, with the time it took. */
export async function fetched(to: Introduced, call: Call<GatewayContext>): Promise<SubgraphText> {
  const { subgraph, context } = call;
  const facts = { subgraph, kind: call.kind };
  const traced = context.traced
    ? beginTraced(`ask ${subgraph}`, { part: 'gateway', kind: 'ask', within: context.traced, facts })
    : undefined;
  const began = monotonicMs();
  let outcome = 'failed';
  try {
    const answer = answerIn(await sent(to, { call, traced }), call);
    outcome = 'answered';
    return answer;
  } catch (error) {
    if (error instanceof TimedOut) outcome = 'late';
    if (error instanceof LeftAlone) outcome = 'left-alone';
    throw error;
  } finally {
    fetchSeconds.observe({ subgraph, outcome }, (monotonicMs() - began) / 1000);
    endTraced(traced, { outcome }, outcome === 'answered' ? undefined : outcome);
  }
}
