import { type DocumentNode, type GraphQLSchema, Kind, parse, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { refusal } from './failure.ts';

/** For each guarded "Type.field": any one of these lists of scopes suffices. */
export type ScopeRules = ReadonlyMap<string, string[][]>;

// Features of a supergraph that guard data and that something here stands behind: contracts hide what is inaccessible,
// and this file enforces scopes.
const enforced = ['https://specs.apollo.dev/inaccessible/', 'https://specs.apollo.dev/requiresScopes/'];

type DirectiveLike = { readonly arguments?: readonly { name: { value: string }; value: { kind: string } }[] };

const argumentOf = (directive: DirectiveLike, name: string): unknown =>
  directive.arguments?.find((argument) => argument.name.value === name)?.value;

function textOf(node: unknown): string {
  return typeof node === 'object' && node !== null && 'value' in node ? String(node.value) : '';
}

function listOf(node: unknown): unknown[] {
  return typeof node === 'object' && node !== null && 'values' in node ? (node.values as unknown[]) : [];
}

function refuseUnenforced(supergraph: DocumentNode): void {
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const link of definition.directives ?? []) {
      if (link.name.value !== 'link' || textOf(argumentOf(link, 'for')) !== 'SECURITY') continue;
      const url = textOf(argumentOf(link, 'url'));
      if (!enforced.some((known) => url.startsWith(known))) {
        throw new Error(`The supergraph links ${url} for security, and nothing enforces it`);
      }
    }
  }
}

/** The scopes that the supergraph demands; an error if it links a security feature that nothing here enforces. */
export function scopeRules(supergraphSdl: string): ScopeRules {
  const supergraph = parse(supergraphSdl, { noLocation: true });
  refuseUnenforced(supergraph);
  const rules = new Map<string, string[][]>();
  for (const type of supergraph.definitions) {
    if (!('directives' in type) || type.kind === Kind.SCHEMA_DEFINITION) continue;
    if (type.directives?.some((directive) => directive.name.value === 'requiresScopes')) {
      throw new Error('Scopes on a whole type are not enforced; put @requiresScopes on its fields');
    }
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const field of type.fields ?? []) {
      for (const directive of field.directives ?? []) {
        if (directive.name.value !== 'requiresScopes') continue;
        const either = listOf(argumentOf(directive, 'scopes')).map((all) => listOf(all).map(textOf));
        rules.set(`${type.name.value}.${field.name.value}`, either);
      }
    }
  }
  return rules;
}

/** Every "Type.field" that a document selects, introspection left out. */
export function selectedCoordinates(schema: GraphQLSchema, document: DocumentNode): Set<string> {
  const types = new TypeInfo(schema);
  const selected = new Set<string>();
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: (field) => {
        const parent = types.getParentType();
        if (!parent || parent.name.startsWith('__') || field.name.value.startsWith('__')) return;
        selected.add(`${parent.name}.${field.name.value}`);
      },
    }),
  );
  return selected;
}

/** Refuses FORBIDDEN, naming the scopes not held, if a selected field demands scopes that the caller lacks. */
export function authorise(rules: ScopeRules, coordinates: Iterable<string>, scopes: readonly string[]): void {
  for (const coordinate of coordinates) {
    const either = rules.get(coordinate);
    if (!either || either.some((all) => all.every((scope) => scopes.includes(scope)))) continue;
    const lacking = (either[0] ?? []).filter((scope) => !scopes.includes(scope));
    throw refusal('FORBIDDEN', `This needs the scope ${lacking.join(' ')}`, 403, {
      field: coordinate,
      rule: lacking.join(' '),
    });
  }
}
