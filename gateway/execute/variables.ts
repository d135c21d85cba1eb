import {
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type NamedTypeNode,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql';
import { leafCheck } from './leaves.ts';

/** Whether a value surely fits; of one that does not, GraphQL itself must decide and say what is wrong. */
type Fits = (value: unknown) => boolean;

const texts = new Set(['String', 'ID']);
const builtIn = new Set(['Int', 'Float', 'Boolean', ...texts]);

function fitsObject(type: GraphQLInputType, known: Map<GraphQLInputType, Fits>): Fits {
  if (!isInputObjectType(type)) return () => false;
  const fields = new Map<string, { fits: Fits; required: boolean }>();
  const isOneOf = type.isOneOf === true;
  const check: Fits = (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || isOneOf) return false;
    for (const key of Object.keys(value))
      if (!fields.get(key)?.fits((value as Record<string, unknown>)[key])) return false;
    for (const [key, { required }] of fields) if (required && !Object.hasOwn(value, key)) return false;
    return true;
  };
  known.set(type, check);
  for (const [name, field] of Object.entries(type.getFields())) {
    const required = isNonNullType(field.type) && field.defaultValue === undefined;
    fields.set(name, { fits: fitsOf(field.type, known), required });
  }
  return check;
}

function fitsOf(type: GraphQLInputType, known: Map<GraphQLInputType, Fits>): Fits {
  if (isNonNullType(type)) {
    const inner = fitsOf(type.ofType, known);
    return (value) => value !== null && inner(value);
  }
  const inner = fitsNullable(type, known);
  return (value) => value === null || inner(value);
}

function fitsNullable(type: GraphQLInputType, known: Map<GraphQLInputType, Fits>): Fits {
  if (isListType(type)) {
    const item = fitsOf(type.ofType, known);
    return (value) => Array.isArray(value) && value.every(item);
  }
  if (isInputObjectType(type)) return known.get(type) ?? fitsObject(type, known);
  if (isNonNullType(type)) return () => false;
  // Scalars of our own are text on the wire.
  if (texts.has(type.name) || (!builtIn.has(type.name) && !isEnumType(type)))
    return (value) => typeof value === 'string';
  return leafCheck(type, new Map());
}

/** Compiles a check of an operation's variables that never lets pass what GraphQL would refuse. */
export function variablesFit(schema: GraphQLSchema, operation: OperationDefinitionNode) {
  const known = new Map<GraphQLInputType, Fits>();
  const checks = (operation.variableDefinitions ?? []).map(({ variable, type: written, defaultValue }) => {
    // typeFromAST takes every kind of type node, but is declared kind by kind.
    const type = typeFromAST(schema, written as NamedTypeNode) as GraphQLInputType | undefined;
    const fits: Fits = type ? fitsOf(type, known) : () => false;
    return { name: variable.name.value, fits, optional: !isNonNullType(type) || defaultValue !== undefined };
  });
  return (variables: Readonly<Record<string, unknown>>): boolean =>
    checks.every(({ name, fits, optional }) =>
      Object.hasOwn(variables, name) ? variables[name] !== undefined && fits(variables[name]) : optional,
    );
}
