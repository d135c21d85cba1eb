import type { FetchNode } from '@apollo/query-planner';
import { type FieldNode, type GraphQLSchema, isObjectType, Kind, parse, print, stripIgnoredCharacters } from 'graphql';
import type { ClientKeys } from './aliases.ts';
import { callOf, leaveUnanswered, leaveUnasked, takeAnswer } from './answered.ts';
import { type AskedSet, always, askedOf, definitionsOf, type Fragments } from './asked.ts';
import { type Fetch, represented } from './asking.ts';
import { type Cut, cutting, cuttingRoot } from './cut.ts';
import { askForKeys, recognising } from './identity.ts';
import type { EntityKeys } from './keys.ts';
import type { ScalarChecks } from './leaves.ts';
import { open, representingEntities } from './represent.ts';
import { renamedKey, rewritesFor, rewritesFrom } from './rewrites.ts';
import { type Layout, rowsAt } from './row.ts';
import { clientPath, type Keys, type Step } from './run.ts';
import { takeObject } from './take.ts';
import type { On } from './whole.ts';

/** What fetches of one operation are compiled against. */
export type Fetching = {
  schema: GraphQLSchema;
  scalars: ScalarChecks;
  keys: EntityKeys;
  layout: Layout;
  /** What the client asked. */
  asked: Keys;
  clientKeys: ClientKeys;
};

function stepOf(fetch: Fetch): Step {
  return async (run) => {
    const rows = fetch.at.rows(run.root);
    const asking = fetch.represent && represented(fetch.represent, rows);
    if (asking && run.errors.length > 0) leaveUnasked(run, fetch, asking);
    if (asking ? asking.texts.length === 0 : rows.length === 0) return;
    try {
      takeAnswer(run, fetch, { rows, asking }, await run.surroundings.ask(callOf(run, fetch, asking)));
    } catch (error) {
      run.errors.push(run.surroundings.told(run.context, error, fetch.node.serviceName));
      leaveUnanswered(run, fetch, [fetch.at.path]);
    }
  };
}

/** Compiles a fetch of a plan. */
export function compileFetch(on: Fetching, node: FetchNode, place: readonly string[]): Step {
  if (node.contextRewrites?.length) throw new Error('Plans with @context are not supported');
  const { schema, scalars } = on;
  const parsed = parse(node.operation, { noLocation: true });
  const { document, identities } = node.requires
    ? askForKeys(node, parsed, on.keys)
    : { document: parsed, identities: [] };
  const { fragments, operation } = definitionsOf(document, undefined);
  const at = rowsAt(on.layout, place);
  if (node.requires) open(node.requires, at.layout);
  const [root] = operation.selectionSet.selections as readonly FieldNode[];
  const sets = always(node.requires ? root!.selectionSet! : operation.selectionSet);
  const type = node.requires ? undefined : schema.getRootType(operation.operation)!;
  const from = { schema, fragments, scalars };
  const text = stripIgnoredCharacters(identities.length > 0 ? print(document) : node.operation);
  return stepOf({
    node,
    at,
    clientPath: (path) => clientPath(on.asked, on.clientKeys, path),
    head: `{"query":${JSON.stringify(text)},"operationName":${JSON.stringify(node.operationName ?? null)},"variables":{`,
    represent: node.requires && representingEntities(schema, node.requires, at.layout, node.inputRewrites),
    cut: once(() => {
      if (node.outputRewrites?.length) return undefined;
      return type ? cuttingRoot(from, type.name, sets, at.layout) : cuttingOf(from, sets, at.layout);
    }),
    isTheOne: recognising(schema, identities, at.layout),
    take: takeObject(from, type, sets, at.layout, rewritesFrom(node.outputRewrites)),
    fills: filledKeys(on, fragments, sets, node),
  });
}

// At first use: what the client is told is not known while a plan is compiled.
function once<T>(make: () => T): () => T {
  let made: { is: T } | undefined;
  return () => {
    made ??= { is: make() };
    return made.is;
  };
}

/** Entities of one type. */
function cuttingOf(on: On, sets: AskedSet[], layout: Layout): Cut | undefined {
  const [type, ...others] = new Set(
    sets.flatMap(({ set }) =>
      set.selections.map((one) => (one.kind === Kind.INLINE_FRAGMENT ? one.typeCondition?.name.value : undefined)),
    ),
  );
  if (!type || others.length > 0 || !isObjectType(on.schema.getType(type))) return undefined;
  return cutting(on, type, sets, layout);
}

function filledKeys({ schema }: Fetching, fragments: Fragments, sets: AskedSet[], node: FetchNode): string[] {
  const rewrites = rewritesFor(schema, undefined, rewritesFrom(node.outputRewrites));
  const asked = askedOf({ schema, fragments, type: undefined }, sets, '');
  return asked.map(({ key }) => renamedKey(rewrites, key));
}
