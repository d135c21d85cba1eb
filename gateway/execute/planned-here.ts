import type { ScalarChecks } from './leaves.ts';
import { type Graph, graphFrom } from './plan.ts';
import { readSupergraph } from './supergraph.ts';

/** A graph that is read and planned in this very thread; for whoever serves nobody meanwhile. */
export function graphOf(sdl: string, scalars: ScalarChecks = new Map()): Graph {
  const { parts, plan } = readSupergraph(sdl);
  return graphFrom({ sdl, scalars, parts, plan });
}
