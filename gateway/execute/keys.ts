import { type ConstDirectiveNode, type DocumentNode, Kind } from 'graphql';

/** The keys by which a subgraph knows an entity type, those made of plain fields only. */
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
    for (const directive of definition.directives ?? []) {
      const key = textOf(directive, 'key');
      if (directive.name.value !== 'join__type' || key === undefined || !plainKey.test(key)) continue;
      const place = `${names.get(textOf(directive, 'graph') ?? '')} ${definition.name.value}`;
      keys.set(place, [...(keys.get(place) ?? []), key.trim().split(/\s+/)]);
    }
  }
  return keys;
}
