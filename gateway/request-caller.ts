import type { IncomingMessage } from 'node:http';
import type { Caller } from '#service/caller.ts';
import { scrub } from '#service/log.ts';
import { sentValues } from '#service/sent.ts';
import { type Authenticator, bearerToken } from './authenticate.ts';
import { certificateOf } from './certificate.ts';
import { refusal } from './failure.ts';

const introductionHeaders = {
  purpose: /^[a-z-]{1,40}$/,
  officer: /^[\w.-]{1,64}$/,
  'case-reference': /^[\w./:-]{1,64}$/,
};

/** The header's value, if it was sent once, is of its form, and holds nobody's number. */
function headerOf(request: IncomingMessage, name: keyof typeof introductionHeaders): string | undefined {
  const values = sentValues(request, name);
  if (values.length === 0) return undefined;
  const [value = ''] = values;
  if (values.length > 1 || !introductionHeaders[name].test(value) || scrub(value) !== value) {
    throw refusal('INVALID_INPUT', `The header "${name}" is not of its form`, 400, { field: name });
  }
  return value;
}

function introduced(known: Omit<Caller, 'correlation'>, request: IncomingMessage, correlation: string): Caller {
  const caller: Caller = { ...known, correlation };
  const purpose = headerOf(request, 'purpose');
  if (purpose) caller.purpose = purpose;
  const officer = headerOf(request, 'officer');
  if (officer) caller.officer = officer;
  const caseReference = headerOf(request, 'case-reference');
  if (caseReference) caller.caseReference = caseReference;
  return caller;
}

/** Who sends this request: the token's word for the agency, the request's own for officer, purpose and case. */
export function requestCaller(
  { tokens, terminators }: { tokens: Authenticator; terminators: ReadonlySet<string> },
  request: IncomingMessage,
  correlation: string,
): Promise<Caller> | Caller {
  const certificate = certificateOf(request, terminators);
  const known = tokens.caller(bearerToken(sentValues(request, 'authorization')), certificate);
  return known instanceof Promise
    ? known.then((one) => introduced(one, request, correlation))
    : introduced(known, request, correlation);
}
