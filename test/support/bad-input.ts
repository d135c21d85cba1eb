import { randomUUID } from 'node:crypto';
import {
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

type Values = Record<string, unknown>;

const today = '2026-08-03';
const longText = '长'.repeat(20_000);

// Well formed, and of nobody here.
const strangersNumber = '652301199208150013';

/** Well formed values by the name of a type; of a field where its name says more. */
const byType: Values = {
  ...{ String: '材料-1', Int: 1, Float: 1, Boolean: true, Money: '1.00', Rate: '10%' },
  ...{ CivilDate: today, CivilMonth: '2026-08', Instant: `${today}T02:00:00.000Z`, IdentityNumber: strangersNumber },
};
const byName: Values = {
  ...{ name: '王小明', phone: '13800000002', ratio: '10%', debitAccount: '622200009876543210', recipient: 'bank-a' },
  ...{ industryCode: 'OTHER', centre: '330100000000000', letter: '3301002608030001', city: 'CHANGJI' },
};

/** A value of a type as somebody would send it who means no harm; ids are the given ones, or nobody's. */
function fitting({ name, type }: { name: string; type: GraphQLInputType }, ids: Values): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [fitting({ name, type: nullable.ofType as GraphQLInputType }, ids)];
  if (name === 'idempotencyKey') return randomUUID();
  if (isInputObjectType(nullable)) return fittingInput(nullable, ids);
  if (isEnumType(nullable)) return byName[name] ?? nullable.getValues()[0]!.name;
  if (nullable.toString() === 'ID') return ids[name] ?? randomUUID();
  return byName[name] ?? byType[nullable.toString()];
}

/** An input with every field filled in. */
export function fittingInput(type: GraphQLInputObjectType, ids: Values): Values {
  return Object.fromEntries(Object.values(type.getFields()).map((field) => [field.name, fitting(field, ids)]));
}

const wrongTypes = [{ a: 1 }, [[1]], true, 17.5];
const byScalar: Values = {
  ID: ['', 'x', 'Жизнь', "' OR 1=1 --", 'a\u0000b', longText],
  Money: ['', 'abc', '1.001', '１.００', '-1.00', '1e9', `${'9'.repeat(40)}.00`],
  CivilDate: ['', '2026-02-30', '2026-13-01', '二〇二六年八月', '2026-8-3', '12026-08-03'],
  CivilMonth: ['', '2026-13', '2026-00', '八月', '2026-8'],
  IdentityNumber: ['', '652301199208150012', '６５２３０１１９９２０８１５００１３', '652301209908150018', longText],
  Instant: ['', 'soon', '2026-08-03'],
  Int: ['1', 2 ** 31, -(2 ** 31) - 1, 1.5],
  Boolean: ['true', 0],
};

/** Bad values of a field: of another type, empty, huge, in another alphabet, out of bounds; each with what is bad of it. */
function badValues(field: GraphQLInputField): [string, unknown][] {
  const type = getNamedType(field.type);
  const wrong = (isInputObjectType(type) ? ['x', 1] : wrongTypes).filter((value) => !fits(type.name, value));
  const of: unknown[] = [...wrong, ...((byScalar[type.name] as unknown[]) ?? [])];
  if (isEnumType(type)) of.push('', 'NOPE', type.getValues()[0]!.name.toLowerCase(), longText);
  if (isNonNullType(field.type)) of.push(null);
  if (field.name === 'idempotencyKey') of.push('', 'k'.repeat(201), longText);
  // What a text may say is each one's own; that it is written down without end is nobody's.
  else if (type.name === 'String') of.push(longText);
  return of.map((value) => [`${field.name}: ${JSON.stringify(value)?.slice(0, 30)}`, value]);
}

const fits = (type: string, value: unknown): boolean =>
  (type === 'Boolean' && value === true) || (type === 'Float' && typeof value === 'number');

/** Every input that differs from a fitting one in a single bad value, also of the inputs within it. */
export function badInputs(type: GraphQLInputObjectType, ids: Values): { what: string; input: Values }[] {
  const bad: { what: string; input: Values }[] = [{ what: 'a field that is not there', input: { surplus: 1 } }];
  for (const field of Object.values(type.getFields())) {
    for (const [what, value] of badValues(field)) bad.push({ what, input: { [field.name]: value } });
    const inner = getNamedType(field.type);
    if (!isInputObjectType(inner)) continue;
    const many = isListType(getNullableType(field.type));
    for (const { what, input } of badInputs(inner, ids)) {
      bad.push({ what: `${field.name}.${what}`, input: { [field.name]: many ? [input] : input } });
    }
  }
  return bad.map(({ what, input }) => ({ what, input: { ...fittingInput(type, ids), ...input } }));
}
