import { type GraphQLField, type GraphQLObjectType, type GraphQLOutputType, getNamedType, isObjectType } from 'graphql';

/** The object type that a field leads to; undefined for one that ends there. */
export const nested = (type: GraphQLOutputType): GraphQLObjectType | undefined => {
  const named = getNamedType(type);
  return isObjectType(named) ? named : undefined;
};

/** What is given for the arguments that fields ask for. */
const argued: Record<string, string> = {
  ...{ taxYear: '2026', year: '2026' },
  ...{ from: '"2026-08-01"', to: '"2026-08-02"', date: '"2026-08-01"' },
};

/** A field with all that is below it; where the graph comes round to a member again, no more than that there is one. */
export function selected(field: GraphQLField<unknown, unknown>): string {
  const given = field.args.flatMap(({ name }) => (name in argued ? [`${name}: ${argued[name]}`] : []));
  const asked = given.length > 0 ? `${field.name}(${given.join(', ')})` : field.name;
  const type = nested(field.type);
  if (!type) return asked;
  if (type.name === 'Member') return `${asked} { id }`;
  return `${asked} { ${Object.values(type.getFields()).map(selected).join(' ')} }`;
}
