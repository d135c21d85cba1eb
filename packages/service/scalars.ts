import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { isCivilDate, isCivilMonth } from '#kernel/calendar.ts';
import { isInstant } from '#kernel/clock.ts';
import { type Fen, yuan, yuanText } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';

function textOf(node: ValueNode, name: string): string {
  if (node.kind !== Kind.STRING) throw new Refusal('INVALID_INPUT', `${name} is written as text`, { rule: name });
  return node.value;
}

function textScalar<T>(name: string, form: string, read: (text: string) => T, write: (value: T) => string) {
  const parse = (value: unknown): T => {
    // Never the value itself in the words: it may be somebody's number.
    const wrong = new Refusal('INVALID_INPUT', `${name}: expected ${form}`, { rule: name });
    if (typeof value !== 'string') throw wrong;
    try {
      return read(value);
    } catch {
      throw wrong;
    }
  };
  return new GraphQLScalarType<T, string>({
    name,
    parseValue: parse,
    parseLiteral: (node) => parse(textOf(node, name)),
    serialize: (value) => write(value as T),
  });
}

const checked =
  (holds: (text: string) => boolean) =>
  (text: string): string => {
    if (!holds(text)) throw new TypeError('not of this form');
    return text;
  };

const same = (text: string): string => text;

/** The project's scalars, shared by every subgraph. */
export const scalars = {
  Money: textScalar<Fen>('Money', 'yuan as text with at most two places, "8640.00"', yuan, yuanText),
  CivilDate: textScalar('CivilDate', 'a date that exists, "2026-07-01"', checked(isCivilDate), same),
  CivilMonth: textScalar('CivilMonth', 'a month, "2026-07"', checked(isCivilMonth), same),
  Instant: textScalar('Instant', 'an instant in UTC, "2026-07-01T00:00:00.000Z"', checked(isInstant), same),
  IdentityNumber: textScalar(
    'IdentityNumber',
    'text of 1 to 32 characters',
    checked((text) => text.length >= 1 && text.length <= 32),
    same,
  ),
};
