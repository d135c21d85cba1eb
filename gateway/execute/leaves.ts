import { type GraphQLNamedType, isEnumType, isScalarType } from 'graphql';

/** Whether a value may stand for a leaf; null is decided elsewhere. */
export type LeafCheck = (value: unknown) => boolean;

/** What every text passes. */
export const isText: LeafCheck = (value) => typeof value === 'string';
const isWhole: LeafCheck = (value) => Number.isInteger(value) && value === ((value as number) | 0);
const anything: LeafCheck = () => true;

const builtIn: Record<string, LeafCheck> = {
  String: isText,
  Boolean: (value) => typeof value === 'boolean',
  Int: isWhole,
  Float: (value) => typeof value === 'number' && Number.isFinite(value),
  ID: (value) => typeof value === 'string' || Number.isSafeInteger(value),
};

/** Checks of scalars of one's own, by name. A scalar that is not among them may be any JSON. */
export type ScalarChecks = ReadonlyMap<string, LeafCheck>;

/** The check of a leaf type of a schema. */
export function leafCheck(type: GraphQLNamedType | undefined, scalars: ScalarChecks): LeafCheck {
  if (isEnumType(type)) {
    const names = new Set<unknown>(type.getValues().map(({ name }) => name));
    return (value) => names.has(value);
  }
  if (!isScalarType(type)) return anything;
  return scalars.get(type.name) ?? (Object.hasOwn(builtIn, type.name) ? builtIn[type.name]! : anything);
}

// Of texts those without escapes, and without the brace by which objects are counted; of numbers those in their shortest form.
const patterns = new Map<LeafCheck, string>([
  [isText, String.raw`"[^"\\{\u0000-\u001f]*"`],
  [isWhole, String.raw`(?:0|-?[1-9]\d{0,8})`],
  [builtIn['Boolean']!, '(?:true|false)'],
  [builtIn['ID']!, String.raw`"[^"\\{\u0000-\u001f]*"`],
]);

/** A pattern of JSON text that passes the check of a leaf type whatever it is; undefined if there is none. */
export function leafPattern(type: GraphQLNamedType, scalars: ScalarChecks): string | undefined {
  if (isEnumType(type))
    return `"(?:${type
      .getValues()
      .map(({ name }) => name)
      .join('|')})"`;
  return patterns.get(leafCheck(type, scalars));
}
