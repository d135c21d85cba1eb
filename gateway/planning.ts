import { setImmediate } from 'node:timers/promises';
import { getOperationAST, parse } from 'graphql';
import type { Audience } from '#service/caller.ts';
import { isText } from './execute/leaves.ts';
import type { Graph } from './execute/plan.ts';
import type { Planner } from './execute/planner.ts';
import { operationsOf } from './execute/serve-plans.ts';
import type { FiledDocuments } from './filed-documents.ts';
import type { Answered } from './known.ts';

// Every scalar of our own is text on the wire; of any other value an error is told.
const textScalars = new Map(
  ['Money', 'CivilDate', 'CivilMonth', 'Instant', 'IdentityNumber'].map((name) => [name, isText]),
);

/** A contract as it is planned against; reading one takes longer than all else that is read anew. */
export type Planning = {
  graph: Graph;
  operation: ReturnType<typeof operationsOf>;
  /** What is wrong with a document, if anything is. */
  check(text: string): Promise<string | undefined>;
  /** The documents, by hash, that it is known to answer. */
  fitting: Set<string>;
  forget(): void;
};

/** Reads a contract, with others served meanwhile. */
export async function planningOf(planner: Planner, sdl: string): Promise<Planning> {
  const { graph, check, forget } = await planner.read(sdl, textScalars);
  return { graph, operation: operationsOf(graph), check, fitting: new Set(), forget };
}

/** A contract that no longer answers what is on file is not served. */
export async function checkDocuments(audience: Audience, planning: Planning, { of }: FiledDocuments): Promise<void> {
  const { check, fitting } = planning;
  for (const { name, text, hash } of of.get(audience)?.byHash.values() ?? []) {
    if (fitting.has(hash)) continue;
    const fault = await check(text);
    if (fault) throw new Error(`The contract of ${audience} does not answer ${name}: ${fault}`);
    fitting.add(hash);
    await setImmediate();
  }
}

/** An operation of another contract as it is under this one; undefined if this one does not answer it. */
export async function compiledAgain(planning: Planning, one: Answered): Promise<Answered | undefined> {
  const { text, operationName, documentHash } = one;
  try {
    if (await planning.check(text)) return undefined;
    const document = parse(text);
    const asked = { document, queryHash: documentHash, operationName: operationName ?? undefined };
    const compiled = await planning.operation(asked);
    const operation = getOperationAST(document, operationName);
    return operation ? { ...one, document, operation, compiled } : undefined;
  } catch {
    // Whoever asks it next is told what is wrong with it.
    return undefined;
  }
}
