import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { Refusal } from '#kernel/refusal.ts';
import { isPastDeadline } from './deadline.ts';
import { log } from './log.ts';
import { failures } from './metrics.ts';

// What GraphQL itself finds wrong with a request says nothing about data and may be told.
const requestCodes = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
]);

/** The code of a fault for which nothing is wrong but the time: what was asked takes longer than it is waited for. */
export const deadlineExceeded = 'DEADLINE_EXCEEDED';

function original(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? original(error.originalError) : error;
}

/** One of three kinds: a refusal or a request error is told with its code; everything else only as its correlation id. */
export function toldFailure(
  formatted: GraphQLFormattedError,
  error: unknown,
  service: string,
  correlation: string,
): GraphQLFormattedError {
  const cause = original(error);
  const { path } = formatted;
  const place = path ? { path } : {};
  if (cause instanceof Refusal) {
    failures.inc({ service, code: cause.code });
    return { message: cause.message, ...place, extensions: { code: cause.code, ...cause.detail, correlation } };
  }
  const code = formatted.extensions?.['code'];
  if (
    typeof code === 'string' &&
    requestCodes.has(code) &&
    !(cause instanceof Error && !(cause instanceof GraphQLError))
  ) {
    failures.inc({ service, code });
    return { message: formatted.message, ...place, extensions: { code, correlation } };
  }
  if (isPastDeadline(cause)) {
    failures.inc({ service, code: deadlineExceeded });
    log.warn({ correlation, path }, 'given up: the time of the request was over');
    return { message: 'Not answered in time', ...place, extensions: { code: deadlineExceeded, correlation } };
  }
  failures.inc({ service, code: 'INTERNAL' });
  log.error({ correlation, fault: faultText(cause), path }, 'fault');
  return { message: 'Internal fault', ...place, extensions: { code: 'INTERNAL', correlation } };
}

// A database driver's error carries the statement's parameters; only its own words and place are kept.
function faultText(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}
