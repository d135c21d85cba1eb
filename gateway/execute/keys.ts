import {
  type ConstDirectiveNode,
  type DocumentNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  visit,
} from 'graphql';

/**
 * The keys by which a subgraph knows an entity type, those made of plain fields only; of each the fields that the
 * subgraph can be asked for.
 */
export type EntityKeys = (subgraph: string, type: string) => readonly (readonly string[])[];

/** The same by "subgraph type". */
export type KeysByPlace = ReadonlyMap<string, readonly (readonly string[])[]>;

export const keysByPlace =
  (keys: KeysByPlace): EntityKeys =>
  (subgraph, type) =>
    keys.get(`${subgraph} ${type}`) ?? [];

const plainKey = /^\s*\w+(\s+\w+)*\s*$/;

function textOf(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  return value && 'value' in value ? String(value.value) : undefined;
}

/**
 * Fields of a type that a subgraph is told and does not tell, as "graph field": external ones, and those that another
 * has taken over. Who answers about an entity need not know them, and asking empties it where they may not be null.
 */
function onlyTold({ fields = [] }: ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode): Set<string> {
  const told = new Set<string>();
  for (const { name, directives = [] } of fields) {
    for (const directive of directives) {
      const marked = ['external', 'usedOverridden'].some((mark) => textOf(directive, mark) === 'true');
      if (directive.name.value === 'join__field' && marked) told.add(`${textOf(directive, 'graph')} ${name.value}`);
    }
  }
  return told;
}

/**
 * A supergraph in which of each type's keys those that are no way in come last. Of what a field requires, the planner
 * tells a subgraph with the first key that it has, and of an entity by a key that it does not resolve it knows nothing.
 */
export function resolvableFirst(supergraph: DocumentNode): DocumentNode {
  const isNoWayIn = (directive: ConstDirectiveNode) =>
    directive.name.value === 'join__type' && textOf(directive, 'resolvable') === 'false';
  const ordered = <T extends ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode>(type: T): T => {
    const { directives = [] } = type;
    const last = directives.filter(isNoWayIn);
    return { ...type, directives: [...directives.filter((one) => !last.includes(one)), ...last] };
  };
  return visit(supergraph, {
    ObjectTypeDefinition: ordered,
    InterfaceTypeDefinition: ordered,
  });
}

/** Reads the keys out of a supergraph. */
export function entityKeys({ definitions }: DocumentNode): KeysByPlace {
  const names = new Map<string, string>();
  const keys = new Map<string, string[][]>();
  for (const definition of definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const { name, directives } of definition.values ?? []) {
      for (const directive of directives ?? []) names.set(name.value, textOf(directive, 'name') ?? name.value);
    }
  }
  for (const definition of definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    const told = onlyTold(definition);
    for (const directive of definition.directives ?? []) {
      const key = textOf(directive, 'key');
      if (directive.name.value !== 'join__type' || key === undefined || !plainKey.test(key)) continue;
      const graph = textOf(directive, 'graph') ?? '';
      const place = `${names.get(graph)} ${definition.name.value}`;
      const fields = key.trim().split(/\s+/);
      const asked = fields.filter((field) => !told.has(`${graph} ${field}`));
      if (asked.length > 0) keys.set(place, [...(keys.get(place) ?? []), asked]);
    }
  }
  return keys;
}
