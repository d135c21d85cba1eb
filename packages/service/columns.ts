import type { EntitySchemaColumnOptions } from 'typeorm';

/** One column for every property of a row: a column left out does not compile. */
export type Columns<Row> = Record<keyof Row, EntitySchemaColumnOptions>;

type Options = Omit<EntitySchemaColumnOptions, 'type'>;

/** A uuid. */
export const uuid = (options: Options = {}): EntitySchemaColumnOptions => ({ type: 'uuid', ...options });
/** Text. */
export const text = (options: Options = {}): EntitySchemaColumnOptions => ({ type: 'text', ...options });
/** A civil date as ISO text. */
export const civilDate = (options: Options = {}): EntitySchemaColumnOptions => ({ type: 'date', ...options });
/** An amount in fen. */
export const fen = (options: Options = {}): EntitySchemaColumnOptions => ({
  type: 'bigint',
  transformer: { from: (value) => (value === null ? null : BigInt(value)), to: (value) => value?.toString() ?? value },
  ...options,
});
/** A small whole number. */
export const integer = (options: Options = {}): EntitySchemaColumnOptions => ({ type: 'integer', ...options });
/** Yes or no. */
export const yesNo = (options: Options = {}): EntitySchemaColumnOptions => ({ type: 'boolean', ...options });
/** Structured facts. */
export const json = (options: Options = {}): EntitySchemaColumnOptions => ({ type: 'jsonb', ...options });
/** Bytes. */
export const bytes = (options: Options = {}): EntitySchemaColumnOptions => ({ type: 'bytea', ...options });
