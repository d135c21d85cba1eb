import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Pool } from 'undici';
import { type Clock, monotonicMs } from '#kernel/clock.ts';
import type { Audience, Caller, CallerKeys } from '#service/caller.ts';
import { log } from '#service/log.ts';
import { fetchSeconds, untakenValues } from '#service/metrics.ts';
import type { SubgraphText } from './answer-shape.ts';
import { fetched, type Introduced, introducedTo } from './call-subgraph.ts';
import { type SubgraphName, subgraphNames } from './composition/subgraph-sources.ts';
import type { GatewayContext } from './context.ts';
import type { Ask, Call, Surroundings } from './execute/answer.ts';
import { type Crowd, crowds } from './execute/crowd.ts';
import { TimedOut } from './execute/post.ts';
import { sharing } from './execute/sharing.ts';
import { internalMessage, isRefusalCode, refusal, toldDetail } from './failure.ts';
import type { Turns } from './turns.ts';

type SubgraphError = GraphQLFormattedError;
// A lost answer is not a refusal: whether the command was done is told by sending it again.
const commandUnanswered =
  'No answer came in time; the command may have been carried out: send it again with the same idempotency key';

const codeForm = /^[A-Z][A-Z_]{0,40}$/;

const fault = (correlation: string) => ({ code: 'INTERNAL', correlation, logged: true });

// Only the closed list of refusals passes, in the words that the subgraph chose for the caller; a refusal to introduce
// is between gateway and subgraph, so it is a fault.
function passedError(name: string, error: SubgraphError, correlation: string): GraphQLFormattedError {
  const { code, ...extensions } = error.extensions ?? {};
  const path = error.path ? { path: error.path } : {};
  if (isRefusalCode(code) && code !== 'UNAUTHENTICATED') {
    return { message: error.message, ...path, extensions: { code, ...toldDetail(extensions), correlation } };
  }
  const said = typeof code === 'string' && codeForm.test(code) ? code : undefined;
  log.error({ correlation, subgraph: name, code: said, fault: error.message, path: error.path }, 'subgraph fault');
  return { message: internalMessage, ...path, extensions: fault(correlation) };
}

/** Whether a representation is of this person: by the member it belongs to, or by its own id if it belongs to none. */
function isOf(representation: string | undefined, subject: string): boolean {
  if (representation === undefined) return false;
  const { memberId, id } = JSON.parse(representation) as { memberId?: unknown; id?: unknown };
  return (memberId ?? id) === subject;
}

/**
 * Notes whom an answer is about. A person below _entities has no place in the client's answer that is known here; the
 * very member who was asked about was noted there by an earlier fetch, and anybody else must not be told.
 */
function notePersons({ context, representations = [] }: Call<GatewayContext>, { persons }: SubgraphText): void {
  for (const person of persons) {
    const [root, index] = person.path;
    if (root !== '_entities' || person.refusal !== undefined) context.persons.push(person);
    else if (!isOf(representations[Number(index)], person.subject)) {
      throw new Error('it tells of a person whose place in the answer is not known');
    }
  }
}

/** It was not asked: so many wait for what is slow that one more would keep others out. */
function notAsked({ subgraph, context, kind }: Call<GatewayContext>): GraphQLError {
  fetchSeconds.observe({ subgraph, outcome: 'left-alone' }, 0);
  // The metric counts them: a line for each would keep the gateway from its work.
  const nowMs = monotonicMs();
  if (nowMs - (loggedAt.get(subgraph) ?? Number.NEGATIVE_INFINITY) > 1_000) {
    loggedAt.set(subgraph, nowMs);
    log.warn({ correlation: context.correlation, subgraph }, 'a subgraph is slow, and some do not ask it');
  }
  const message = 'Too many wait for a part of this that is slow; nothing was asked of it, ask again in a moment';
  const status = kind === 'mutation' ? 503 : 200;
  return refusal('UNAVAILABLE', message, status, { rule: 'overload' });
}

const crowded = new Error('too many wait for what is slow');
const loggedAt = new Map<string, number>();

function unanswered(call: Call<GatewayContext>, error: unknown): GraphQLError {
  if (error === crowded) return notAsked(call);
  const { subgraph, kind, context } = call;
  const { correlation } = context;
  log.error({ correlation, subgraph, fault: String(error) }, 'no answer of a subgraph');
  if (kind === 'mutation') return refusal('UNAVAILABLE', commandUnanswered, 503);
  if (error instanceof TimedOut) return refusal('DEADLINE_EXCEEDED', 'Not answered in time', 200);
  return refusal('INTERNAL', internalMessage, 200, fault(correlation) as object);
}

/** Who asks, without what differs from one request to the next. */
function askerOf(caller: Caller): string {
  const before = askers.get(caller);
  if (before) return before;
  const { client, audience, member, officer, purpose, caseReference, cities, scopes } = caller;
  const asker = JSON.stringify([client, audience, member, officer, purpose, caseReference, cities, scopes]);
  askers.set(caller, asker);
  return asker;
}

const askers = new WeakMap<Caller, string>();

// Whoever else asks may have ended a consent or done a command since, and must not be given what was fetched before.
const onlyReads: ReadonlySet<Audience> = new Set<Audience>(['tax-bureau', 'regulator']);

/** A subgraph, and who waits for it. */
type Asked = { to: Introduced; crowd: Crowd };

function asking(subgraphs: ReadonlyMap<string, Asked>, turns: Turns): Ask<GatewayContext> {
  const share = sharing<SubgraphText>();
  return async (call) => {
    const { subgraph, kind, context, body } = call;
    let leave: (() => void) | undefined;
    try {
      const { to, crowd } = subgraphs.get(subgraph)!;
      const beside = crowd.beside(context);
      if (beside > 0 && beside >= turns.roomForSlow(context.caller.client, context.turns)) throw crowded;
      leave = crowd.enter(context);
      const fetch = () => fetched(to, call);
      const { caller } = context;
      const shared = kind === 'query' && onlyReads.has(caller.audience);
      const answer = shared ? await share(askerOf(caller), { subgraph, body }, fetch) : await fetch();
      notePersons(call, answer);
      return { data: answer.data, errors: answer.errors.map((one) => passedError(subgraph, one, context.correlation)) };
    } catch (error) {
      throw unanswered(call, error);
    } finally {
      leave?.();
    }
  };
}

/** How plans are carried out here: callers are introduced with a signature over the body, and no answer is trusted whole. */
export function introducing(behind: {
  pools: Record<SubgraphName, Pool>;
  keys: CallerKeys;
  clock: Clock;
  turns: Turns;
}): Surroundings<GatewayContext> {
  const { pools, keys, clock, turns } = behind;
  const crowd = crowds();
  const subgraphs = new Map<string, Asked>(
    subgraphNames.map((name) => [name, { to: introducedTo(name, pools[name], keys, clock), crowd: crowd() }]),
  );
  return {
    ask: asking(subgraphs, turns),
    fault: ({ correlation }, path) => ({
      message: internalMessage,
      ...(path ? { path } : {}),
      extensions: fault(correlation),
    }),
    told({ correlation }, error, subgraph) {
      if (error instanceof GraphQLError) return { message: error.message, extensions: error.extensions };
      log.error({ correlation, subgraph, fault: String(error) }, 'an answer of a subgraph cannot be taken');
      return { message: internalMessage, extensions: fault(correlation) };
    },
    notice({ correlation }, { subgraph, dropped, wrong }) {
      if (dropped.length > 0) untakenValues.inc({ subgraph, kind: 'dropped' }, dropped.length);
      if (wrong.length > 0) untakenValues.inc({ subgraph, kind: 'wrong' }, wrong.length);
      log.error({ correlation, subgraph, dropped, wrong }, 'a subgraph answered what was not asked');
    },
  };
}
