import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import { Kind, type OperationDefinitionNode, parse, visit } from 'graphql';
import { definitionsOf } from './asked.ts';

type Make = (node: FetchNode, place: readonly string[]) => PlanNode;

function madeNode<N extends PlanNode>(node: N, place: readonly string[], make: Make): N {
  const of = <M extends PlanNode | undefined>(one: M): M => one && madeNode(one, place, make);
  switch (node.kind) {
    case 'Fetch':
      return make(node, place) as N;
    case 'Flatten':
      return { ...node, node: madeNode(node.node, [...place, ...node.path.map(String)], make) };
    case 'Condition':
      return { ...node, ifClause: of(node.ifClause), elseClause: of(node.elseClause) };
    case 'Sequence':
    case 'Parallel':
      return { ...node, nodes: node.nodes.map(of) };
    default:
      return node;
  }
}

/** A plan with something in the place of each of its fetches. */
export const withFetches = (plan: QueryPlan, make: Make): QueryPlan =>
  plan.node ? { ...plan, node: madeNode(plan.node as PlanNode, [], make) } : plan;

/** The operation of a fetch, with its fragments where they are spread. */
export function operationOf({ operation: text }: FetchNode): OperationDefinitionNode {
  const { fragments, operation } = definitionsOf(parse(text, { noLocation: true }), undefined);
  return visit(operation, {
    FragmentSpread({ name, directives }) {
      const { typeCondition, selectionSet } = fragments.get(name.value)!;
      return { kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet, ...(directives ? { directives } : {}) };
    },
  });
}
