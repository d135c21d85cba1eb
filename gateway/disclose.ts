import type { ApolloServerPlugin, GraphQLRequestContextWillSendResponse } from '@apollo/server';
import type { Instant } from '#kernel/clock.ts';
import type { Database } from '#service/database.ts';
import { log } from '#service/log.ts';
import type { GatewayContext } from './context.ts';
import { type Disclosed, disclosedFields } from './disclosed-fields.ts';
import { purposeMeant } from './purposes.ts';

type Asked = { operationName: string | null; documentHash: string };

const insert = `
  INSERT INTO disclosure (at, correlation, client, audience, officer, purpose, case_reference,
                          operation_name, document_hash, basis, subject, fields)
  SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, concat_ws('；', $10::text, told.basis), told.subject,
         string_to_array(told.fields, ' ')
  FROM unnest($11::uuid[], $12::text[], $13::text[]) AS told (subject, fields, basis)`;

async function write(database: Database, at: Instant, context: GatewayContext, asked: Asked, told: Disclosed[]) {
  const { caller, correlation } = context;
  const purpose = purposeMeant(caller.audience, caller.purpose);
  if (!purpose) throw new Error('A person would be disclosed for no purpose');
  await database.query(insert, [
    at,
    correlation,
    caller.client,
    caller.audience,
    caller.officer ?? null,
    purpose.name,
    caller.caseReference ?? null,
    asked.operationName,
    asked.documentHash,
    purpose.basis,
    told.map(({ subject }) => subject),
    told.map(({ fields }) => fields.join(' ')),
    told.map(({ basis }) => basis),
  ]);
}

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
export function disclosurePlugin(database: Database, now: () => Instant): ApolloServerPlugin<GatewayContext> {
  async function record(answered: Answered): Promise<void> {
    try {
      const told = disclosedIn(answered);
      if (told.length === 0) return;
      const asked = { operationName: answered.operationName ?? null, documentHash: answered.queryHash ?? '' };
      await write(database, now(), answered.contextValue, asked, told);
    } catch (error) {
      const { correlation } = answered.contextValue;
      log.error(
        { correlation, fault: error instanceof Error ? error.message : String(error) },
        'disclosure not written',
      );
      withhold(answered);
    }
  }
  return { requestDidStart: async () => ({ willSendResponse: record }) };
}
