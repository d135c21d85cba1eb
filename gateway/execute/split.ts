import type { FetchDataRewrite, FetchNode, QueryPlan, QueryPlanSelectionNode } from '@apollo/query-planner';
import { type FieldNode, type GraphQLSchema, Kind, type OperationDefinitionNode, parse, print, visit } from 'graphql';
import { operationOf, withFetches } from './fetches.ts';
import { add, type Group, groupsOf, type Needs, type Splitting, toldAs } from './groups.ts';
import type { Renamed, Required } from './required.ts';
import { agree } from './types.ts';

// What a plan says by the names of required fields with their arguments, as the subgraphs know it. One that is to be
// told the same field with different arguments is asked once for each. And what a condition may exclude is asked apart,
// with what it alone requires: that is then not there, and what is asked in any case must not be lost with it.

function isTwice(renamed: Renamed, nodes: readonly QueryPlanSelectionNode[], path = '', needs: Needs = new Map()) {
  return nodes.some((node): boolean => {
    const here = node.kind === 'Field' ? `${path}.${toldAs(renamed, node.name)}` : path;
    if (node.kind === 'Field' && renamed.has(node.name) && !add(needs, here, node.name)) return true;
    return isTwice(renamed, node.selections ?? [], here, needs);
  });
}

/** Of what a fetch says of its entities, that which a group needs, and all that no other needs or that keys are made of. */
function saidFor(
  splitting: Splitting,
  { group, others }: { group: Group; others: readonly Group[] },
  nodes: readonly QueryPlanSelectionNode[],
  at: { path: string; type: string },
): QueryPlanSelectionNode[] {
  const { schema, renamed, keyed } = splitting;
  return nodes.flatMap((node): QueryPlanSelectionNode[] => {
    if (node.kind === 'InlineFragment') {
      const on = node.typeCondition ?? at.type;
      if (at.path === '' && !group.pieces.some(({ type }) => agree(schema, type, on))) return [];
      return [{ ...node, selections: saidFor(splitting, { group, others }, node.selections, { ...at, type: on }) }];
    }
    const path = `${at.path}.${toldAs(renamed, node.name)}`;
    const isKey = keyed.get(at.type)?.has(node.name) === true;
    const isOthers = others.some(({ needs }) => needs.get(path) === node.name);
    if (group.needs.get(path) !== node.name && isOthers && !isKey) return [];
    if (!node.selections?.length || isKey) return [node];
    const selections = saidFor(splitting, { group, others }, node.selections, { ...at, path });
    return selections.length > 0 ? [{ ...node, selections }] : [];
  });
}

function fetchFor(
  splitting: Splitting,
  node: FetchNode,
  operation: OperationDefinitionNode,
  groups: { group: Group; others: readonly Group[] },
): FetchNode {
  const [entities] = operation.selectionSet.selections as readonly [FieldNode];
  const selections = groups.group.pieces.map(({ selection }) => selection);
  const inside = { kind: Kind.SELECTION_SET, selections } as const;
  const selectionSet = { ...operation.selectionSet, selections: [{ ...entities, selectionSet: inside }] };
  const used = new Set<string>();
  visit(selectionSet, { Variable: ({ name }) => void used.add(name.value) });
  const variableDefinitions = operation.variableDefinitions?.filter(({ variable }) => used.has(variable.name.value));
  return {
    ...node,
    operation: print({ ...operation, variableDefinitions: variableDefinitions ?? [], selectionSet }),
    variableUsages: (node.variableUsages ?? []).filter((name) => used.has(name)),
    requires: saidFor(splitting, groups, node.requires!, { path: '', type: '_Entity' }),
  };
}

function split(splitting: Splitting, node: FetchNode): FetchNode[] {
  if (!node.requires) return [node];
  const twice = isTwice(splitting.renamed, node.requires);
  if (!twice && !/@(skip|include)\b/.test(node.operation)) return [node];
  const operation = operationOf(node);
  const [entities] = operation.selectionSet.selections as readonly [FieldNode];
  const groups = groupsOf(splitting, entities.selectionSet!);
  if (!groups && twice) throw new Error('What is required with different arguments cannot be told');
  if (!groups || groups.length === 1) return [node];
  return groups.map((group) => {
    const others = groups.filter((one) => one !== group);
    return fetchFor(splitting, node, operation, { group, others });
  });
}

function renamers(
  renamed: Renamed,
  nodes: readonly QueryPlanSelectionNode[],
  path: readonly string[],
): FetchDataRewrite[] {
  return nodes.flatMap((node): FetchDataRewrite[] => {
    if (node.kind === 'InlineFragment') return renamers(renamed, node.selections, path);
    const [here, own] = [[...path, node.name], renamed.get(node.name)];
    const below = renamers(renamed, node.selections ?? [], here);
    return own ? [...below, { kind: 'KeyRenamer', path: here, renameKeyTo: own.name.value }] : below;
  });
}

/** A fetch in which fields are called as the subgraph calls them. */
function asKnown(renamed: Renamed, node: FetchNode): FetchNode {
  if (renamed.size === 0) return node;
  const document = visit(parse(node.operation, { noLocation: true }), {
    Field(field) {
      const own = renamed.get(field.name.value);
      return own && { ...field, alias: field.alias ?? field.name, ...own };
    },
  });
  const rewrites = [...(node.inputRewrites ?? []), ...renamers(renamed, node.requires ?? [], [])];
  return { ...node, operation: print(document), ...(rewrites.length > 0 ? { inputRewrites: rewrites } : {}) };
}

/** A plan by the planner's names as one that subgraphs understand. */
export const withKnownNames = (schema: GraphQLSchema, required: Required, plan: QueryPlan): QueryPlan =>
  withFetches(plan, (node) => {
    const nodes = split({ ...required, schema }, node).map((one) => asKnown(required.renamed, one));
    return nodes.length === 1 ? nodes[0]! : { kind: 'Parallel', nodes };
  });
