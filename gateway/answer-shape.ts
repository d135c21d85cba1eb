import { isUtf8 } from 'node:buffer';
import type { GraphQLFormattedError } from 'graphql';
import { type RefusalCode, refusalCodes } from '#kernel/refusal.ts';
import { readJson } from '#service/json.ts';
import type { PersonAt } from '#service/persons.ts';
import type { Cut } from './execute/cut.ts';

/** What a subgraph's answer holds, once it is known to have its form. */
export type SubgraphText = {
  data: Record<string, unknown> | null | undefined;
  errors: readonly GraphQLFormattedError[];
  persons: readonly PersonAt[];
};

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const consent = /^consent [0-9a-f-]{36}$/;
const codes: ReadonlySet<unknown> = new Set<RefusalCode>(refusalCodes);

type Open = Record<string, unknown>;

const isObject = (value: unknown): value is Open =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isPath = (value: unknown): value is (string | number)[] =>
  Array.isArray(value) && value.every((step) => typeof step === 'string' || Number.isInteger(step));

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

function isError(value: unknown): value is GraphQLFormattedError {
  if (!isObject(value) || typeof value['message'] !== 'string') return false;
  const { path, extensions } = value;
  return (isAbsent(path) || isPath(path)) && (isAbsent(extensions) || isObject(extensions));
}

function isPerson(value: unknown): value is PersonAt {
  if (!isObject(value)) return false;
  const { path, subject, basis, refusal } = value;
  if (!isPath(path) || typeof subject !== 'string' || !uuid.test(subject)) return false;
  if (basis !== undefined && !(typeof basis === 'string' && consent.test(basis))) return false;
  return refusal === undefined || codes.has(refusal);
}

const wrong = () => new TypeError('its answer has not the form of one');

function listOf<T>(value: unknown, is: (item: unknown) => item is T): readonly T[] {
  if (isAbsent(value)) return [];
  if (!Array.isArray(value) || !value.every(is)) throw wrong();
  return value;
}

/** Reads a subgraph's answer; throws unless it has the form of one. What is in the data is looked at by the executor. */
export function readAnswer(bytes: Buffer, cut?: Cut): SubgraphText {
  const read = cut && isUtf8(bytes) ? cut(bytes) : undefined;
  const answer: unknown = readJson(read?.rest ?? bytes.toString('utf8'));
  if (!isObject(answer)) throw wrong();
  if (read) {
    // Its data twice: whichever was meant.
    if ('data' in answer) throw wrong();
    answer['data'] = read.data;
  }
  const { data, errors, extensions } = answer;
  if (!isAbsent(data) && !isObject(data)) throw wrong();
  if (!isAbsent(extensions) && !isObject(extensions)) throw wrong();
  return {
    data: data as SubgraphText['data'],
    errors: listOf(errors, isError),
    persons: listOf((extensions as Open | undefined)?.['persons'], isPerson),
  };
}
