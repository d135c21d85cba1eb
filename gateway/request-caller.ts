import type { IncomingMessage } from 'node:http';
import type { Caller } from '#service/caller.ts';
import { scrub } from '#service/log.ts';
import { sentOnce } from '#service/sent.ts';
import { type Authenticator, bearerToken, type KnownCaller, twoAuthorizations } from './authenticate.ts';
import { certificateOf } from './certificate.ts';
import { refusal } from './failure.ts';

const introductionHeaders = {
  purpose: /^[a-z-]{1,40}$/,
  officer: /^[\w.-]{1,64}$/,
  'case-reference': /^[\w./:-]{1,64}$/,
};

type Introducing = keyof typeof introductionHeaders;

const malformed = (name: Introducing) =>
  refusal('INVALID_INPUT', `The header "${name}" is not of its form`, 400, { field: name });

/** The header's value, if it was sent once, is of its form, and holds nobody's number. */
function headerOf(request: IncomingMessage, name: Introducing): string | undefined {
  const value = sentOnce(request, name, () => malformed(name));
  if (value === undefined) return undefined;
  if (!introductionHeaders[name].test(value) || scrub(value) !== value) throw malformed(name);
  return value;
}

/**
 * Who sends this request: the token's word for the agency, the request's own for officer, purpose and case. At once,
 * unless there is something to wait for to believe the token; what is refused at once is thrown.
 */
export function requestCaller(
  { tokens, terminators }: { tokens: Authenticator; terminators: ReadonlySet<string> },
  request: IncomingMessage,
  correlation: string,
): Caller | Promise<Caller> {
  const introduced = (known: KnownCaller): Caller => {
    const caller: Caller = { ...known, correlation };
    const purpose = headerOf(request, 'purpose');
    const officer = headerOf(request, 'officer');
    const caseReference = headerOf(request, 'case-reference');
    if (purpose !== undefined) caller.purpose = purpose;
    if (officer !== undefined) caller.officer = officer;
    if (caseReference !== undefined) caller.caseReference = caseReference;
    return caller;
  };
  const token = bearerToken(sentOnce(request, 'authorization', twoAuthorizations));
  const known = tokens.caller(token, certificateOf(request, terminators));
  return known instanceof Promise ? known.then(introduced) : introduced(known);
}
