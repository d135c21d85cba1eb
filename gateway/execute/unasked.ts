import type { Subgraph } from '@apollo/federation-internals';
import type { FetchNode, QueryPlan } from '@apollo/query-planner';
import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  parse,
} from 'graphql';
import { type AskedSet, always, askedOf, definitionsOf, type Fragments } from './asked.ts';
import { withFetches } from './fetches.ts';
import { membersIn } from './left-out.ts';
import { type Rewrite, renamedKey, rewritesBelow, rewritesFor, rewritesFrom } from './rewrites.ts';

// What no fetch of a plan asks for would be told as null, without an error. The planner leaves a field out where it
// finds that no object can be there, as of an interface that nothing implements, though a subgraph may answer otherwise.

/** What a fetch asks at a place. */
type Source = { subgraph: Subgraph; fragments: Fragments; sets: readonly AskedSet[]; rewrites: readonly Rewrite[] };
type Checking = {
  schema: GraphQLSchema;
  fragments: Fragments;
  /** What is fetched at each place of the plan. */
  placed: ReadonlyMap<string, readonly Source[]>;
  /** Places and types that were looked at, so that each is once. */
  seen: Set<string>;
};

function sourceOf(node: FetchNode, subgraph: Subgraph): Source {
  const { fragments, operation } = definitionsOf(parse(node.operation, { noLocation: true }), undefined);
  const [root] = operation.selectionSet.selections as readonly [FieldNode];
  const sets = always(node.requires ? root.selectionSet! : operation.selectionSet);
  return { subgraph, fragments, sets, rewrites: rewritesFrom(node.outputRewrites) };
}

function fetchesIn(plan: QueryPlan): { node: FetchNode; place: readonly string[] }[] {
  const found: { node: FetchNode; place: readonly string[] }[] = [];
  withFetches(plan, (node, place) => {
    found.push({ node, place: place.filter((key) => key !== '@') });
    return node;
  });
  return found;
}

const placeOf = (path: readonly string[]): string => path.join('.');

/** What each source asks below a key of an object of this type; nothing of one that does not ask for it. */
function below({ schema }: Checking, sources: readonly Source[], type: string, key: string): Source[] {
  return sources.flatMap((source) => {
    const rewrites = rewritesFor(schema, type, source.rewrites);
    const all = askedOf({ schema, fragments: source.fragments, type }, source.sets, type);
    const asked = all.find((one) => renamedKey(rewrites, one.key) === key);
    return asked ? [{ ...source, sets: asked.below, rewrites: rewritesBelow(rewrites, asked.key) }] : [];
  });
}

/** The types of objects that those who tell of a place know there; an interface that one knows as one type is all of it. */
function typesFrom(schema: GraphQLSchema, sources: readonly Source[], name: string): Set<string> {
  const known = sources.flatMap(({ subgraph }) => membersIn(subgraph, name));
  return new Set(
    known.flatMap((member) => {
      const type = schema.getType(member);
      return isAbstractType(type) ? schema.getPossibleTypes(type).map((one) => one.name) : [member];
    }),
  );
}

function check(
  checking: Checking,
  type: string,
  asked: readonly AskedSet[],
  sources: readonly Source[],
  path: readonly string[],
): void {
  const { schema, fragments, placed, seen } = checking;
  const met = `${placeOf(path)} ${type}`;
  if (seen.has(met)) return;
  seen.add(met);
  const parent = schema.getType(type);
  const fields = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields() : {};
  for (const { key, name, optional, below: sets } of askedOf({ schema, fragments, type }, asked, type)) {
    const field = fields[name];
    // A variable may exclude what is optional; of what is read of the schema itself nobody is asked.
    if (optional || !field) continue;
    const there = [...path, key];
    const told = below(checking, sources, type, key);
    if (told.length === 0) throw new GraphQLError(`Nobody can be asked for "${placeOf(there)}" of ${type}`);
    const all = [...told, ...(placed.get(placeOf(there)) ?? [])];
    for (const member of typesFrom(schema, told, getNamedType(field.type).name)) {
      check(checking, member, sets, all, there);
    }
  }
}

/** Refuses a plan that asks nobody for something that is asked of it. */
export function refuseUnasked(
  schema: GraphQLSchema,
  subgraphs: ReadonlyMap<string, Subgraph>,
  plan: QueryPlan,
  document: DocumentNode,
  operationName: string | undefined,
): void {
  const { fragments, operation } = definitionsOf(document, operationName);
  const placed = new Map<string, Source[]>();
  for (const { node, place } of fetchesIn(plan)) {
    const source = sourceOf(node, subgraphs.get(node.serviceName)!);
    placed.set(placeOf(place), [...(placed.get(placeOf(place)) ?? []), source]);
  }
  const root = schema.getRootType(operation.operation)!.name;
  const checking = { schema, fragments, placed, seen: new Set<string>() };
  check(checking, root, always(operation.selectionSet), placed.get('') ?? [], []);
}
