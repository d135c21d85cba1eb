import { ApolloServer, HeaderMap } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLFormattedError, parse } from 'graphql';
import type { Clock } from '#kernel/clock.ts';
import type { Caller, CallerKeys } from './caller.ts';
import { deadlineExceeded, toldFailure } from './failure.ts';
import { libraryLog } from './log.ts';
import { notePersons, noteRefused, type PersonAt, type Persons } from './persons.ts';
import type { Posts } from './posts.ts';
import { scalars } from './scalars.ts';

export type ServeSubgraph<C extends object> = {
  name: string;
  port: number;
  /** The address that it listens on, where that is not the usual one. */
  host?: string;
  typeDefs: string;
  // biome-ignore lint/suspicious/noExplicitAny: resolver maps are typed by each subgraph's generated types.
  resolvers: Record<string, any>;
  persons: Persons;
  keys: CallerKeys;
  clock: Clock;
  /** The context of one request: loaders live as long as it. */
  context: (caller: Caller) => C;
  ready: () => Promise<boolean>;
  posts?: Posts<C>;
};

/** What each request is noted in: whom it tells about. */
export type RequestContext = { persons: PersonAt[]; correlation: string };

const isLate = ({ extensions }: GraphQLFormattedError): boolean => extensions?.['code'] === deadlineExceeded;

/** The subgraph's schema, served by @apollo/server. */
export function subgraphServer<C extends object>(options: ServeSubgraph<C>): ApolloServer<RequestContext & C> {
  const used = new Set(
    parse(options.typeDefs).definitions.flatMap((node) => ('name' in node && node.name ? [node.name.value] : [])),
  );
  const known = Object.fromEntries(Object.entries(scalars).filter(([name]) => used.has(name)));
  const schema = buildSubgraphSchema([
    { typeDefs: parse(options.typeDefs), resolvers: { ...known, ...options.resolvers } },
  ]);
  notePersons(schema, options.persons);
  return new ApolloServer<RequestContext & C>({
    schema,
    introspection: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    csrfPrevention: false,
    logger: libraryLog,
    plugins: [
      ApolloServerPluginInlineTraceDisabled(),
      {
        requestDidStart: async () => ({
          willSendResponse: async ({ contextValue, response }) => {
            if (response.body.kind !== 'single') return;
            const { singleResult } = response.body;
            // By the status the gateway knows a register that is too slow, and leaves it alone for a while.
            if (singleResult.errors?.some(isLate)) response.http.status = 504;
            if (contextValue.persons.length > 0) singleResult.extensions = { persons: contextValue.persons };
          },
          didEncounterErrors: async ({ errors, contextValue }) => {
            noteRefused(contextValue, errors);
            for (const error of errors) error.extensions['correlation'] = contextValue.correlation;
          },
        }),
      },
    ],
    formatError: (formatted, error) =>
      toldFailure(formatted, error, options.name, String(formatted.extensions?.['correlation'] ?? 'none')),
  });
}

/** An answer of a subgraph as HTTP has it. */
type Answered = { status: number; headers: Record<string, string>; text: string };

/** Executes one GraphQL request. */
export async function executed<C extends object>(
  server: ApolloServer<RequestContext & C>,
  context: RequestContext & C,
  body: Buffer,
): Promise<Answered> {
  const result = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: 'POST',
      headers: new HeaderMap([['content-type', 'application/json']]),
      search: '',
      body: JSON.parse(body.toString('utf8')),
    },
    context: async () => context,
  });
  const text = result.body.kind === 'complete' ? result.body.string : '';
  return { status: result.status ?? 200, headers: Object.fromEntries(result.headers), text };
}
