import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type FieldDefinitionNode,
  type InputObjectTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type TypeNode,
  visit,
} from 'graphql';
import type { SubgraphSource } from './subgraph-sources.ts';

type TagsOfType = Map<string, Set<string>>;

const namedType = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type));

function tagsOf(node: { directives?: readonly ConstDirectiveNode[] }): string[] {
  return (node.directives ?? [])
    .filter((directive) => directive.name.value === 'tag')
    .flatMap((directive) => directive.arguments ?? [])
    .flatMap((argument) => (argument.value.kind === Kind.STRING ? [argument.value.value] : []));
}

function tagDirective(name: string): ConstDirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: 'tag' },
    arguments: [
      { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'name' }, value: { kind: Kind.STRING, value: name } },
    ],
  };
}

function withTags<T extends { directives?: readonly ConstDirectiveNode[] }>(node: T, tags: Iterable<string>): T {
  const held = new Set(tagsOf(node));
  const missing = [...tags].filter((tag) => !held.has(tag));
  return missing.length === 0
    ? node
    : { ...node, directives: [...(node.directives ?? []), ...missing.map(tagDirective)] };
}

const definitionsOf = (subgraphs: readonly SubgraphSource[]): DefinitionNode[] =>
  subgraphs.flatMap(({ typeDefs }) => [...typeDefs.definitions]);

function objectTypes(definitions: readonly DefinitionNode[]): ObjectTypeDefinitionNode[] {
  return definitions.filter((definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION);
}

/** Which audiences need which input type, enum and scalar, in whatever subgraph it is defined. */
function neededTypes(definitions: readonly DefinitionNode[]): TagsOfType {
  const inputs = new Map<string, InputObjectTypeDefinitionNode>();
  const leaves = new Set<string>();
  for (const definition of definitions) {
    if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) inputs.set(definition.name.value, definition);
    if (definition.kind === Kind.ENUM_TYPE_DEFINITION || definition.kind === Kind.SCALAR_TYPE_DEFINITION) {
      leaves.add(definition.name.value);
    }
  }
  const needed: TagsOfType = new Map();
  const need = (typeName: string, tag: string): void => {
    if (!inputs.has(typeName) && !leaves.has(typeName)) return;
    const tags = needed.get(typeName) ?? new Set();
    if (tags.has(tag)) return;
    needed.set(typeName, tags.add(tag));
    for (const field of inputs.get(typeName)?.fields ?? []) need(namedType(field.type), tag);
  };
  for (const field of objectTypes(definitions).flatMap((type) => type.fields ?? [])) {
    for (const tag of tagsOf(field)) {
      need(namedType(field.type), tag);
      for (const argument of field.arguments ?? []) need(namedType(argument.type), tag);
    }
  }
  return needed;
}

/** Tags by "Type.field", over all subgraphs: an argument is seen wherever its field is. */
function fieldTags(definitions: readonly DefinitionNode[]): TagsOfType {
  const tags: TagsOfType = new Map();
  for (const type of objectTypes(definitions)) {
    for (const field of type.fields ?? []) {
      const coordinate = `${type.name.value}.${field.name.value}`;
      tags.set(coordinate, new Set([...(tags.get(coordinate) ?? []), ...tagsOf(field)]));
    }
  }
  return tags;
}

/**
 * Gives arguments, input types, enums and scalars the tags of the output fields that use them. Output fields get none:
 * what an audience may read is written down field by field and never derived.
 */
export function spreadTags(subgraphs: readonly SubgraphSource[]): SubgraphSource[] {
  const definitions = definitionsOf(subgraphs);
  const needed = neededTypes(definitions);
  const tagsByField = fieldTags(definitions);
  const withArgumentTags = (typeName: string, field: FieldDefinitionNode): FieldDefinitionNode => {
    const tags = tagsByField.get(`${typeName}.${field.name.value}`) ?? [];
    return { ...field, arguments: field.arguments?.map((argument) => withTags(argument, tags)) };
  };
  return subgraphs.map((subgraph) => ({
    ...subgraph,
    typeDefs: visit(subgraph.typeDefs, {
      ObjectTypeDefinition: (type) => ({
        ...type,
        fields: type.fields?.map((field) => withArgumentTags(type.name.value, field)),
      }),
      InputObjectTypeDefinition: (type) => withTags(type, needed.get(type.name.value) ?? []),
      EnumTypeDefinition: (type) => withTags(type, needed.get(type.name.value) ?? []),
      ScalarTypeDefinition: (type) => withTags(type, needed.get(type.name.value) ?? []),
    }),
  }));
}
