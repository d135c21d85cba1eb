import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import type { PersonAt } from '#service/persons.ts';
import type { GatewayContext } from './context.ts';
import type { Disclosed } from './disclosed-fields.ts';
import type { DisclosureRecord } from './disclosures/record.ts';
import type { Surroundings } from './execute/answer.ts';
import type { Operation } from './execute/compile.ts';
import { execute } from './execute/execute.ts';
import type { ToldOf } from './execute/told.ts';
import { variablesFit } from './execute/variables.ts';
import { type Wire, wireOf } from './execute/wire.ts';
import type { Asked, Guarding } from './guard.ts';
import { incompleteAnswer } from './incomplete.ts';

/** An operation that was answered before, and so is known to be valid, within limits and planned. */
type Known = {
  text: string;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  operationName: string | null;
  documentHash: string;
  compiled: Operation;
  fits: (variables: Record<string, unknown>) => boolean;
};

/** An operation that was answered, as it is kept. */
export type Answered = Omit<Known, 'fits'>;

const mostKnown = 1_000;
const expected = new Set(['query', 'operationName', 'variables', 'extensions']);

/** What is told of whom, put together from what is known of the operation; undefined where the answer must be walked. */
function disclosedOf(told: ToldOf, persons: readonly PersonAt[]): Disclosed[] | undefined {
  const all = new Map<string, Disclosed>();
  const [first] = persons;
  for (const person of persons) {
    const { path, subject, basis = null, refusal } = person;
    // One person within another's data, or twice, is more than can be put together here.
    const alike = path.length === first!.path.length && typeof path.at(-1) === typeof first!.path.at(-1);
    if (refusal !== undefined || !alike || path[0] !== first!.path[0] || all.has(subject)) return undefined;
    const fields = told(path);
    if (!fields) return undefined;
    all.set(subject, { subject, fields: fields as string[], basis });
  }
  return [...all.values()];
}

type Behind = {
  surroundings: Surroundings<GatewayContext>;
  guarding: Guarding;
  record: DisclosureRecord;
  /** The contract's version, for the record. */
  contract: string;
};

/** Tells what came of an operation, once it is recorded; undefined for the long way. */
function telling({ guarding, record, contract }: Omit<Behind, 'surroundings'>) {
  async function toldInPart(one: Known, asked: Asked, context: GatewayContext): Promise<Wire | undefined> {
    if (context.persons.length > 0 && !guarding.consented(context)) return undefined;
    const incomplete = incompleteAnswer(asked, context, context.executed!);
    if (!incomplete) return undefined;
    const { operationName, documentHash } = one;
    await record.write(context.caller, { operationName, documentHash, contract }, incomplete.disclosed);
    return wireOf(incomplete.text());
  }

  async function told(one: Known, asked: Asked, context: GatewayContext): Promise<Wire | undefined> {
    const executed = context.executed!;
    const data = executed.wire();
    if (data === undefined) return toldInPart(one, asked, context);
    const { caller, persons, cost } = context;
    if (cost) cost.was = executed.objects();
    if (persons.length > 0) {
      if (!guarding.consented(context)) return undefined;
      const disclosed = disclosedOf(executed.told, persons);
      if (!disclosed) return undefined;
      const { operationName, documentHash } = one;
      await record.write(caller, { operationName, documentHash, contract }, disclosed);
    }
    return `{"data":${data}}\n`;
  }

  return told;
}

/**
 * The short way for questions that were answered before: no parsing, no validation, no planning, but every check of the
 * caller, the agreement, the cost, and the record. Whatever is out of the ordinary is left to the long way, with the
 * answer of the subgraphs if they were asked, so that there is one behaviour.
 */
export function knownOperations({ surroundings, ...behind }: Behind) {
  const { guarding } = behind;
  const told = telling(behind);
  // By text, and of one text by the operation that is meant: a text is looked up as it came, not put together first.
  const known = new Map<string, Map<string | undefined, Known>>();

  return {
    /** Keeps an operation that has passed the long way; commands always take it. */
    remember(answered: Answered): void {
      const { text, operation, operationName, compiled } = answered;
      if (operation.operation !== 'query') return;
      if (known.size >= mostKnown) known.delete(known.keys().next().value!);
      const fits = variablesFit(compiled.graph.api, operation);
      const named = known.get(text) ?? new Map<string | undefined, Known>();
      known.set(text, named.set(operationName ?? undefined, { ...answered, fits }));
    },
    /** Everything that is kept, for what is served next. */
    all: (): readonly Answered[] => [...known.values()].flatMap((named) => [...named.values()]),
    /** The answer as JSON, or undefined for the long way. */
    async answer(context: GatewayContext, body: Record<string, unknown>): Promise<Wire | undefined> {
      const { query, operationName, variables = {} } = body;
      const name = typeof operationName === 'string' ? operationName : undefined;
      const one = typeof query === 'string' ? known.get(query)?.get(name) : undefined;
      if (!one || typeof variables !== 'object' || variables === null) return undefined;
      const given = variables as Record<string, unknown>;
      if (!one.fits(given) || !Object.keys(body).every((key) => expected.has(key))) return undefined;
      const { document, operation, compiled } = one;
      const asked = { document, operation, schema: compiled.graph.api, variables: given };
      // What is refused is refused once more the long way, in its words.
      try {
        await guarding.decide(context, asked);
      } catch {
        return undefined;
      }
      context.executed = await execute(compiled, surroundings, context, given);
      try {
        return await told(one, asked, context);
      } catch {
        return undefined;
      }
    },
  };
}

export type KnownOperations = ReturnType<typeof knownOperations>;
