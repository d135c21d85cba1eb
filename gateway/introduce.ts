import type { GraphQLDataSource } from '@apollo/gateway';
import type { GraphQLFormattedError } from 'graphql';
import { Pool } from 'undici';
import { z } from 'zod';
import { type Clock, monotonicMs } from '#kernel/clock.ts';
import { refusalCodes } from '#kernel/refusal.ts';
import { type CallerKeys, signCaller } from '#service/caller.ts';
import { log, scrub } from '#service/log.ts';
import type { GatewayContext } from './context.ts';
import { internalMessage, isRefusalCode, refusal, toldDetail } from './failure.ts';
import { projector } from './project.ts';

const connectMs = 300;
const queryMs = 2_000;
// A thousand taxpayers with every month of a year fit; a runaway answer does not.
const answerBytes = 8 * 1024 * 1024;

const pathShape = z.array(z.union([z.string(), z.number()]));

const personShape = z.object({
  path: pathShape,
  subject: z.uuid(),
  basis: z
    .string()
    .regex(/^consent [0-9a-f-]{36}$/)
    .optional(),
  refusal: z.enum(refusalCodes).optional(),
});

const answerShape = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: pathShape.optional(),
        extensions: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .optional(),
  extensions: z.object({ persons: z.array(personShape).optional() }).optional(),
});

type Answer = z.infer<typeof answerShape>;
type SubgraphError = NonNullable<Answer['errors']>[number];
type Request = Parameters<GraphQLDataSource<GatewayContext>['process']>[0]['request'];
type Introduced = { name: string; pool: Pool; keys: CallerKeys; clock: Clock };

// A lost answer is not a refusal: whether the command was done is told by sending it again.
const commandUnanswered =
  'No answer came in time; the command may have been carried out: send it again with the same idempotency key';

const fault = (correlation: string) => ({ code: 'INTERNAL', correlation, logged: true });

async function readCapped(body: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    if (size > answerBytes) throw new Error('the answer is longer than allowed');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

async function send({ pool, keys, clock }: Introduced, context: GatewayContext, body: string, limitMs: number) {
  const { statusCode, body: answer } = await pool.request({
    path: '/graphql',
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-correlation-id': context.correlation,
      ...signCaller(keys, context.caller, body, clock.now()),
    },
    body,
    signal: AbortSignal.timeout(limitMs),
  });
  const text = await readCapped(answer);
  // 400 is how a refused argument arrives; its code tells.
  if (statusCode !== 200 && statusCode !== 400) throw new Error(`status ${statusCode}: ${scrub(text.slice(0, 500))}`);
  return answerShape.parse(JSON.parse(text));
}

// Only the closed list of refusals passes, in the words that the subgraph chose for the caller; a refusal to introduce
// is between gateway and subgraph, so it is a fault.
function passedError(name: string, error: SubgraphError, correlation: string): GraphQLFormattedError {
  const { code, ...extensions } = error.extensions ?? {};
  const path = error.path ? { path: error.path } : {};
  if (isRefusalCode(code) && code !== 'UNAUTHENTICATED') {
    return { message: error.message, ...path, extensions: { code, ...toldDetail(extensions), correlation } };
  }
  log.error({ correlation, subgraph: name, code, fault: error.message, path: error.path }, 'subgraph fault');
  return { message: internalMessage, ...path, extensions: fault(correlation) };
}

type Representation = { id?: unknown; memberId?: unknown };

const holderOf = (representation: Representation | undefined): unknown =>
  representation?.memberId ?? representation?.id;

/**
 * Notes whom an answer is about. A person below _entities has no place in the client's answer that is known here; the
 * very member who was asked about was noted there by an earlier fetch, and anybody else must not be told.
 */
function notePersons(context: GatewayContext, answer: Answer, representations: Representation[] = []): void {
  for (const person of answer.extensions?.persons ?? []) {
    const [root, index] = person.path;
    if (root !== '_entities' || person.refusal !== undefined) context.persons.push(person);
    else if (holderOf(representations[Number(index)]) !== person.subject) {
      throw new Error('it tells of a person whose place in the answer is not known');
    }
  }
}

/** Where the gateway fetches from: introduces the caller with a signature over the body, and trusts no answer whole. */
export function introducedSource(subgraph: Introduced): GraphQLDataSource<GatewayContext> {
  const { project, filledBy } = projector();
  async function fetched(context: GatewayContext, request: Request): Promise<Answer> {
    const { query = '', variables, operationName } = request;
    const body = JSON.stringify({ query, variables, operationName });
    const left = context.deadline - monotonicMs();
    const command = query.trimStart().startsWith('mutation');
    const limitMs = command ? left : Math.min(left, queryMs);
    try {
      const answer = await send(subgraph, context, body, Math.max(1, Math.floor(limitMs)));
      notePersons(context, answer, variables?.['representations']);
      return answer;
    } catch (error) {
      const { correlation } = context;
      log.error({ correlation, subgraph: subgraph.name, fault: scrub(String(error)) }, 'no answer of a subgraph');
      if (command) throw refusal('UNAVAILABLE', commandUnanswered, 503);
      throw refusal('INTERNAL', internalMessage, 200, fault(correlation) as object);
    }
  }
  return {
    async process(options) {
      const context = options.context as GatewayContext;
      const { query = '' } = options.request;
      const place = ('pathInIncomingRequest' in options && options.pathInIncomingRequest) || [];
      const unanswered = () => void context.unanswered.push(...filledBy(query).map((key) => [...place, key]));
      const answer = await fetched(context, options.request).catch((error: unknown) => {
        unanswered();
        throw error;
      });
      if (!answer.data || answer.errors?.some(({ path }) => !path)) unanswered();
      const { data, dropped, wrong } = project(query, answer.data);
      const { correlation } = context;
      if (dropped.length > 0 || wrong.length > 0) {
        log.error({ correlation, subgraph: subgraph.name, dropped, wrong }, 'a subgraph answered what was not asked');
      }
      const errors = [
        ...(answer.errors ?? []).map((error) => passedError(subgraph.name, error, correlation)),
        ...wrong.map((path) => ({ message: internalMessage, path, extensions: fault(correlation) })),
      ];
      return { data, ...(errors.length > 0 ? { errors } : {}) } as never;
    },
  };
}

/** The connections to one subgraph, shared by all audiences. */
export function subgraphPool(url: string): Pool {
  return new Pool(new URL(url).origin, { connections: 32, connect: { timeout: connectMs }, keepAliveTimeout: 30_000 });
}
