import { cityShape } from './city-shape.ts';
import type { CityPolicy, Figure } from './policy.ts';
import type { Node } from './shape.ts';

/** A figure that is tried, by its name, with the value as the policy files write it; a list's items by commas. */
export type FigureChange = { figure: string; value: string };

/** Reads a value as the figure of that name is read from the files; an Error says what is wrong with it. */
export function readChange({ figure, value }: FigureChange): unknown {
  const node = nodeOf(figure);
  if (node?.kind !== 'figure') throw new Error(`${figure}: no figure of a city has this name`);
  const written = value.includes(',') ? value.split(',').map((item) => item.trim()) : value;
  try {
    return node.decode(written, figure);
  } catch (fault) {
    // A list of one item is written without a comma.
    if (typeof written !== 'string') throw fault;
    try {
      return node.decode([written], figure);
    } catch {
      throw fault;
    }
  }
}

function nodeOf(name: string): Node | undefined {
  let node: Node | undefined = cityShape;
  for (const key of name.split('.')) {
    if (node?.kind === 'optional') node = node.node;
    if (node?.kind !== 'group' || !Object.hasOwn(node.fields, key)) return undefined;
    node = node.fields[key];
  }
  return node;
}

/** The same policy with other values for some figures, each marked as tried; figures that the city lacks stay lacking. */
export function policyWith(policy: CityPolicy, changes: readonly FigureChange[]): CityPolicy {
  return changes.reduce((changed, change) => replaced(changed, change.figure.split('.'), change) as CityPolicy, policy);
}

function replaced(at: unknown, [key, ...rest]: readonly string[], change: FigureChange): unknown {
  if (at === undefined) return undefined;
  if (key === undefined) {
    const before = at as Figure<unknown>;
    return { ...before, value: readChange(change), text: change.value, status: 'unknown', note: '试算值' };
  }
  // The getters of the others stay getters: a figure that has not begun must not spoil its neighbours.
  const group = Object.defineProperties({}, Object.getOwnPropertyDescriptors(at as object)) as Record<string, unknown>;
  if (!(key in group)) return group;
  const value = replaced((at as Record<string, unknown>)[key], rest, change);
  Object.defineProperty(group, key, { value, enumerable: true, configurable: true });
  return group;
}
