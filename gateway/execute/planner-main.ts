import { constants, getPriority, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { parse, validate } from 'graphql';
import type { Said, Wanted } from './planner.ts';
import { type Read, readSupergraph } from './supergraph.ts';

// The thread that reads supergraphs and plans, so that the one that answers does not stand still for it.

/**
 * Lets those go first who answer: to read a contract takes a fifth of a second of a core, and there may be few. Beside
 * one that is always busy a tenth of the core is left to plan with. On Linux a priority is the thread's own, elsewhere the process's.
 */
function stepBack(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(Math.min(constants.priority.PRIORITY_LOW, getPriority() + constants.priority.PRIORITY_BELOW_NORMAL));
  } catch {
    // Where that is not allowed it plans as it is.
  }
}

stepBack();
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
