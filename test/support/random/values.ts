import {
  defaultFieldResolver,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { hash } from './dice.ts';
import type { RandomField, RandomGraph } from './graph.ts';

type Holder = { __typename?: string; id?: string };

const texts = ['', 'plain', 'quote " and \\ and \n', '昌吉', '\ud83d\ude00', '\u2028', '__proto__', 'a\u0000b'];
const colors = ['RED', 'GREEN', 'BLUE'];

function leafOf(type: string, at: string): unknown {
  const number = hash(`${at} leaf`);
  if (type === 'String') return texts[number % texts.length];
  if (type === 'Int') return (number | 0) % 1000;
  if (type === 'Float') return (number % 1000) / 8;
  if (type === 'Boolean') return number % 2 === 0;
  if (type === 'Color') return colors[number % 3];
  return `id ${number % 100}`;
}

/** The entity that an id names: the id tells the type, so that any subgraph knows it. */
const entity = (name: string, number: number): Holder => ({ __typename: name, id: `${name}-${number % 4}` });

/** `whole` is the schema whose types say what may be null, whatever the schema says that is asked. */
type Valuing = { graph: RandomGraph; whole: GraphQLSchema; errors: boolean };

function objectOf({ graph }: Valuing, type: string, at: string): Holder {
  const number = hash(`${at} object`);
  const union = graph.unions.find(({ name }) => name === type);
  const members = union?.members ?? (type === 'Faced' ? graph.faced!.members : undefined);
  if (members) return entity(members[number % members.length]!, number >>> 8);
  const known = graph.types.find(({ name }) => name === type);
  return known?.kind === 'value' ? { __typename: type, id: at.slice(-60) } : entity(type, number >>> 8);
}

function madeUp(valuing: Valuing, type: GraphQLOutputType, at: string): unknown {
  const number = hash(`${valuing.graph.seed} ${at}`) % 1000;
  if (valuing.errors && number < (isNonNullType(type) ? 15 : 40)) return new GraphQLError(`no ${at.length}`);
  if (isNonNullType(type))
    return madeUp(valuing, type.ofType, `${at}!`) ?? (valuing.errors ? null : madeUp(valuing, type, `${at}?`));
  if (number > 920) return null;
  if (isListType(type)) {
    return Array.from({ length: number % 4 }, (_, index) => madeUp(valuing, type.ofType, `${at} ${index}`));
  }
  const { name } = getNamedType(type);
  // A value type could go on for ever.
  if (/^V/.test(name)) return at.length > 120 ? null : objectOf(valuing, name, at);
  return /^[TUF]\d*(aced)?$/.test(name) ? objectOf(valuing, name, at) : leafOf(name, at);
}

const fieldsOf = (graph: RandomGraph, holder: string) => graph.types.find(({ name }) => name === holder)?.fields ?? [];

/** What the whole graph gives for the field that another requires, which may require one itself. */
function required(valuing: Valuing, holder: string, id: string, { requires, requiredWith }: RandomField): unknown {
  const { graph, whole } = valuing;
  const name = requires!;
  const itself = fieldsOf(graph, holder).find((one) => one.name === name);
  const at = `${id} ${name} ${JSON.stringify(requiredWith?.given ?? {})}`;
  const all = itself?.requires ? `${at} ${JSON.stringify(required(valuing, holder, id, itself))}` : at;
  return madeUp({ ...valuing, errors: false }, typeOf(whole, holder, name), all);
}

/** What a field is, of which object and for which arguments; the same wherever it is asked. */
function resolving(valuing: Valuing): GraphQLFieldResolver<Holder, unknown> {
  return (source, given, context, info) => {
    const { graph, whole } = valuing;
    const { fieldName: name, parentType } = info;
    if (name === 'id' || name.startsWith('__') || name.startsWith('_')) {
      return defaultFieldResolver(source, given, context, info);
    }
    const id = source?.id ?? 'root';
    const holder = id.split('-')[0]!;
    const field = fieldsOf(graph, holder).find((one) => one.name === name);
    const isRequired = fieldsOf(graph, holder).some(({ requires }) => requires === name);
    // These never fail: what others require is asked of two subgraphs, and what an interface is given (@interfaceObject)
    // is asked of every type behind it as soon as one of them is asked for it.
    const errors = valuing.errors && !isRequired && name !== 'label' && !name.startsWith('g');
    const quiet = { ...valuing, errors };
    const at = `${parentType.name === 'Query' ? 'Query' : id} ${name} ${JSON.stringify(given)}`;
    const type =
      parentType.name === 'Query' && name.startsWith('alive') ? info.returnType : typeOf(whole, parentType.name, name);
    if (!field?.requires) return madeUp(quiet, type, at);
    const known: unknown =
      field.requires in source
        ? (source as Record<string, unknown>)[field.requires]
        : required(valuing, holder, id, field);
    return madeUp(quiet, type, `${at} ${JSON.stringify(known)}`);
  };
}

function typeOf(schema: GraphQLSchema, holder: string, name: string): GraphQLOutputType {
  const type = schema.getType(holder);
  if (!isObjectType(type) && !isInterfaceType(type)) throw new Error(`${holder} is no object type`);
  return type.getFields()[name]!.type;
}

/** Gives every field of a schema its values. */
export function withValues(schema: GraphQLSchema, graph: RandomGraph, whole = schema): GraphQLSchema {
  const resolve = resolving({ graph, whole, errors: true });
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type) && !type.name.startsWith('__')) {
      for (const field of Object.values(type.getFields())) if (!field.name.startsWith('_')) field.resolve = resolve;
    }
    if (isAbstractType(type) && (isUnionType(type) ? type.name !== '_Entity' : true)) {
      type.resolveType = (value: Holder) => value.id!.split('-')[0];
    }
  }
  return schema;
}
