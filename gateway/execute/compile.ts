import type { PlanNode, QueryPlan } from '@apollo/query-planner';
import {
  type DocumentNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { withoutCollisions } from './aliases.ts';
import { always, definitionsOf, type Fragments } from './asked.ts';
import { type Conditions, isIncluded } from './conditions.ts';
import { compileFetch, type Fetching } from './fetch.ts';
import type { Graph } from './plan.ts';
import { emptyLayout, type Layout, layoutBelow } from './row.ts';
import type { Keys, Step } from './run.ts';
import { type ObjectShape, shapesOf } from './shape.ts';
import { keysOfShape } from './whole.ts';

/** An operation with its plan, compiled once and run many times. */
export type Operation = {
  graph: Graph;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  layout: Layout;
  step: Step | undefined;
  /** The variables on which the plan or the shape of the answer depend. */
  conditional: readonly string[];
  shape(conditions: Conditions): ObjectShape;
};

const nothing: Step = async () => {};

function stepOf(on: Fetching, node: PlanNode, place: readonly string[]): Step {
  switch (node.kind) {
    case 'Fetch':
      return compileFetch(on, node, place);
    case 'Flatten':
      return stepOf(on, node.node, [...place, ...node.path.map(String)]);
    case 'Sequence': {
      const steps = node.nodes.map((one) => stepOf(on, one, place));
      return async (run) => {
        for (const step of steps) await step(run);
      };
    }
    case 'Parallel': {
      const steps = node.nodes.map((one) => stepOf(on, one, place));
      return async (run) => void (await Promise.all(steps.map((step) => step(run))));
    }
    case 'Condition': {
      const yes = node.ifClause ? stepOf(on, node.ifClause, place) : nothing;
      const no = node.elseClause ? stepOf(on, node.elseClause, place) : nothing;
      return (run) => (run.conditions.get(node.condition) === true ? yes(run) : no(run));
    }
    default:
      throw new Error(`A plan with ${node.kind} cannot be carried out`);
  }
}

function conditionsIn(node: PlanNode | undefined, found: Set<string>): void {
  if (!node) return;
  if (node.kind === 'Condition') {
    found.add(node.condition);
    conditionsIn(node.ifClause, found);
    conditionsIn(node.elseClause, found);
  } else if (node.kind === 'Flatten') conditionsIn(node.node, found);
  else if (node.kind === 'Sequence' || node.kind === 'Parallel') for (const one of node.nodes) conditionsIn(one, found);
}

function conditionalVariables(document: DocumentNode, plan: QueryPlan): string[] {
  const found = new Set<string>();
  conditionsIn(plan.node as PlanNode | undefined, found);
  visit(document, {
    Directive: ({ name, arguments: given = [] }) => {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of given) if (value.kind === Kind.VARIABLE) found.add(value.name.value);
    },
  });
  return [...found].sort();
}

function keysOf(set: SelectionSetNode, fragments: Fragments, keys: Keys): Keys {
  for (const node of set.selections) {
    if (node.kind === Kind.FIELD) {
      const key = node.alias?.value ?? node.name.value;
      const below: Keys = keys.get(key) ?? new Map();
      keys.set(key, below);
      if (node.selectionSet) keysOf(node.selectionSet, fragments, below);
      continue;
    }
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node;
    if (fragment) keysOf(fragment.selectionSet, fragments, keys);
  }
  return keys;
}

/** Notes in the layout what the client is told below each key. */
function noteTold({ fields }: ObjectShape, layout: Layout): void {
  for (const { key, below, onlyType } of fields) {
    if (!below || !onlyType) continue;
    const there = layoutBelow(layout, key);
    there.told = keysOfShape(below, onlyType);
    noteTold(below(undefined)!, there);
  }
}

const mostShapes = 64;

/** Plans and compiles one operation of a valid document. */
export async function compileOperation(
  graph: Graph,
  document: DocumentNode,
  operationName?: string,
): Promise<Operation> {
  const { planned, clientKeys } = withoutCollisions(document, graph.fields);
  const { fragments, operation } = definitionsOf(planned, operationName);
  const plan = await graph.plan(planned, operationName);
  const layout = emptyLayout();
  const asked = keysOf(operation.selectionSet, fragments, new Map());
  const on: Fetching = { schema: graph.schema, scalars: graph.scalars, keys: graph.keys, layout, asked, clientKeys };
  const conditional = conditionalVariables(planned, plan);
  const shapes = new Map<string, ObjectShape>();
  const root = graph.api.getRootType(operation.operation);
  if (!root) throw new GraphQLError(`There is no ${operation.operation} here`);
  const compiled: Operation = {
    graph,
    document: planned,
    operation,
    layout,
    step: plan.node && stepOf(on, plan.node as PlanNode, []),
    conditional,
    shape(conditions) {
      let key = '';
      for (const name of conditional) key += conditions.get(name) ? '1' : '0';
      const known = shapes.get(key);
      if (known) return known;
      if (shapes.size >= mostShapes) shapes.clear();
      const shaping = {
        api: graph.api,
        schema: graph.schema,
        fragments,
        included: isIncluded(conditions),
        keys: clientKeys,
      };
      const shape = shapesOf(shaping, root, always(operation.selectionSet), layout)(root.name)!;
      shapes.set(key, shape);
      return shape;
    },
  };
  // Where nothing depends on a variable and no key has another name, parts of answers may be told as they stand.
  if (conditional.length === 0 && clientKeys.size === 0) noteTold(compiled.shape(new Map()), layout);
  return compiled;
}
