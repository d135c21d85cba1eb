import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { GatewayContext } from './context.ts';
import { actualCost } from './cost.ts';
import { type Disclosed, disclosedFields } from './disclosed-fields.ts';
import type { Outcome } from './execute/execute.ts';
import { toldError } from './failure.ts';
import type { Asked } from './guard.ts';

/** An answer with errors in it: what is told of whom, and the text, made once that is recorded. */
export type Incomplete = { disclosed: Disclosed[]; text(): string };

type Http = { status?: number } | undefined;

const usual = ({ extensions }: GraphQLFormattedError): boolean =>
  ((extensions?.['http'] as Http)?.status ?? 200) === 200;

/**
 * What the long way would answer where parts of an answer are missing, without going it: while a subgraph is ill this is
 * every answer that needs it, and others should not wait for the work. Undefined where an error asks for another status.
 */
export function incompleteAnswer(
  { schema, document, operation }: Asked,
  context: GatewayContext,
  executed: Outcome,
): Incomplete | undefined {
  const { data, errors } = executed.complete();
  if (errors.length === 0 || !errors.every(usual)) return undefined;
  const { persons, correlation, cost } = context;
  cost.was = actualCost(data);
  const unanswered = [...executed.unanswered, ...errors.flatMap(({ path }) => (path ? [path] : []))];
  const disclosed =
    persons.length > 0 ? disclosedFields(schema, document, operation, { data, persons, unanswered }) : [];
  const told = ({ message, ...more }: GraphQLFormattedError) => {
    const error = new GraphQLError(message, { ...more, extensions: { ...more.extensions, correlation } });
    return toldError(error.toJSON(), error);
  };
  return { disclosed, text: () => `${JSON.stringify({ errors: errors.map(told), data })}\n` };
}
