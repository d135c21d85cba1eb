import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { type RefusalCode, type RefusalDetail, refusalCodes } from '#kernel/refusal.ts';
import { log, scrub } from '#service/log.ts';
import { failures } from '#service/metrics.ts';

/** What the gateway itself may answer besides the refusals of the whole system. */
export type GatewayCode = 'DEADLINE_EXCEEDED' | 'DISCLOSURE_UNAVAILABLE' | 'INTERNAL' | 'UNAVAILABLE';

const refusals: ReadonlySet<string> = new Set(refusalCodes);
const ownCodes: ReadonlySet<string> = new Set<GatewayCode>([
  ...(['DEADLINE_EXCEEDED', 'DISCLOSURE_UNAVAILABLE', 'INTERNAL', 'UNAVAILABLE'] as const),
]);
// What GraphQL itself finds wrong with a request: it speaks of the contract only, so it may be told.
const requestCodes: ReadonlySet<string> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);
const detailKeys = ['field', 'clause', 'rule', 'nextAllowed', 'reasons'] as const;

export const internalMessage = 'Internal fault';

/** The details of a refusal that may be told; anything else beside them stays inside. */
export function toldDetail(extensions: Record<string, unknown>): RefusalDetail {
  return Object.fromEntries(detailKeys.flatMap((key) => (key in extensions ? [[key, extensions[key]]] : [])));
}

export const isRefusalCode = (code: unknown): code is RefusalCode => typeof code === 'string' && refusals.has(code);

/** A refusal by the gateway itself, with the HTTP status that goes with it. */
export function refusal(
  code: RefusalCode | GatewayCode,
  message: string,
  status: number,
  detail: RefusalDetail = {},
  headers: Record<string, string> = {},
) {
  const http = { status, headers: new Map(Object.entries(headers)) };
  return new GraphQLError(message, { extensions: { code, ...detail, http } });
}

function original(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? original(error.originalError) : error;
}

/** What GraphQL says of a literal that does not fit, without the literal. */
const withoutValue = (message: string): string =>
  message
    .replace(/(cannot represent [^:]*): [\s\S]*$/, '$1.')
    .replace(/^(Expected value of type "[^"]*"), found [\s\S]*$/, '$1.')
    .replace(/^Value "[\s\S]*" does not exist in ("\w+" enum)\.[\s\S]*$/, 'The value does not exist in $1.');

/** What a client is told: a refusal or a request error in its words, everything else as its correlation id only. */
export function toldError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { code, correlation, ...extensions } = formatted.extensions ?? {};
  const told = typeof code === 'string' ? code : 'INTERNAL';
  const path = formatted.path ? { path: formatted.path } : {};
  if (requestCodes.has(told)) {
    failures.inc({ service: 'gateway', code: told });
    // A value that did not fit is repeated in GraphQL's own words, and may be somebody's name or number.
    const locations = formatted.locations ? { locations: formatted.locations } : {};
    return { message: scrub(withoutValue(formatted.message)), ...locations, ...path, extensions: { code: told } };
  }
  if (told !== 'INTERNAL' && (refusals.has(told) || ownCodes.has(told))) {
    failures.inc({ service: 'gateway', code: told });
    return { message: formatted.message, ...path, extensions: { code: told, ...toldDetail(extensions), correlation } };
  }
  failures.inc({ service: 'gateway', code: 'INTERNAL' });
  // Faults of a subgraph were logged where they arrived.
  if (told !== 'INTERNAL' || extensions['logged'] !== true) {
    const cause = original(error);
    log.error({ correlation, fault: cause instanceof Error ? cause.stack : String(cause) }, 'fault');
  }
  return { message: internalMessage, ...path, extensions: { code: 'INTERNAL', correlation } };
}
