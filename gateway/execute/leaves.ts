import { type GraphQLNamedType, isEnumType, isScalarType } from 'graphql';

/** Whether a value may stand for a leaf; null is decided elsewhere. */
export type LeafCheck = (value: unknown) => boolean;

const isText: LeafCheck = (value) => typeof value === 'string';
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
