import {
  defaultFieldResolver,
  type GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
} from 'graphql';
import type { Path } from 'graphql/jsutils/Path.js';
import { Refusal } from '#kernel/refusal.ts';
import { memberTold } from './told-refusals.ts';

/** A member, or a member and what in particular allows this caller to be told, for example "consent <id>". */
type Subject = string | { subject: string; basis: string };

/** For each type whose values are about one person, or about two and their link: how to tell which members those are. */
// biome-ignore lint/suspicious/noExplicitAny: the values are whatever the subgraph's own resolvers return.
export type Persons = Record<string, (value: any) => Subject | readonly Subject[] | null | undefined>;

/** A place in an answer and the member it is about; with the code of the refusal where the answer there is one. */
export type PersonAt = { path: (string | number)[]; subject: string; basis?: string; refusal?: string };

type Noting = { persons: PersonAt[] };

function pathOf(path: Path): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let step: Path | undefined = path; step; step = step.prev) keys.unshift(step.key);
  return keys;
}

function note(context: Noting, path: (string | number)[], value: unknown, subjectOf: Persons[string]): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    value.forEach((item, index) => void note(context, [...path, index], item, subjectOf));
    return;
  }
  const found = subjectOf(value) ?? [];
  const all: readonly Subject[] = Array.isArray(found) ? found : [found as Subject];
  for (const each of all) context.persons.push({ path, ...(typeof each === 'string' ? { subject: each } : each) });
}

/** Writes down whom the refusals among these errors tell a fact about, for the gateway's record of disclosures. */
export function noteRefused(context: Noting, errors: readonly GraphQLError[]): void {
  for (const { originalError, path } of errors) {
    const subject = memberTold(originalError);
    if (!subject || !(originalError instanceof Refusal)) continue;
    context.persons.push({ path: [...(path ?? [])], subject, refusal: originalError.code });
  }
}

/** What the record says was told about a person whom a decision about somebody else looked at (CJ-13). */
export const linkedCheck = 'LinkedPerson.checked';
// No place in an answer: what was looked at stands nowhere in it.
const linkedPlace = '@linked';

/** Writes down that a decision about somebody else looked at these members, where it is made for a caller. */
export function noteLinked(context: object, subjects: readonly string[]): void {
  const { persons } = context as Partial<Noting>;
  for (const subject of subjects) persons?.push({ path: [linkedPlace], subject });
}

/** Whether a person was noted as looked at for somebody else. */
export const isLinked = ({ path }: PersonAt): boolean => path[0] === linkedPlace;

function noting(
  resolve: GraphQLFieldResolver<unknown, Noting>,
  subjectOf: Persons[string],
): GraphQLFieldResolver<unknown, Noting> {
  return (source, args, context, info) => {
    const noted = (value: unknown) => {
      note(context, pathOf(info.path), value, subjectOf);
      return value;
    };
    const value = resolve(source, args, context, info);
    return value instanceof Promise ? value.then(noted) : noted(value);
  };
}

/** Makes every field that returns a person write down whom, and where, for the gateway's record of disclosures. */
export function notePersons(schema: GraphQLSchema, persons: Persons): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const subjectOf = persons[getNamedType(field.type).name];
      if (subjectOf) field.resolve = noting(field.resolve ?? defaultFieldResolver, subjectOf);
    }
  }
}
