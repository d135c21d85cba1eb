import pg from 'pg';
import type { Database } from '#service/database.ts';

type Query = (this: pg.Client, query: string | { text: string }, ...rest: unknown[]) => unknown;

/** The statements that a database's connections send while `work` runs. */
export async function statementsOf(database: Database, work: () => Promise<unknown>): Promise<string[]> {
  const { extra } = database.options as { extra: { application_name: string } };
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const send = prototype.query;
  const sent: string[] = [];
  prototype.query = function (query, ...rest) {
    const { connectionParameters } = this as unknown as { connectionParameters: { application_name?: string } };
    const text = typeof query === 'string' ? query : query.text;
    if (connectionParameters.application_name === extra.application_name) sent.push(text);
    return send.call(this, query, ...rest);
  };
  try {
    await work();
    return sent;
  } finally {
    prototype.query = send;
  }
}
