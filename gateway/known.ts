import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import type { PersonAt } from '#service/persons.ts';
import type { GatewayContext } from './context.ts';
import type { Disclosed } from './disclosed-fields.ts';
import type { DisclosureRecord } from './disclosures/record.ts';
import type { Surroundings } from './execute/answer.ts';
import type { Operation } from './execute/compile.ts';
import { type Executed, execute, type Outcome } from './execute/execute.ts';
import type { ToldOf } from './execute/told.ts';
import { variablesFit } from './execute/variables.ts';
import { wireOf } from './execute/wire.ts';
import { Written } from './execute/write.ts';
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

/** What is told of one person; undefined where the answer must be walked. */
function disclosedAt(told: ToldOf, { path, subject, basis, refusal }: PersonAt): Disclosed | undefined {
  const fields = refusal === undefined ? told(path) : undefined;
  return fields && { subject, fields: fields as string[], basis: basis ?? null };
}

/** What is told of whom, put together from what is known of the operation; undefined where the answer must be walked. */
function disclosedOf(told: ToldOf, persons: readonly PersonAt[]): Disclosed[] | undefined {
  const all: Disclosed[] = [];
  const subjects = new Set<string>();
  const [first] = persons;
  for (const person of persons) {
    const { path, subject } = person;
    const alike = path.length === first!.path.length && typeof path.at(-1) === typeof first!.path.at(-1);
    // One person within another's data, or twice, is more than can be put together here.
    if (!alike || path[0] !== first!.path[0]) return undefined;
    const one = disclosedAt(told, person);
    if (!one) return undefined;
    all.push(one);
    // Of most answers one is the only one.
    if (persons.length > 1) subjects.add(subject);
  }
  return persons.length > 1 && subjects.size < persons.length ? undefined : all;
}

type Behind = {
  surroundings: Surroundings<GatewayContext>;
  guarding: Guarding;
  record: DisclosureRecord;
  /** The contract's version, for the record. */
  contract: string;
};

/** What bytes say is all that came of an operation, without errors. */
const outcomeIn = (written: Written): Outcome => ({
  unanswered: [],
  complete: () => ({
    data: (JSON.parse(written.bytes().toString('utf8')) as { data: Record<string, unknown> }).data,
    errors: [],
  }),
});

/**
 * While the record of it is written, a long answer is held as bytes and not as the rows and texts that it was made of,
 * which would be moved about in memory meanwhile: what came of the operation is from now on what the bytes say.
 */
function holdAsBytes(written: Written, context: GatewayContext, executed: Executed): void {
  written.turn(true);
  context.executed = outcomeIn(written);
  executed.forget();
}

/** What leaves once the record of it is written; of an answer in part the text is made only then. */
type Leaving = { recorded: Promise<void>; answer: () => Written };

function leavingBy({ guarding, record, contract }: Omit<Behind, 'surroundings'>) {
  const unconsented = (context: GatewayContext) => context.persons.length > 0 && !guarding.consented(context);

  function inPart(asked: Asked, context: GatewayContext, executed: Executed) {
    const incomplete = unconsented(context) ? undefined : incompleteAnswer(asked, context, executed);
    return incomplete && { disclosed: incomplete.disclosed, answer: () => new Written(wireOf(incomplete.text())) };
  }

  function whole(written: Written, context: GatewayContext, executed: Executed) {
    const { persons, cost } = context;
    cost.was = written.objects;
    const disclosed = unconsented(context) ? undefined : disclosedOf(executed.told, persons);
    if (!disclosed) return undefined;
    written.text += '}\n';
    written.turn();
    if (disclosed.length > 0 && written.pieces.length > 0) holdAsBytes(written, context, executed);
    return { disclosed, answer: () => written };
  }

  /** Has it recorded what is told, of a whole answer or of one in part; undefined for the long way. */
  return (one: Known, asked: Asked, context: GatewayContext, executed: Executed): Leaving | undefined => {
    const written = executed.written('{"data":');
    const leaving = written ? whole(written, context, executed) : inPart(asked, context, executed);
    if (!leaving) return undefined;
    const { operationName, documentHash } = one;
    const { disclosed, answer } = leaving;
    return { recorded: record.write(context.caller, { operationName, documentHash, contract }, disclosed), answer };
  };
}

/**
 * The short way for questions that were answered before: no parsing, no validation, no planning, but every check of the
 * caller, the agreement, the cost, and the record. Whatever is out of the ordinary is left to the long way, with the
 * answer of the subgraphs if they were asked, so that there is one behaviour.
 */
export function knownOperations({ surroundings, ...behind }: Behind) {
  const { guarding } = behind;
  const leaving = leavingBy(behind);
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
    /** The answer as JSON; undefined for the long way. */
    async answer(context: GatewayContext, body: Record<string, unknown>): Promise<Written | undefined> {
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
        const deciding = guarding.decide(context, asked);
        if (deciding) await deciding;
      } catch {
        return undefined;
      }
      const executed = await execute(compiled, surroundings, context, given);
      context.executed = executed;
      try {
        const left = leaving(one, asked, context, executed);
        if (!left) return undefined;
        await left.recorded;
        return left.answer();
      } catch {
        return undefined;
      }
    },
  };
}

export type KnownOperations = ReturnType<typeof knownOperations>;
