import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';

export type Step = { parent: string; field: string };
export type PathTo = { operation: 'query' | 'mutation'; steps: Step[] };

type AnyField = GraphQLField<unknown, unknown>;

const fieldOf = (schema: GraphQLSchema, { parent, field }: Step): AnyField => {
  const type = schema.getType(parent);
  if (!isObjectType(type)) throw new Error(`${parent} is no object type`);
  return type.getFields()[field]!;
};

/** The shortest way from a root type to every object type of a schema. */
export function pathsToTypes(schema: GraphQLSchema): Map<string, PathTo> {
  const found = new Map<string, PathTo>();
  const queue: string[] = [];
  for (const operation of ['query', 'mutation'] as const) {
    const root = schema.getRootType(operation as never);
    if (!root) continue;
    found.set(root.name, { operation, steps: [] });
    queue.push(root.name);
  }
  for (const parent of queue) {
    const type = schema.getType(parent);
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const below = getNamedType(field.type);
      if (!isObjectType(below) || found.has(below.name)) continue;
      const { operation, steps } = found.get(parent)!;
      found.set(below.name, { operation, steps: [...steps, { parent, field: field.name }] });
      queue.push(below.name);
    }
  }
  return found;
}

/** A literal that a schema accepts; what it means does not matter. */
function literal(type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(type.ofType);
  if (isListType(type)) return '[]';
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter(isRequiredInputField);
    return `{ ${required.map((field) => `${field.name}: ${literal(field.type)}`).join(', ')} }`;
  }
  return { Int: '1', Float: '1', Boolean: 'true' }[type.name] ?? '"x"';
}

function asked(field: AnyField, name: string): string {
  const required = field.args.filter(isRequiredArgument);
  if (required.length === 0) return name;
  return `${name}(${required.map((argument) => `${argument.name}: ${literal(argument.type)}`).join(', ')})`;
}

/**
 * The smallest document that selects the last step. `rename` replaces one field's name and nothing else, for asking the
 * same of a field that does not exist.
 */
export function documentFor(
  schema: GraphQLSchema,
  path: PathTo,
  rename: { at: number; name: string } | undefined,
): string {
  const last = path.steps.at(-1)!;
  const leaf = isObjectType(getNamedType(fieldOf(schema, last).type)) ? ' { __typename }' : '';
  const nested = path.steps.reduceRight((below, step, index) => {
    const name = rename?.at === index ? rename.name : step.field;
    return `{ ${asked(fieldOf(schema, step), name)}${below} }`;
  }, leaf);
  return `${path.operation} ${nested}`;
}
