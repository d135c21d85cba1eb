import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType } from 'graphql';

/** Whether an object of this type fits a type condition; of an unknown type nothing is known, so nothing fits. */
export function fits(schema: GraphQLSchema, type: string | undefined, condition: string | undefined): boolean {
  if (condition === undefined || type === condition) return true;
  const wanted = schema.getType(condition);
  const given = type === undefined ? undefined : schema.getType(type);
  if (!isAbstractType(wanted) || !(isObjectType(given) || isInterfaceType(given))) return false;
  return schema.isSubType(wanted, given);
}

/**
 * Whether a subgraph may name the type `told` for an object that is known as `known`: the same, narrower, or wider, as
 * a subgraph does that knows an interface only by its name (`@interfaceObject`).
 */
export const agree = (schema: GraphQLSchema, told: string, known: string): boolean =>
  fits(schema, told, known) || fits(schema, known, told);
