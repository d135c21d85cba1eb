import {
  coerceInputValue,
  GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputObjectType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql';

const mostTold = 50;

/** What graphql-js says of shapes alone. Whatever else it says repeats what was given, which may be somebody's name. */
const ofShape = [
  /^Field "[_A-Za-z]\w{0,63}" of required type "[^"]+" was not provided\.$/,
  /^Field "[_A-Za-z]\w{0,63}" is not defined by type "[^"]+"\./,
  /^Expected non-nullable type "[^"]+" not to be null\.$/,
  /^Expected type "[^"]+" to be an object\.$/,
];

type Path = readonly (string | number)[];

/** The type that belongs at a place inside a value. */
function typeAt(type: GraphQLInputType, path: Path): GraphQLInputType {
  const [key, ...below] = path;
  if (key === undefined) return type;
  const bare = isNonNullType(type) ? type.ofType : type;
  if (typeof key === 'number') return isListType(bare) ? typeAt(bare.ofType, below) : type;
  const field = isInputObjectType(bare) ? bare.getFields()[key] : undefined;
  return field ? typeAt(field.type, below) : type;
}

const placeOf = (name: string, path: Path): string =>
  path.reduce<string>((place, key) => (typeof key === 'number' ? `${place}[${key}]` : `${place}.${key}`), name);

function faultsOf(name: string, type: GraphQLInputType, value: unknown): string[] {
  const faults: string[] = [];
  coerceInputValue(value, type, (path, _value, { message }) => {
    const told = ofShape.some((shape) => shape.test(message));
    const fault = told ? message : `Expected a value of type "${typeAt(type, path)}".`;
    if (faults.length < mostTold)
      faults.push(`Variable "$${name}" got invalid value at "${placeOf(name, path)}"; ${fault}`);
  });
  return faults;
}

/**
 * What is wrong with the variables of an operation that has been validated: the place and the rule, and never a value.
 * Undefined where nothing is.
 */
export function wrongVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
): GraphQLError[] | undefined {
  const errors: GraphQLError[] = [];
  for (const node of variableDefinitions) {
    const name = node.variable.name.value;
    const type = typeFromAST(schema, node.type) as GraphQLInputType;
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    const missing = value === undefined && (node.defaultValue !== undefined || !isNonNullType(type));
    if (missing) continue;
    const faults =
      value === undefined || (value === null && isNonNullType(type))
        ? [`Variable "$${name}" of required type "${type}" was not provided.`]
        : faultsOf(name, type, value);
    errors.push(...faults.map((message) => new GraphQLError(message, { nodes: node })));
  }
  return errors.length > 0 ? errors.slice(0, mostTold) : undefined;
}
