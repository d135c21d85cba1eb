import type { ApolloServerPlugin, GraphQLRequestContextWillSendResponse } from '@apollo/server';
import { log } from '#service/log.ts';
import type { GatewayContext } from './context.ts';
import { type Disclosed, disclosedFields } from './disclosed-fields.ts';
import type { DisclosureRecord } from './disclosures/record.ts';

type Answered = GraphQLRequestContextWillSendResponse<GatewayContext>;

function disclosedIn(answered: Answered): Disclosed[] {
  const { body } = answered.response;
  const { persons, unanswered } = answered.contextValue;
  if (body.kind !== 'single' || persons.length === 0) return [];
  const { data, errors = [] } = body.singleResult;
  if (!answered.document || !answered.operation) return [];
  const without = [...unanswered, ...errors.flatMap(({ path }) => (path ? [path] : []))];
  const answer = { data, persons, unanswered: without };
  return disclosedFields(answered.schema, answered.document, answered.operation, answer);
}

const withheld = 'The disclosure could not be recorded, so nothing is disclosed';
// What a command has done stays done; the same key gives its first answer again and carries nothing out twice.
const withheldOfCommand = `${withheld}; the command may have been carried out: send it again with the same idempotency key`;

function withhold(answered: Answered): void {
  const { correlation } = answered.contextValue;
  answered.response.http.status = 503;
  answered.response.body = {
    kind: 'single',
    singleResult: {
      errors: [
        {
          message: answered.operation?.operation === 'mutation' ? withheldOfCommand : withheld,
          extensions: { code: 'DISCLOSURE_UNAVAILABLE', correlation },
        },
      ],
    },
  };
}

/** Writes who was told what about whom before the answer leaves; if it cannot be written, nothing leaves. */
export function disclosurePlugin(record: DisclosureRecord, contract: string): ApolloServerPlugin<GatewayContext> {
  async function tell(answered: Answered): Promise<void> {
    try {
      const { operationName, queryHash: documentHash = '' } = answered;
      const asked = { operationName: operationName ?? null, documentHash, contract };
      await record.write(answered.contextValue.caller, asked, disclosedIn(answered));
    } catch (error) {
      const { correlation } = answered.contextValue;
      log.error(
        { correlation, fault: error instanceof Error ? error.message : String(error) },
        'disclosure not written',
      );
      withhold(answered);
    }
  }
  return { requestDidStart: async () => ({ willSendResponse: tell }) };
}
