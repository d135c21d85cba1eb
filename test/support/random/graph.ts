import { type Dice, dice } from './dice.ts';

/** A field of a random graph: its type as written, and the subgraph that answers it. */
export type RandomField = {
  name: string;
  type: string;
  owner: number;
  arguments: string;
  requires: string | undefined;
  /** The arguments with which it requires that, as written and as its resolver gets them. */
  requiredWith?: RequiredWith;
};
type RequiredWith = { text: string; given: Record<string, unknown> };
/** An entity has the key `id`; a value type belongs to one subgraph. */
export type RandomType = { name: string; kind: 'entity' | 'value'; fields: RandomField[]; owner: number };
export type RandomGraph = {
  seed: number;
  subgraphs: number;
  types: RandomType[];
  roots: RandomField[];
  /** An interface with a key, whose fields one subgraph adds that does not know the types (@interfaceObject). */
  faced: { members: string[]; home: number; guest: number; fields: RandomField[] } | undefined;
  unions: { name: string; members: string[] }[];
};

const leaves = ['String', 'Int', 'Float', 'Boolean', 'ID', 'Color'];

/** Wraps a type in lists and bangs. */
function wrapped(chances: Dice, name: string, lists: number): string {
  const bang = chances.chance(30) ? '!' : '';
  if (lists > 0 && chances.chance(lists)) return `[${wrapped(chances, name, Math.floor(lists / 4))}]${bang}`;
  return `${name}${bang}`;
}

function fieldOf(chances: Dice, name: string, owner: number, targets: readonly string[]): RandomField {
  const leaf = targets.length === 0 || chances.chance(45);
  const type = wrapped(chances, leaf ? chances.one(leaves) : chances.one(targets), leaf ? 15 : 35);
  const given = chances.one(['', '', '', '(n: Int)', '(n: Int = 7, c: Color)', '(input: Wish)']);
  return { name, type, owner, arguments: given, requires: undefined };
}

/** Lets some fields depend on one that another subgraph answers. */
function addRequires(chances: Dice, fields: RandomField[]): void {
  for (const [index, field] of fields.entries()) {
    // Only of those before it, so that none goes in circles.
    const others = fields.slice(0, index).filter(({ owner, type, arguments: given }) => {
      return owner !== field.owner && given === '' && /^(String|Int|ID|Boolean)$/.test(type);
    });
    if (others.length > 0 && chances.chance(25)) field.requires = chances.one(others).name;
  }
}

const requiredWiths: Record<string, readonly RequiredWith[]> = {
  '(n: Int)': [
    { text: '', given: {} },
    { text: '(n: 1)', given: { n: 1 } },
    { text: '(n: 2)', given: { n: 2 } },
  ],
  '(n: Int = 7, c: Color)': [
    { text: '', given: { n: 7 } },
    { text: '(c: RED)', given: { n: 7, c: 'RED' } },
  ],
  '(input: Wish)': [
    { text: '', given: {} },
    { text: '(input: {n: 3, c: BLUE})', given: { input: { n: 3, c: 'BLUE' } } },
  ],
};

/** A field with arguments, and some of another subgraph that require it, each with its own arguments. */
function requiringWith(chances: Dice, owners: readonly number[]): RandomField[] {
  const owner = chances.one(owners);
  const others = owners.filter((one) => one !== owner);
  if (others.length === 0) return [];
  const given = chances.one(Object.keys(requiredWiths));
  const [other, type] = [chances.one(others), chances.one(['String', 'Int', 'ID', 'Boolean'])];
  const requiring = Array.from({ length: 2 + chances.below(2) }, (_, index): RandomField => {
    const requiredWith = chances.one(requiredWiths[given]!);
    return { ...fieldOf(chances, `q${index}`, other, []), requires: 'p', requiredWith };
  });
  return [{ name: 'p', type, owner, arguments: given, requires: undefined }, ...requiring];
}

function entityFields(chances: Dice, { subgraphs, reachable, values }: Wide): RandomField[] {
  const fields = Array.from({ length: 2 + chances.below(5) }, (_, index) => {
    const owner = chances.below(subgraphs);
    return fieldOf(chances, `f${index}`, owner, [...reachable(owner), ...values(owner)]);
  });
  addRequires(chances, fields);
  return fields;
}

type Wide = { subgraphs: number; reachable(owner: number): string[]; values(owner: number): string[] };

function facedOf(chances: Dice, entities: readonly string[], subgraphs: number): RandomGraph['faced'] {
  if (subgraphs < 2 || !chances.chance(50)) return undefined;
  const members = entities.slice(0, 2);
  const home = chances.below(subgraphs);
  const guest = (home + 1 + chances.below(subgraphs - 1)) % subgraphs;
  const fields = Array.from({ length: 1 + chances.below(2) }, (_, index) => fieldOf(chances, `g${index}`, guest, []));
  return { members, home, guest, fields };
}

function valueTypes(chances: Dice, subgraphs: number): RandomType[] {
  return Array.from({ length: 3 }, (_, index) => {
    const name = `V${index}`;
    const owner = chances.below(subgraphs);
    const fields = Array.from({ length: 1 + chances.below(3) }, (_, at) => fieldOf(chances, `v${at}`, owner, [name]));
    return { name, kind: 'value', owner, fields };
  });
}

/** A graph of a few types over a few subgraphs. */
export function randomGraph(seed: number): RandomGraph {
  const chances = dice(seed);
  const subgraphs = 2 + chances.below(3);
  const entities = Array.from({ length: 2 + chances.below(3) }, (_, index) => `T${index}`);
  const faced = facedOf(chances, entities, subgraphs);
  // A subgraph that knows an interface as one object may not know the types behind it.
  const hidden = (owner: number) => (faced?.guest === owner ? faced.members : []);
  const known = (owner: number) => entities.filter((name) => !hidden(owner).includes(name));
  const unions = chances.chance(70) ? [{ name: 'U', members: entities.slice(-2) }] : [];
  const reachable = (owner: number) => [
    ...known(owner),
    ...unions.flatMap(({ name, members }) => (members.some((one) => hidden(owner).includes(one)) ? [] : [name])),
    ...(faced && (faced.home === owner || faced.guest === owner) ? ['Faced'] : []),
  ];
  const plain = valueTypes(chances, subgraphs);
  const values = (owner: number) => plain.flatMap((type) => (type.owner === owner ? [type.name] : []));
  const types: RandomType[] = entities.map((name) => {
    const fields = entityFields(chances, { subgraphs, reachable, values }).map((field) =>
      hidden(field.owner).includes(name) ? { ...field, owner: faced!.home, requires: undefined } : field,
    );
    return { name, kind: 'entity', owner: -1, fields: fields.filter((field) => within(field, reachable, values)) };
  });
  for (const { fields } of types) for (const field of fields) checkRequired(field, fields);
  for (const [index, { name, fields }] of types.entries()) {
    const owners = Array.from({ length: subgraphs }, (_, owner) => owner).filter((one) => !hidden(one).includes(name));
    const more = dice(seed * 7 + index);
    if (more.chance(40)) fields.push(...requiringWith(more, owners));
  }
  const roots = Array.from({ length: 3 + chances.below(3) }, (_, index) => {
    const owner = index < subgraphs ? index : chances.below(subgraphs);
    const targets = [...reachable(owner), ...values(owner)];
    const field = fieldOf(chances, `r${index}`, owner, targets);
    if (targets.length === 0 || chances.chance(10)) return field;
    return { ...field, type: wrapped(chances, chances.one(targets), 60) };
  });
  return { seed, subgraphs, types: [...types, ...plain], roots, faced, unions };
}

function within({ type, owner }: RandomField, reachable: Wide['reachable'], values: Wide['values']): boolean {
  const name = type.replace(/[[\]!]/g, '');
  return leaves.includes(name) || reachable(owner).includes(name) || values(owner).includes(name);
}

function checkRequired(field: RandomField, fields: readonly RandomField[]): void {
  const required = fields.find(({ name }) => name === field.requires);
  if (!required || required.owner === field.owner) field.requires = undefined;
}
