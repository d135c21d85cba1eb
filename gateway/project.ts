import { type DocumentNode, type FragmentDefinitionNode, Kind, parse, type SelectionSetNode } from 'graphql';

/** The response keys that a fetch asked for, level by level; a leaf has no keys below it. */
type Shape = Map<string, Shape>;

function addSelections(
  shape: Shape,
  selections: SelectionSetNode,
  fragments: Map<string, FragmentDefinitionNode>,
): void {
  for (const selection of selections.selections) {
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      const below = shape.get(key) ?? new Map();
      if (selection.selectionSet) addSelections(below, selection.selectionSet, fragments);
      shape.set(key, below);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      addSelections(shape, selection.selectionSet, fragments);
    } else {
      const fragment = fragments.get(selection.name.value);
      if (fragment) addSelections(shape, fragment.selectionSet, fragments);
    }
  }
}

function shapeOf(document: DocumentNode): Shape {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const shape: Shape = new Map();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) addSelections(shape, definition.selectionSet, fragments);
  }
  return shape;
}

function projected(value: unknown, shape: Shape, dropped: Set<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => projected(item, shape, dropped));
  if (typeof value !== 'object' || value === null || shape.size === 0) return value;
  const kept: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    const below = shape.get(key);
    if (below) kept[key] = projected(item, below, dropped);
    else dropped.add(key);
  }
  return kept;
}

const mostShapes = 2_000;

/**
 * Keeps of a subgraph's answer only what was asked for. The gateway library merges whatever arrives, so that one
 * subgraph could overwrite what another one said about a person.
 */
export function projector() {
  const shapes = new Map<string, Shape>();
  return (query: string, data: unknown): { data: unknown; dropped: string[] } => {
    let shape = shapes.get(query);
    if (!shape) {
      shape = shapeOf(parse(query, { noLocation: true }));
      if (shapes.size >= mostShapes) shapes.clear();
      shapes.set(query, shape);
    }
    const dropped = new Set<string>();
    return { data: projected(data, shape, dropped), dropped: [...dropped] };
  };
}
