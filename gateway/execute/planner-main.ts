import { constants, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { parse, validate } from 'graphql';
import type { Said, Wanted } from './planner.ts';
import { type Read, readSupergraph } from './supergraph.ts';

// The thread that reads supergraphs and plans, so that the one that answers does not stand still for it.

// To read a contract takes a second of a core: what is asked meanwhile goes before it, where there are few. On Linux it is the
// thread's own priority; elsewhere it would be the whole gateway's.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

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
