import { randomUUID } from 'node:crypto';
import {
  type GraphQLInputField,
  type GraphQLInputObjectType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

type Values = Record<string, unknown>;

/** What may be wrong with a value by itself, whatever it stands for. */
const kinds = ['wrong type', 'empty', 'huge', 'wrong alphabet', 'out of bounds', 'stale version'] as const;
export type Kind = (typeof kinds)[number];
type Bad = { kind: Kind; what: string; input: Values };

const long = '长'.repeat(5_000);
const nul = 'a\u0000b';
const lastDay = '9999-12-31';
const days = { huge: ['12026-08-03', lastDay], 'wrong alphabet': ['二〇二六年八月', '２０２６-08-03'] };

const byType: Record<string, Partial<Record<Kind, unknown[]>>> = {
  ID: { empty: [''], huge: [long], 'wrong alphabet': ['Жизнь', '１２', "' OR 1=1 --", nul] },
  String: { empty: ['', '   '], huge: [long], 'wrong alphabet': [nul] },
  Money: {
    ...{ empty: [''], huge: [`${'9'.repeat(40)}.00`, '99999999999999999999.00'], 'wrong alphabet': ['１.００', '一'] },
    'out of bounds': ['-1.00', '0.00', '1.001', '1e9', 'abc'],
  },
  CivilDate: { empty: [''], ...days, 'out of bounds': ['2026-02-30', '2026-13-01', '2026-8-3', 'today'] },
  CivilMonth: { empty: [''], ...days, 'out of bounds': ['2026-13', '2026-00', '2026-8', '2026-08-03'] },
  IdentityNumber: {
    ...{ empty: [''], huge: [long], 'wrong alphabet': ['６５２３０１１９９２０８１５００１３'] },
    'out of bounds': ['652301199208150012', '652301209908150018'],
  },
  Int: {
    'wrong type': ['1'],
    empty: [''],
    huge: [2 ** 31, 2 ** 31 - 1],
    'out of bounds': [-(2 ** 31) - 1, -1, 0, 1.5],
  },
  Boolean: { 'wrong type': ['true', 0], empty: [''], huge: [long], 'wrong alphabet': ['是'] },
};

/** Of a text that is a code, and not anybody's own words: which letters it is written in, and how long it is. */
const codes = new Set([
  ...['ratio', 'debitAccount', 'phone', 'industryCode', 'reasonCode', 'recipient', 'centre', 'letter', 'period'],
  ...['figure', 'value', 'textVersion', 'textDigest'],
]);
const formerVersions: Values = { textVersion: '1999-01', textDigest: '0f'.repeat(32) };

/** The bad values of a field by what is bad of them. */
function badValues(field: GraphQLInputField): [Kind, unknown][] {
  const type = getNamedType(field.type);
  const bad: [Kind, unknown][] = [];
  const add = (kind: Kind, values: readonly unknown[]) =>
    bad.push(...values.map((value): [Kind, unknown] => [kind, value]));
  add('wrong type', [isInputObjectType(type) ? 'x' : { a: 1 }]);
  for (const kind of kinds) add(kind, byType[type.name]?.[kind] ?? []);
  if (isEnumType(type)) {
    add('empty', ['']);
    add('huge', [long]);
    add('wrong alphabet', ['НЕТ', '是']);
    add('out of bounds', ['NOPE', type.getValues()[0]!.name.toLowerCase()]);
  }
  if (isNonNullType(field.type)) add('empty', [null]);
  if (codes.has(field.name)) add('wrong alphabet', ['Жизнь', '１２％']);
  if (field.name in formerVersions) add('stale version', [formerVersions[field.name]]);
  return field.name === 'idempotencyKey' ? ofKey(bad) : bad;
}

// Of a key it matters that it is there and ends; it may be any text.
const ofKey = (bad: [Kind, unknown][]): [Kind, unknown][] => [
  ...bad.filter(([, value]) => value !== '   ' && value !== long),
  ['huge', 'k'.repeat(201)],
];

const most: Record<string, number> = { decisions: 501, changes: 21, categories: 50 };

/** Every input that differs from a fitting one in a single bad value, also of the inputs within it. */
export function badInputs(type: GraphQLInputObjectType, fitting: Values, unbounded: readonly string[] = []): Bad[] {
  const bad: Bad[] = [{ kind: 'wrong type', what: 'a field that is not there', input: { surplus: 1 } }];
  for (const field of Object.values(type.getFields())) {
    const { name } = field;
    for (const [kind, value] of badValues(field)) {
      if (value === lastDay && unbounded.includes(name)) continue;
      bad.push({ kind, what: `${name}: ${JSON.stringify(value)?.slice(0, 30)}`, input: { [name]: value } });
    }
    const inner = getNamedType(field.type);
    if (!isInputObjectType(inner)) continue;
    const many = isListType(getNullableType(field.type));
    const one = (many ? (fitting[name] as Values[])[0] : fitting[name]) as Values;
    for (const each of badInputs(inner, one, unbounded)) {
      bad.push({ ...each, what: `${name}.${each.what}`, input: { [name]: many ? [each.input] : each.input } });
    }
    if (!many) continue;
    const all = Array.from({ length: most[name]! }, () => one);
    bad.push({ kind: 'huge', what: `${name}: too many`, input: { [name]: all } });
  }
  return bad.map((each) => ({ ...each, input: { ...withKey(type, fitting), ...each.input } }));
}

const withKey = (type: GraphQLInputObjectType, fitting: Values): Values =>
  'idempotencyKey' in type.getFields() ? { ...fitting, idempotencyKey: randomUUID() } : fitting;

/** A fitting input with each of its ids in turn that of somebody else, or where it has none whatever says whose it is. */
export function foreignInputs(type: GraphQLInputObjectType, own: Values, other: Values, whose: string): Values[] {
  const inputs: Values[] = [];
  for (const { name, type: of } of Object.values(type.getFields())) {
    const inner = getNamedType(of);
    if (inner.name === 'ID' && name in other) inputs.push({ ...own, [name]: other[name] });
    if (!isInputObjectType(inner)) continue;
    const many = isListType(getNullableType(of));
    const within = (input: Values) => (many ? (input[name] as Values[])[0] : input[name]) as Values;
    for (const each of foreignInputs(inner, within(own), within(other), ''))
      inputs.push({ ...own, [name]: many ? [each] : each });
  }
  return inputs.length === 0 && whose in own ? [{ ...own, [whose]: other[whose] }] : inputs;
}

/** The same wish with one thing of it otherwise, as somebody would say who means another; undefined where it has ids only. */
export function otherBody(type: GraphQLInputObjectType, fitting: Values): Values | undefined {
  for (const { name, type: of } of Object.values(type.getFields())) {
    const value = fitting[name];
    const inner = getNamedType(of);
    if (name === 'idempotencyKey' || value === undefined || isListType(getNullableType(of))) continue;
    if (isEnumType(inner) && name !== 'city') {
      const other = inner.getValues().find((each) => each.name !== value);
      if (other) return { ...fitting, [name]: other.name };
    }
    if (inner.name === 'Boolean') return { ...fitting, [name]: !value };
    if (inner.name === 'Money') return { ...fitting, [name]: '2.00' };
    if (inner.name === 'String' && !codes.has(name)) return { ...fitting, [name]: `${value}另` };
  }
  return undefined;
}
