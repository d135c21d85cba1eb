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

type Path = (string | number)[];
type Findings = { dropped: Set<string>; wrong: Path[] };

function projected(value: unknown, shape: Shape, path: Path, found: Findings): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    return value.map((item, index) => {
      path.push(index);
      const kept = projected(item, shape, path, found);
      path.pop();
      return kept;
    });
  }
  if (shape.size === 0) {
    found.wrong.push([...path]);
    return null;
  }
  const kept: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    const below = shape.get(key);
    if (!below) {
      found.dropped.add(key);
      continue;
    }
    path.push(key);
    kept[key] = projected(item, below, path, found);
    path.pop();
  }
  return kept;
}

const mostShapes = 2_000;

export type Projection = { data: unknown; dropped: string[]; wrong: Path[] };

export type Projector = {
  project(query: string, data: unknown): Projection;
  /** The response keys that a fetch fills in the place it was made for: of the entities if it asks for some. */
  filledBy(query: string): string[];
};

/**
 * Keeps of a subgraph's answer only what was asked for, and names the places where an object stands for a plain value.
 * The gateway library merges whatever arrives, so that one subgraph could overwrite what another one said about a person.
 */
export function projector(): Projector {
  const shapes = new Map<string, Shape>();
  const shapeIn = (query: string): Shape => {
    const before = shapes.get(query);
    if (before) return before;
    const shape = shapeOf(parse(query, { noLocation: true }));
    if (shapes.size >= mostShapes) shapes.clear();
    shapes.set(query, shape);
    return shape;
  };
  return {
    project(query, data) {
      const found: Findings = { dropped: new Set(), wrong: [] };
      const kept = projected(data, shapeIn(query), [], found);
      return { data: kept, dropped: [...found.dropped], wrong: found.wrong };
    },
    filledBy(query) {
      const shape = shapeIn(query);
      return [...(shape.get('_entities') ?? shape).keys()];
    },
  };
}
