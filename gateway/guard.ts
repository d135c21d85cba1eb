import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, OperationTypeNode, separateOperations } from 'graphql';
import type { Caller } from '#service/caller.ts';
import { type Database, rows } from '#service/database.ts';
import { log } from '#service/log.ts';
import { authorise, type ScopeRules, selectedCoordinates } from './authorise.ts';
import type { GatewayContext } from './context.ts';
import { refusal } from './failure.ts';
import { checkLimits } from './limits.ts';
import { mustNamePurpose, purposeMeant, purposesOf } from './purposes.ts';

function purposeRefused({ audience }: Caller, message: string, commands: boolean): GraphQLError {
  const rule = purposesOf(audience, commands).join(', ');
  return refusal('PURPOSE_REQUIRED', message, 400, { field: 'purpose', rule });
}

/** Checks the purpose named, by whoever names one; a command is carried out only for a purpose that lets act. */
function checkPurpose(caller: Caller, command: boolean): void {
  const meant = purposeMeant(caller.audience, caller.purpose);
  if (!meant) throw purposeRefused(caller, 'Say in the header "purpose" what this is for', command);
  if (command && !meant.commands) throw purposeRefused(caller, `Nothing is changed for "${meant.name}"`, true);
}

const writableSql = `
  SELECT has_table_privilege('disclosure', 'INSERT') AND current_setting('transaction_read_only') = 'off' AS writable`;

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

/** Everything that is decided before a plan is made: limits, scopes, purpose, and whether a command can be answered. */
export function guardPlugin(rules: ScopeRules, database: Database): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ document, operation, schema, contextValue: { caller, correlation } }) => {
        checkLimits(document);
        if (!operation) return;
        if (!schema.getRootType(operation.operation)) throw notOffered(operation.operation);
        const asked = separateOperations(document)[operation.name?.value ?? ''] ?? document;
        const coordinates = selectedCoordinates(schema, asked);
        authorise(rules, coordinates, caller.scopes);
        const command = operation.operation === OperationTypeNode.MUTATION;
        const silent = caller.purpose === undefined && (coordinates.size === 0 || !mustNamePurpose(caller.audience));
        if (!silent) checkPurpose(caller, command);
        if (command && coordinates.size > 0) await checkDisclosable(database, correlation);
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
