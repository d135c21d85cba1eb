import {
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isUnionType,
  parse,
  validate,
} from 'graphql';
import { type Dice, dice } from './dice.ts';

export type RandomOperation = { query: string; variables: Record<string, unknown> };

type Writing = { schema: GraphQLSchema; chances: Dice; fragments: string[]; left: number };

const declared = '$yes: Boolean!, $no: Boolean = false, $n: Int, $c: Color = BLUE, $w: Wish';
const aliases = ['a', 'b', 'constructor', '__proto__', 'toString', 'id', 'f0'];
const directives = [
  '@include(if: $yes)',
  '@skip(if: $no)',
  '@include(if: false)',
  '@skip(if: $yes)',
  '@include(if: true)',
];

function directive({ chances }: Writing): string {
  return chances.chance(12) ? ` ${chances.one(directives)}` : '';
}

function given({ chances }: Writing, field: GraphQLField<unknown, unknown>): string {
  const values: Record<string, string[]> = {
    n: ['1', '$n', 'null'],
    c: ['RED', '$c', 'null'],
    input: ['$w', '{ n: 2, list: ["x", "\\"y\\""], deep: { c: GREEN } }', '{ n: $n, c: $c }'],
  };
  const named = field.args.filter(() => chances.chance(60)).map(({ name }) => `${name}: ${chances.one(values[name]!)}`);
  return named.length > 0 ? `(${named.join(', ')})` : '';
}

function fieldText(writing: Writing, field: GraphQLField<unknown, unknown>, depth: number): string | undefined {
  const { chances } = writing;
  const type = getNamedType(field.type);
  if (isCompositeType(type) && depth <= 0) return undefined;
  const alias = chances.chance(15) ? `${chances.one(aliases)}: ` : '';
  const below = isCompositeType(type) ? ` ${selections(writing, type, depth - 1)}` : '';
  return `${alias}${field.name}${given(writing, field)}${directive(writing)}${below}`;
}

function typesWithin(schema: GraphQLSchema, type: GraphQLCompositeType): GraphQLCompositeType[] {
  if (isAbstractType(type)) return [type, ...schema.getPossibleTypes(type)];
  const wider = Object.values(schema.getTypeMap()).filter((one) => isAbstractType(one) && schema.isSubType(one, type));
  return [type, ...(wider as GraphQLCompositeType[])];
}

function fragmentText(writing: Writing, type: GraphQLCompositeType, depth: number): string {
  const { chances, schema } = writing;
  const on = chances.one(typesWithin(schema, type));
  const inside = selections(writing, on, depth - 1);
  if (chances.chance(30)) {
    const name = `F${writing.fragments.length}`;
    writing.fragments.push(`fragment ${name} on ${on.name} ${inside}`);
    return `...${name}${directive(writing)}`;
  }
  return `... ${on === type && chances.chance(30) ? '' : `on ${on.name}`}${directive(writing)} ${inside}`;
}

function selections(writing: Writing, type: GraphQLCompositeType, depth: number): string {
  const { chances } = writing;
  const parts: string[] = [];
  const fields = isUnionType(type)
    ? []
    : Object.values(type.getFields()).filter(({ name }) => !name.startsWith('alive'));
  for (const field of fields) {
    writing.left -= 1;
    if (writing.left < 0 || !chances.chance(isObjectType(type) && type.name === 'Query' ? 60 : 45)) continue;
    const text = fieldText(writing, field, depth);
    if (text) parts.push(text);
    if (text && chances.chance(8)) parts.push(fieldText(writing, field, depth) ?? text);
  }
  for (let more = isAbstractType(type) ? 2 : 1; more > 0; more -= 1) {
    if (depth > 0 && writing.left > 0 && chances.chance(isAbstractType(type) ? 70 : 15)) {
      parts.push(fragmentText(writing, type, depth));
    }
  }
  if (parts.length === 0 || chances.chance(12)) parts.push(chances.one(['__typename', 't: __typename']));
  return `{ ${parts.join(' ')} }`;
}

/** An operation that is valid against the schema; undefined where chance wrote only ones that are not. */
export function randomOperation(schema: GraphQLSchema, seed: number): RandomOperation | undefined {
  for (let attempt = 0; attempt < 12; attempt += 1) {
    const chances = dice(seed * 31 + attempt);
    const writing: Writing = { schema, chances, fragments: [], left: 60 };
    const body = selections(writing, schema.getQueryType()!, 4);
    const text = [body, ...writing.fragments].join('\n');
    const used = declared.split(', ').filter((one) => text.includes(one.split(':')[0]!));
    const query = `query Q${used.length > 0 ? `(${used.join(', ')})` : ''} ${text}`;
    if (validate(schema, parse(query)).length > 0) continue;
    const all: Record<string, unknown> = { yes: true, n: 5, w: { n: 1, list: ['\u2028'], deep: null } };
    const kept = Object.entries(all).filter(
      ([name]) => query.includes(`$${name}:`) && (name === 'yes' || chances.chance(70)),
    );
    return { query, variables: Object.fromEntries(kept) };
  }
  return undefined;
}
