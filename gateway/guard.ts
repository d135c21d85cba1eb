import type { ApolloServerPlugin, GraphQLRequestContextWillSendResponse } from '@apollo/server';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
  separateOperations,
} from 'graphql';
import { type Database, rows } from '#service/database.ts';
import { log } from '#service/log.ts';
import type { Admission } from './admission.ts';
import { authorise, type ScopeRules, selectedCoordinates } from './authorise.ts';
import type { GatewayContext } from './context.ts';
import { actualCost, type CostRules, staticCost } from './cost.ts';
import { refusal } from './failure.ts';
import { agencies } from './filed-documents.ts';
import { checkCost, checkLimits, limits } from './limits.ts';
import { numbersAsked } from './lookups.ts';

const writableSql = `
  SELECT has_table_privilege('disclosure_telling', 'INSERT') AND has_table_privilege('disclosure_person', 'INSERT')
         AND has_sequence_privilege('disclosure_telling_id_seq', 'USAGE')
         AND current_setting('transaction_read_only') = 'off' AS writable`;

/** Refuses a command whose answer could not be told afterwards, while nothing has been carried out yet. */
async function checkDisclosable(database: Database, correlation: string): Promise<void> {
  const writable = await rows<{ writable: boolean }>(database, writableSql, []).then(
    ([row]) => row?.writable === true,
    (error: unknown) => {
      log.error({ correlation, fault: String(error) }, 'disclosures cannot be written');
      return false;
    },
  );
  if (writable) return;
  throw refusal('DISCLOSURE_UNAVAILABLE', 'Disclosures cannot be recorded, so nothing was carried out', 503);
}

// GraphQL's own rules pass over the fields of a root type that the contract does not have.
const notOffered = (operation: string) =>
  new GraphQLError(`There is no ${operation} here`, {
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400, headers: new Map() } },
  });

const unnamed = () =>
  new GraphQLError('Say in "operationName" which of the operations', {
    extensions: { code: 'OPERATION_RESOLUTION_FAILURE', http: { status: 400, headers: new Map() } },
  });

/** What is known of an operation by its text alone. */
type Known = {
  coordinates: ReadonlySet<string>;
  numbers: ReturnType<typeof numbersAsked>;
  command: boolean;
};

export type Asked = { document: DocumentNode; operation: OperationDefinitionNode; schema: GraphQLSchema };

/** Reads each document once: the parsed text is kept by the server and is the same object the next time. */
function reader() {
  const known = new WeakMap<OperationDefinitionNode, Known>();
  return ({ document, operation, schema }: Asked): Known => {
    const before = known.get(operation);
    if (before) return before;
    checkLimits(document);
    if (!schema.getRootType(operation.operation)) throw notOffered(operation.operation);
    const asked = separateOperations(document)[operation.name?.value ?? ''] ?? document;
    const read = {
      coordinates: selectedCoordinates(schema, asked),
      numbers: numbersAsked(schema, asked),
      command: operation.operation === OperationTypeNode.MUTATION,
    };
    known.set(operation, read);
    return read;
  };
}

type Answered = GraphQLRequestContextWillSendResponse<GatewayContext>;

/** Takes an answer back that tells about somebody who did not consent where that is agreed; that is a fault inside. */
function withhold(answered: Answered): void {
  const { correlation } = answered.contextValue;
  log.error({ correlation }, 'an answer told about a person without the consent that is agreed');
  answered.contextValue.persons = [];
  answered.response.http.status = 403;
  const message = 'There is no valid consent for this';
  const errors = [{ message, extensions: { code: 'CONSENT_NOT_VALID', correlation } }];
  answered.response.body = { kind: 'single', singleResult: { errors } };
}

export type Guards = { rules: ScopeRules; costs: CostRules; database: Database; admission: Admission };

export type Deciding = Asked & { variables: Readonly<Record<string, unknown>> };

/** What is decided of each operation, whichever way it takes. */
export type Guarding = {
  /**
   * Limits, scopes, agreement, cost and look-ups; throws what the caller is refused with. There is something to wait for
   * only where the database must be asked.
   */
  decide(context: GatewayContext, asked: Deciding): Promise<void> | undefined;
  /** Whether everybody told about consented, where that is agreed. */
  consented(context: GatewayContext): boolean;
};

const mostCosts = 1_000;

/** What operations may cost, worked out once for the numbers given: only they say how long a list may be. */
function costing(costs: CostRules) {
  const known = new WeakMap<OperationDefinitionNode, Map<string, number>>();
  return (asked: Deciding): number => {
    const { operation, schema, variables } = asked;
    const before = known.get(operation) ?? new Map<string, number>();
    known.set(operation, before);
    const numbers = (operation.variableDefinitions ?? []).map(({ variable: { name } }) => {
      const value = Object.hasOwn(variables, name.value) ? variables[name.value] : undefined;
      return typeof value === 'number' ? value : typeof value;
    });
    const key = numbers.join(' ');
    const cost = before.get(key) ?? staticCost(costs, schema, asked);
    if (before.size < mostCosts) before.set(key, cost);
    return cost;
  };
}

export function guarding({ rules, costs, database, admission }: Guards): Guarding {
  const read = reader();
  const costOf = costing(costs);
  return {
    decide(context, asked) {
      const { caller, correlation } = context;
      const { coordinates, numbers, command } = read(asked);
      authorise(rules, coordinates, caller.scopes);
      admission.fields(caller, { coordinates, command });
      const most = costOf(asked);
      context.cost.most = most;
      checkCost(most, agencies.has(caller.audience));
      const counted = () => admission.lookups(caller, { coordinates, numbers: numbers(asked.variables) });
      return command && coordinates.size > 0 ? checkDisclosable(database, correlation).then(counted) : counted();
    },
    consented: ({ caller, persons }) => admission.consented(caller, persons),
  };
}

/** Everything decided before a plan is made: limits, scopes, agreement, cost, look-ups; and consent once it is answered. */
export function guardPlugin({ decide, consented }: Guarding): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ document, operation, schema, request, contextValue }) => {
        if (!operation) {
          checkLimits(document);
          throw unnamed();
        }
        // What came the short way was decided there.
        if (contextValue.executed) return;
        await decide(contextValue, { document, operation, schema, variables: request.variables ?? {} });
      },
      willSendResponse: async (answered) => {
        const { body } = answered.response;
        const { persons, cost } = answered.contextValue;
        if (body.kind !== 'single') return;
        const { errors, data } = body.singleResult;
        // A list of a million that does not fit would be told of item by item.
        if (data === undefined && errors) body.singleResult.errors = errors.slice(0, limits.validationErrors + 1);
        cost.was = actualCost(body.singleResult.data);
        if (persons.length > 0 && !consented(answered.contextValue)) withhold(answered);
      },
      didEncounterErrors: async ({ errors, contextValue }) => {
        // The gateway library also throws plain errors, which have no extensions until they are given some.
        for (const error of errors as readonly { extensions?: object }[]) {
          error.extensions = { ...error.extensions, correlation: contextValue.correlation };
        }
      },
    }),
  };
}
