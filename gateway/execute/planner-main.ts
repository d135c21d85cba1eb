import { parentPort } from 'node:worker_threads';
import { parse, validate } from 'graphql';
import type { Said, Wanted } from './planner.ts';
import { type Read, readSupergraph } from './supergraph.ts';

// The thread that reads supergraphs and plans, so that the one that answers does not stand still for it.

const graphs = new Map<number, Read>();

function done(wanted: Wanted): unknown {
  if (wanted.kind === 'forget') return graphs.delete(wanted.graph);
  if (wanted.kind === 'read') {
    const read = readSupergraph(wanted.sdl);
    graphs.set(wanted.graph, read);
    return read.parts;
  }
  const graph = graphs.get(wanted.graph);
  if (!graph) throw new Error('This graph was not read');
  const document = parse(wanted.text, { noLocation: true });
  return wanted.kind === 'check'
    ? validate(graph.api, document)[0]?.message
    : graph.plan(document, wanted.operationName);
}

parentPort!.on('message', ({ number, wanted }: { number: number; wanted: Wanted }) => {
  let said: Said;
  try {
    said = { number, done: done(wanted) };
  } catch (error) {
    said = { number, fault: error instanceof Error ? error.message : String(error) };
  }
  parentPort!.postMessage(said);
});
