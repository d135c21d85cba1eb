import pg from 'pg';
import { DataSource } from 'typeorm';
import type { Database } from '#service/database.ts';

const names = new Map<string, string>();

function nameOf(text: string): string {
  const name = names.get(text) ?? `statement ${names.size}`;
  names.set(text, name);
  return name;
}

type Send = (this: pg.Client, ...given: unknown[]) => unknown;

/** A connection that has each statement parsed and planned once and from then on only carried out. */
class KeepingConnection extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const send = (...given: unknown[]) => (pg.Client.prototype.query as Send).apply(this, given);
    const query: Send = (text, values, ...more) =>
      typeof text === 'string' && Array.isArray(values) && values.length > 0
        ? send({ name: nameOf(text), text, values }, ...more)
        : send(text, values, ...more);
    Object.assign(this, { query });
  }
}

// A statement is planned while its tables are nearly empty and serves when they are full: always by an index.
const settings = ['synchronous_commit=off', 'plan_cache_mode=force_generic_plan', 'enable_seqscan=off'];

/**
 * Opens a schema for what thousands of people do one after the other: the same few statements, each about one person. A
 * life that was cut short is lived again by its keys, so that its commits need not wait for the disk.
 */
export function openActing(url: string, schema: string): Promise<Database> {
  const options = [`search_path=${schema}`, ...settings].map((setting) => `-c ${setting}`).join(' ');
  const source = new DataSource({
    type: 'postgres',
    url,
    schema,
    logging: false,
    installExtensions: false,
    poolSize: 10,
    extra: { options, Client: KeepingConnection, application_name: `provident-life-${schema}` },
  });
  return source.initialize();
}
