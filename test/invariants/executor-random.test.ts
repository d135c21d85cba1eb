import { execute as executeWhole, type GraphQLSchema, parse } from 'graphql';
import { expect, it } from 'vitest';
import { compileOperation } from '#gateway/execute/compile.ts';
import { execute } from '#gateway/execute/execute.ts';
import { randomGraph } from '#test/random/graph.ts';
import { type RandomOperation, randomOperation } from '#test/random/operations.ts';
import { type Both, both } from '#test/random/parts.ts';
import { proofSize, report } from './proof-size.ts';

// Whatever is asked of a graph in parts is answered as by one schema executed by graphql-js: the same data, byte for
// byte, and the same places empty for an error. Of several errors that empty one place, GraphQL lets any be told.

const { graphs, operations, seed } = proofSize({
  small: { graphs: 15, operations: 20 },
  full: { graphs: 420, operations: 25 },
});

type Path = readonly (string | number)[];
type Told = { data?: unknown; errors?: readonly { path?: Path | undefined }[] };

// A few operations the federation library's own planner gives up on, with an error, where a subgraph knows an interface
// as one type.
const unplannable = /We should have an edge from .* for __typename/;

const plain = (value: unknown): Told => JSON.parse(JSON.stringify(value)) as Told;

function valueAt(data: unknown, path: Path): unknown {
  let here = data;
  for (const key of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
    here = (here as Record<string | number, unknown>)[key];
  }
  return here;
}

/** The places that errors left empty: of each error, the first null on the way to it. */
function emptied({ data, errors = [] }: Told): string[] {
  const places = errors.map(({ path = [] }) => {
    const length = Array.from({ length: path.length + 1 }, (_, at) => at).find(
      (at) => (valueAt(data, path.slice(0, at)) ?? null) === null,
    );
    return JSON.stringify(path.slice(0, length));
  });
  return [...new Set(places)].sort();
}

function ofWhole(schema: GraphQLSchema, { query, variables }: RandomOperation): Told {
  return plain(executeWhole({ schema, document: parse(query), variableValues: variables }));
}

async function inParts({ graph, surroundings }: Both, { query, variables }: RandomOperation) {
  const executed = await execute(await compileOperation(graph, parse(query)), surroundings, undefined, variables);
  const { data, errors } = executed.complete();
  const written = executed.written('');
  return {
    told: plain({ data, errors }),
    text: written?.bytes().toString('utf8'),
    data: JSON.stringify(data),
    errors,
  };
}

async function compare(asked: Both, operation: RandomOperation): Promise<boolean> {
  const whole = ofWhole(asked.monolith, operation);
  const parts = await inParts(asked, operation);
  expect(parts.data).toBe(JSON.stringify(whole.data ?? null));
  expect(emptied(parts.told)).toEqual(emptied(whole));
  if (parts.text !== undefined) expect(parts.text).toBe(parts.data);
  expect(parts.text === undefined).toBe(parts.errors.length > 0);
  const all = ofWhole(asked.tellsAll, operation);
  const failing = new Set((all.errors ?? []).map(({ path }) => JSON.stringify(path)));
  for (const { path } of parts.told.errors ?? []) {
    expect(failing.has(JSON.stringify(path)) || valueAt(all.data, path!) === null, JSON.stringify(path)).toBe(true);
  }
  return parts.errors.length > 0;
}

it('answers random operations on random graphs as one schema would', { timeout: 1_800_000 }, async () => {
  const counts = { graphs: 0, operations: 0, withErrors: 0, unplanned: 0, calls: 0 };
  for (let at = 0; at < graphs; at += 1) {
    const asked = both(randomGraph(seed + at));
    expect(asked, `graph ${seed + at} composes`).toBeDefined();
    for (let number = 0; number < operations; number += 1) {
      const operation = randomOperation(asked!.monolith, (seed + at) * 1_000 + number);
      if (!operation) continue;
      try {
        if (await compare(asked!, operation)) counts.withErrors += 1;
      } catch (error) {
        if (unplannable.test(String(error))) {
          counts.unplanned += 1;
          continue;
        }
        console.log(
          `graph ${seed + at}, operation ${number}:\n${operation.query}\n${JSON.stringify(operation.variables)}`,
        );
        throw error;
      }
      counts.operations += 1;
    }
    counts.graphs += 1;
    counts.calls += asked!.calls.length;
  }
  expect(counts.operations).toBeGreaterThan((graphs * operations * 9) / 10);
  expect(counts.withErrors).toBeGreaterThan(counts.operations / 10);
  expect(counts.unplanned).toBeLessThan(counts.operations / 200);
  report('executor against graphql-js', counts);
});
