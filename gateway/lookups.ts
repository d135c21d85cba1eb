import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type NamedTypeNode,
  TypeInfo,
  typeFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql';

const counted = 'IdentityNumber';
type Variables = Readonly<Record<string, unknown>>;

/** How many identity numbers a value of a type holds. */
function numbersIn(type: GraphQLInputType | undefined, value: unknown): number {
  if (value === null || value === undefined || !type) return 0;
  if (isNonNullType(type)) return numbersIn(type.ofType, value);
  if (isListType(type)) {
    const items = Array.isArray(value) ? value : [value];
    return items.reduce<number>((sum, item) => sum + numbersIn(type.ofType, item), 0);
  }
  if (isInputObjectType(type)) {
    const given = Object.entries(typeof value === 'object' ? value : {});
    return given.reduce((sum, [name, item]) => sum + numbersIn(type.getFields()[name]?.type, item), 0);
  }
  return type.name === counted ? 1 : 0;
}

/** Whether a type leads to an identity number at all; a variable of another type need not be walked. */
function holdsNumbers(type: GraphQLInputType, seen = new Set<string>()): boolean {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return named.name === counted;
  if (seen.has(named.name)) return false;
  seen.add(named.name);
  return Object.values(named.getFields()).some((field) => holdsNumbers(field.type, seen));
}

/** How many identity numbers a document asks about: those written in it, and those in its variables. */
export function numbersAsked(schema: GraphQLSchema, document: DocumentNode): (variables: Variables) => number {
  const types = new TypeInfo(schema);
  const variables: [string, GraphQLInputType][] = [];
  let written = 0;
  visit(
    document,
    visitWithTypeInfo(types, {
      StringValue: () => {
        const type = types.getInputType();
        if (type && getNamedType(type).name === counted) written += 1;
      },
      VariableDefinition: ({ variable, type }) => {
        // typeFromAST takes every kind of type node, but is declared kind by kind.
        const input = typeFromAST(schema, type as NamedTypeNode) as GraphQLInputType | undefined;
        if (input && holdsNumbers(input)) variables.push([variable.name.value, input]);
      },
    }),
  );
  return (given) => variables.reduce((sum, [name, type]) => sum + numbersIn(type, given[name]), written);
}
