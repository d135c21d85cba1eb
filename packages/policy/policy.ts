import { readFileSync } from 'node:fs';
import type { CivilDate } from '#kernel/calendar.ts';
import { cityShape } from './city-shape.ts';
import { nationalShape } from './national-shape.ts';
import { readPolicy, type Series } from './read.ts';
import type { Figure, Node, View } from './shape.ts';

export type { Figure, Status } from './shape.ts';

const cities = { '652300': 'changji', '330500': 'huzhou' } as const;
export type CityCode = keyof typeof cities;
export const cityCodes = Object.keys(cities) as readonly CityCode[];

/** What is in force in a city on a day; the shapes are in city-shape.ts and national-shape.ts. */
export type CityPolicy = View<typeof cityShape> & { readonly city: CityCode; readonly national: NationalPolicy };
export type NationalPolicy = View<typeof nationalShape>;

/** Before every figure. */
const earliest: CivilDate = '0001-01-01';

type Loaded = { readonly city: Series; readonly national: Series; readonly days: readonly CivilDate[] };
const loaded = new Map<CityCode, Loaded>();
const views = new Map<string, CityPolicy>();

/** The policy of a city as it stands on a day. Asking a figure for a day before its first value is an error naming it. */
export function policyOn(city: CityCode, date: CivilDate): CityPolicy {
  const { days } = load(city);
  const since = days.findLast((day) => day <= date) ?? earliest;
  const key = `${city} ${since}`;
  const known = views.get(key);
  if (known) return known;
  const made = view(city, since);
  views.set(key, made);
  return made;
}

/** The figures whose value is not published, by name: an answer that used them must say so. */
export function demonstrationFigures(...figures: readonly (Figure<unknown> | undefined)[]): string[] {
  return [...new Set(figures.filter((each) => each?.status === 'unknown').map((each) => each!.name))];
}

/** The city of a name (changji) or of an administrative code (652300). */
export function parseCity(written: string): CityCode {
  const found = cityCodes.find((code) => code === written || cities[code] === written.toLowerCase());
  if (!found)
    throw new Error(
      `no policy for “${written}”: known are ${cityCodes.map((code) => `${cities[code]} (${code})`).join(', ')}`,
    );
  return found;
}

/** Every figure that stands in a city on a day, city first and then nation, in the order of the shapes. */
export function figuresOn(city: CityCode, date: CivilDate): Figure<unknown>[] {
  const { city: own, national } = load(city);
  return [...own.values(), ...national.values()].flatMap((series) => inForce(series, date) ?? []);
}

/** The successive values of one figure between two days, both included; the first may have begun earlier. */
export function figureBetween<T>(
  city: CityCode,
  pick: (policy: CityPolicy) => Figure<T>,
  first: CivilDate,
  last: CivilDate,
): Figure<T>[] {
  const days = [first, ...load(city).days.filter((day) => day > first && day <= last)];
  return [...new Set(days.map((day) => pick(policyOn(city, day))))];
}

function load(city: CityCode): Loaded {
  const known = loaded.get(city);
  if (known) return known;
  const read = (file: string, shape: Node, prefix: string) =>
    readPolicy(readFileSync(new URL(file, import.meta.url), 'utf8'), { file, shape, prefix });
  const own = read(`cities/${city}-${cities[city]}.yaml`, cityShape, '');
  const national = read('national.yaml', nationalShape, 'national');
  const days = [...own.values(), ...national.values()].flatMap((series) => series.map((each) => each.from));
  const made = { city: own, national, days: [...new Set(days)].sort() };
  loaded.set(city, made);
  return made;
}

function view(city: CityCode, date: CivilDate): CityPolicy {
  const { city: own, national } = load(city);
  const policy = viewOf(cityShape, own, '', date) as object;
  const nation = viewOf(nationalShape, national, 'national', date);
  return Object.defineProperties({ city, national: nation }, Object.getOwnPropertyDescriptors(policy)) as CityPolicy;
}

function viewOf(node: Node, series: Series, name: string, date: CivilDate): unknown {
  if (node.kind === 'optional') return begun(series, name, date) ? viewOf(node.node, series, name, date) : undefined;
  if (node.kind === 'figure') {
    const figures = series.get(name) ?? [];
    return inForce(figures, date) ?? missing(name, figures);
  }
  const group = {};
  for (const [key, child] of Object.entries(node.fields)) {
    // Looked up when asked: a figure that has not begun must not spoil the others of its day.
    let seen: unknown;
    const get = () => {
      seen ??= viewOf(child, series, name ? `${name}.${key}` : key, date);
      return seen;
    };
    Object.defineProperty(group, key, { enumerable: true, configurable: true, get });
  }
  return group;
}

function missing(name: string, figures: readonly Figure<unknown>[]): never {
  throw new Error(`the policy files give no value of ${name} before ${figures[0]?.from}`);
}

function inForce(series: readonly Figure<unknown>[], date: CivilDate): Figure<unknown> | undefined {
  return series.findLast((each) => each.from <= date);
}

function begun(series: Series, name: string, date: CivilDate): boolean {
  return [...series].some(([key, figures]) => (key === name || key.startsWith(`${name}.`)) && inForce(figures, date));
}
