import type { ApolloServerOptions } from '@apollo/server';
import { type DocumentNode, GraphQLError, type OperationDefinitionNode } from 'graphql';
import type { Surroundings } from './answer.ts';
import { compileOperation, type Operation } from './compile.ts';
import { execute, type Outcome } from './execute.ts';
import type { Graph } from './plan.ts';
import { wrongVariables } from './wrong-variables.ts';

type Gateway<C extends object> = NonNullable<ApolloServerOptions<C>['gateway']>;
type Asked = { document: DocumentNode; queryHash: string; operationName: string | undefined };

const mostKept = 1_000;

/** Compiles each operation once; those that were asked longest ago are forgotten. */
export function operationsOf(graph: Graph): (asked: Asked) => Promise<Operation> {
  const kept = new Map<string, Promise<Operation>>();
  return ({ document, queryHash, operationName }) => {
    const key = `${queryHash} ${operationName ?? ''}`;
    const operation = kept.get(key) ?? compileOperation(graph, document, operationName);
    kept.delete(key);
    kept.set(key, operation);
    if (kept.size > mostKept) kept.delete(kept.keys().next().value!);
    // What went wrong may have been the planner's ending; it is tried again.
    operation.catch(() => void (kept.get(key) === operation && kept.delete(key)));
    return operation;
  };
}

type Done = Asked & { operation: OperationDefinitionNode; text: string | undefined; compiled: Operation };

type Serving<C> = {
  graph: Graph;
  surroundings: Surroundings<C>;
  operation: ReturnType<typeof operationsOf>;
  /** What came of this very operation already, if it was carried out before it came here. */
  ready(context: C): Outcome | undefined;
  /** Told of what was carried out. */
  done(context: C, outcome: Outcome, asked: Done): void;
};

/** What @apollo/server needs to answer from a graph: its schema, and this executor in place of the library's. */
export function servePlans<C extends object>({ graph, surroundings, operation, ready, done }: Serving<C>): Gateway<C> {
  return {
    async load() {
      return {
        async executor({ document, queryHash, request, operation: asked, context }) {
          const { operationName, variables = {} } = request;
          const errors = wrongVariables(graph.api, asked, variables);
          if (errors) return { errors };
          const compiled = await operation({ document, queryHash, operationName });
          const outcome = ready(context as C) ?? (await execute(compiled, surroundings, context as C, variables));
          done(context as C, outcome, {
            document,
            operation: asked,
            queryHash,
            operationName,
            text: request.query,
            compiled,
          });
          const completed = outcome.complete();
          if (completed.errors.length === 0) return { data: completed.data };
          const told = completed.errors.map(({ message, ...more }) => new GraphQLError(message, more));
          return { data: completed.data, errors: told };
        },
      };
    },
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: graph.api, coreSupergraphSdl: graph.sdl });
      return () => {};
    },
    async stop() {},
  };
}
