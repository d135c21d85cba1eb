import { executeSync, type GraphQLFormattedError, Kind } from 'graphql';
import type { Surroundings } from './answer.ts';
import type { Operation } from './compile.ts';
import { completeRow } from './complete.ts';
import { conditionsOf } from './conditions.ts';
import { marksOf } from './marks.ts';
import { emptyRow, type Path } from './row.ts';
import type { Run } from './run.ts';
import type { ObjectShape } from './shape.ts';
import { type ToldOf, toldIn } from './told.ts';
import type { Wire } from './wire.ts';
import { Written, writeRow } from './write.ts';

type Completed = { data: Record<string, unknown> | null; errors: GraphQLFormattedError[] };

/** What came of an operation. */
export type Outcome = {
  /** Places that were left without an answer for which no error names them one by one. */
  unanswered: readonly Path[];
  /** The data and errors, whatever came. */
  complete(): Completed;
};

/** An operation carried out. */
export type Executed = Outcome & {
  /** The data as JSON, written after a head, if nothing at all is amiss. */
  written(head: Wire): Written | undefined;
  /** What was told of the object at a place, if nothing is amiss. */
  told: ToldOf;
  /** Lets go of all that came, once it is kept in another form: whoever waits holds on to this. Nothing can be told then. */
  forget(): void;
};

function introspected(
  { graph, document, operation }: Operation,
  shape: ObjectShape,
  variables: Run<unknown>['variables'],
) {
  const values = new Map<string, unknown>();
  for (const { key, special, nodes } of shape.fields) {
    if (special !== 'introspection') continue;
    const only = { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections: nodes } as const };
    const definitions = document.definitions.map((one) => (one === operation ? only : one));
    const operationName = operation.name?.value;
    const asked = {
      ...document,
      definitions: definitions.filter((one) => one === only || one.kind === Kind.FRAGMENT_DEFINITION),
    };
    const { data } = executeSync({ schema: graph.api, document: asked, variableValues: variables, operationName });
    const { alias, name } = nodes[0]!;
    values.set(key, data?.[(alias ?? name).value]);
  }
  return values;
}

function completed<C>(operation: Operation, run: Run<C>, shape: ObjectShape): Completed {
  const errors = [...run.errors];
  const paths = errors.flatMap(({ path }) => (path ? [path] : []));
  const completing = {
    introspection: introspected(operation, shape, run.variables),
    fault: (path: Path) => void errors.push(run.surroundings.fault(run.context, path)),
  };
  const marks = marksOf([...paths, ...run.unanswered]);
  return { data: completeRow(completing, run.root, shape, { path: [], marks }), errors };
}

/** Carries out an operation with variables that are known to fit it. */
export async function execute<C>(
  operation: Operation,
  surroundings: Surroundings<C>,
  context: C,
  variables: Readonly<Record<string, unknown>>,
): Promise<Executed> {
  const conditions = conditionsOf(operation.operation, operation.conditional, variables);
  const root = emptyRow(operation.layout, undefined);
  const run: Run<C> = { context, surroundings, variables, conditions, root, errors: [], unanswered: [] };
  const shape = operation.shape(conditions);
  await operation.step?.(run);
  let gone = false;
  const held = () => {
    if (gone) throw new Error('It was let go of');
    return root;
  };
  const whole = () => run.errors.length === 0 && run.unanswered.length === 0;
  return {
    unanswered: run.unanswered,
    written(head) {
      const written = new Written(head);
      return whole() && writeRow(held(), shape, written) ? written : undefined;
    },
    told: toldIn(root, shape),
    forget() {
      gone = true;
      root.slots.fill(undefined);
    },
    complete: () => completed(operation, { ...run, root: held() }, shape),
  };
}
