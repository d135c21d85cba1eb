import { isAscii } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { MIMEType } from 'node:util';
import { BodyTooLarge, readBody } from '#service/http.ts';
import { sentText } from '#service/sent.ts';
import { refusal } from './failure.ts';
import { checkOperationName, checkVariables, limits } from './limits.ts';

const badRequest = (message: string, status: number, rule: string) =>
  refusal('INVALID_INPUT', message, status, { rule });

const unsupported = () => badRequest('Send application/json in UTF-8, not compressed', 415, 'content-type');
const notAnObject = () => badRequest('The body must be a JSON object', 400, 'body');
// Some clients begin with a mark of the order of bytes; it is passed over.
const utf8 = new TextDecoder('utf-8', { fatal: true });

function checkType(request: IncomingMessage): void {
  const given = sentText(request, 'content-type');
  const encoding = sentText(request, 'content-encoding');
  if (given === 'application/json' && encoding === undefined) return;
  if (given === undefined || (encoding !== undefined && encoding !== 'identity')) throw unsupported();
  let type: MIMEType;
  try {
    type = new MIMEType(given);
  } catch {
    throw unsupported();
  }
  const charset = type.params.get('charset') ?? 'utf-8';
  if (type.essence !== 'application/json' || charset.toLowerCase() !== 'utf-8') throw unsupported();
}

function unread(error: unknown): Error {
  if (!(error instanceof BodyTooLarge)) return badRequest('The body ended early', 400, 'body');
  return refusal('LIMIT_EXCEEDED', 'The body is larger than allowed', 413, { rule: 'bodyBytes' });
}

const textOf = (bytes: Buffer): string => (isAscii(bytes) ? bytes.toString('latin1') : utf8.decode(bytes));

/** The JSON object that a request carries, within all limits of size, type and text. */
export async function readRequest(request: IncomingMessage): Promise<Record<string, unknown>> {
  checkType(request);
  let bytes: Buffer;
  try {
    bytes = await readBody(request, limits.bodyBytes);
  } catch (error) {
    throw unread(error);
  }
  let body: unknown;
  try {
    body = JSON.parse(textOf(bytes));
  } catch {
    throw notAnObject();
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw notAnObject();
  const record = body as Record<string, unknown>;
  checkVariables(record['variables']);
  checkVariables(record['operationName']);
  checkOperationName(record['operationName']);
  return record;
}
