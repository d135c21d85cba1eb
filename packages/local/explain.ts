/** What went wrong and why, in one sentence without a stack. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // A refused connection is told once per address, and the whole has no message of its own.
  const told = error instanceof AggregateError && !error.message ? error.errors.map(explain).join(', ') : error.message;
  return error.cause ? `${told} (${explain(error.cause)})` : told;
}

/** The same, with the stack where LOG_LEVEL asks for everything. */
export function explainFully(error: unknown): string {
  const more = process.env['LOG_LEVEL'] === 'debug' && error instanceof Error ? `\n${error.stack}` : '';
  return explain(error) + more;
}
