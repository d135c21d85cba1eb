import { type GraphQLOutputType, isLeafType, isListType, isNonNullType, isObjectType } from 'graphql';
import { type Asked, type AskedSet, askedOf } from './asked.ts';
import { leafPattern } from './leaves.ts';
import { type Layout, layoutBelow } from './row.ts';
import { keysOfAsked, type On, Whole } from './whole.ts';
import { textOf, type Wire } from './wire.ts';

/**
 * Reads the data of a subgraph's answer from its text. What the client is told as it stands is cut out of it and never
 * parsed, which of a list of people is nearly all: the text is held against the one form that a right answer has, every
 * key that was asked for in its order, each value as its type says, nothing else and no blanks. Undefined for a text of
 * any other form, which is parsed and looked at value by value. `rest` is the answer without data.
 */
export type Cut = (answer: Buffer) => { data: Record<string, unknown>; rest: string } | undefined;

type Form = { source: string; whole: boolean };

const group = (pattern: string) => `(?:${pattern})`;
const orNull = (type: GraphQLOutputType, pattern: string) => (isNonNullType(type) ? pattern : group(`null|${pattern}`));
const bare = (type: GraphQLOutputType): GraphQLOutputType => (isNonNullType(type) ? type.ofType : type);

/**
 * The form of a value. Where objects may or may not be, an empty group notes that one is; below a list nothing can be
 * noted, so that there every object must be.
 */
function formOf(on: On, type: GraphQLOutputType, asked: Asked, noted: boolean): string | undefined {
  const inner = bare(type);
  if (isLeafType(inner)) {
    const pattern = leafPattern(inner, on.scalars);
    return pattern && orNull(type, pattern);
  }
  if (isListType(inner)) {
    const item = formOf(on, inner.ofType, asked, false);
    const note = isLeafType(bare(inner.ofType)) ? '' : '()';
    if (item === undefined || (note && !(noted && isNonNullType(inner.ofType)))) return undefined;
    return orNull(type, `\\[${group(`${note}${item}${group(`,${item}`)}*`)}?\\]`);
  }
  if (!isObjectType(inner) || !(noted || isNonNullType(type))) return undefined;
  const fields = formsOf(on, inner.name, asked.below, noted);
  return fields && orNull(type, `${isNonNullType(type) ? '' : '()'}${fields}`);
}

function formsOf(on: On, type: string, sets: readonly AskedSet[], noted: boolean): string | undefined {
  const parent = on.schema.getType(type);
  const forms: string[] = [];
  for (const one of askedOf({ schema: on.schema, fragments: on.fragments, type }, sets, type)) {
    const field = isObjectType(parent) ? parent.getFields()[one.name] : undefined;
    const form = field && !one.optional ? formOf(on, field.type, one, noted) : undefined;
    if (form === undefined) return undefined;
    forms.push(`"${one.key}":${form}`);
  }
  return `\\{${forms.join(',')}\\}`;
}

function fieldForm(on: On, type: string, asked: Asked, layout: Layout): Form | undefined {
  if (asked.optional || asked.key in Object.prototype) return undefined;
  if (asked.name === '__typename') return { source: `"${type}"`, whole: false };
  const parent = on.schema.getType(type);
  const field = isObjectType(parent) ? parent.getFields()[asked.name] : undefined;
  if (!field) return undefined;
  if (isLeafType(bare(field.type))) {
    const source = formOf(on, field.type, asked, true);
    return source === undefined ? undefined : { source, whole: false };
  }
  const { opened, told } = layoutBelow(layout, asked.key);
  if (opened || told === undefined || keysOfAsked(on, field.type, asked) !== told) return undefined;
  const source = formOf(on, field.type, asked, true);
  return source === undefined ? undefined : { source, whole: true };
}

const head = '{"data":';
const firstEntity = `${head}{"_entities":[`;
const end = ']}';

// So much of an answer is looked at as text at a time; an entity of which there is more is parsed, and so is a root.
// Longer text is not made where what is soon over is made: for each, memory would have to be asked for and cleared away
// again, and of the longest only a collection of everything finds that they are over, for which some dozens of questions
// wait.
const viewBytes = 64 * 1024;

// As many bits as a number holds.
const mostNoted = 53;
// Who lacks what is told apart for so many; answers that differ more are parsed to see what they tell.
const mostForms = 1_000;

/** How many notes a form has. */
const notesIn = (source: string): number => new RegExp(`${source}|`).exec('')!.length - 1;

const inView = (answer: Buffer, from: number): Wire => answer.toString('latin1', from, from + viewBytes);
// Under another name, so that data which is given once more is noticed.
const withoutData = (answer: Buffer, from: number): string => `{"cut":0${answer.toString('utf8', from)}`;

// Text that a pattern took has no escapes: it is what stands between its quotes.
const leafOf = (part: Wire): unknown => (part.startsWith('"') ? textOf(part.slice(1, -1)) : JSON.parse(part));

/** How an object is read: the pattern of its text, and what it is once that was found. */
type Reading = { source: string; read(found: RegExpExecArray): Record<string, unknown> };

/** Compiles how objects of one type are read; undefined where no part of them is told as it stands. */
function reading(on: On, type: string, sets: readonly AskedSet[], layout: Layout): Reading | undefined {
  const asked = askedOf({ schema: on.schema, fragments: on.fragments, type }, sets, type);
  const forms = asked.map((one) => fieldForm(on, type, one, layout));
  if (!forms.some((form) => form?.whole) || forms.includes(undefined)) return undefined;
  // By number: of names the engine would make an object for each entity.
  let groups = 0;
  const notes: number[] = [];
  const fields = asked.map(({ key }, index) => {
    const { source, whole } = forms[index]!;
    groups += 1;
    const field = { key, group: groups, whole, known: new Map<number, object>() };
    for (let note = notesIn(source); note > 0; note -= 1) {
      groups += 1;
      notes.push(groups);
    }
    return field;
  });
  const sources = fields.map(({ key }, index) => `"${key}":(${forms[index]!.source})`);
  return {
    source: `\\{${sources.join(',')}\\}`,
    read(found) {
      const one: Record<string, unknown> = {};
      const noted = notes.length <= mostNoted ? notedIn(found, notes) : undefined;
      for (let index = 0; index < fields.length; index += 1) {
        const { key, group, whole, known } = fields[index]!;
        const part = found[group]!;
        one[key] = whole && part !== 'null' ? Whole.ofWire(part, formOfNoted(noted, known)) : leafOf(part);
      }
      return one;
    },
  };
}

/** Which notes were made, as bits of a number. */
function notedIn(found: RegExpExecArray, notes: readonly number[]): number {
  let noted = 0;
  for (const note of notes) noted = 2 * noted + (found[note] === undefined ? 0 : 1);
  return noted;
}

function formOfNoted(noted: number | undefined, known: Map<number, object>): object | undefined {
  if (noted === undefined) return undefined;
  const before = known.get(noted);
  if (before || known.size >= mostForms) return before;
  const form = {};
  known.set(noted, form);
  return form;
}

/** Compiles how entities of one type are read; undefined where no part of them is told as it stands. */
export function cutting(on: On, type: string, sets: readonly AskedSet[], layout: Layout): Cut | undefined {
  const of = reading(on, type, sets, layout);
  if (!of) return undefined;
  const entity = new RegExp(of.source, 'y');

  return (answer) => {
    let [from, text, at] = [0, inView(answer, 0), firstEntity.length];
    if (!text.startsWith(firstEntity)) return undefined;
    const entities: Record<string, unknown>[] = [];
    for (;;) {
      entity.lastIndex = at;
      const found = entity.exec(text);
      const { lastIndex } = entity;
      if ((!found || lastIndex + end.length > text.length) && at > 0 && from + text.length < answer.length) {
        // It may go on behind what is in view.
        from += at;
        [text, at] = [inView(answer, from), 0];
        continue;
      }
      if (!found) return undefined;
      entities.push(of.read(found));
      if (text.startsWith(end, lastIndex)) {
        return { data: { _entities: entities }, rest: withoutData(answer, from + lastIndex + end.length) };
      }
      if (text[lastIndex] !== ',') return undefined;
      at = lastIndex + 1;
    }
  };
}

/** Compiles how the fields of a root type are read; undefined where none of them is told as it stands. */
export function cuttingRoot(on: On, type: string, sets: readonly AskedSet[], layout: Layout): Cut | undefined {
  const of = reading(on, type, sets, layout);
  if (!of) return undefined;
  const whole = new RegExp(`^\\{"data":${of.source}`);
  return (answer) => {
    const found = whole.exec(inView(answer, 0));
    return found ? { data: of.read(found), rest: withoutData(answer, found[0].length) } : undefined;
  };
}
