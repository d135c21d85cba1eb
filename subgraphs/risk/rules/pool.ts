import { type CityCode, cityCodes } from '#policy/policy.ts';

export type PoolKind = 'FLEXIBLE' | 'UNIT';
/** A pool of money of one city (CJ-19, HZ-09); its id is `652300:flexible`. */
export type PoolKey = { city: CityCode; kind: PoolKind };

const kinds = { FLEXIBLE: 'flexible', UNIT: 'unit' } as const;

/** The name of a kind of pool in ids and books. */
export const kindName = (kind: PoolKind): string => kinds[kind];

/** The id of a pool. */
export const poolId = ({ city, kind }: PoolKey): string => `${city}:${kinds[kind]}`;

/** Both pools of these cities, flexible first. */
export const poolsOf = (cities: readonly CityCode[]): PoolKey[] =>
  cities.flatMap((city) => [
    { city, kind: 'FLEXIBLE' as const },
    { city, kind: 'UNIT' as const },
  ]);

/** The pool of an id; undefined if there is none. */
export const poolOfId = (id: string): PoolKey | undefined => poolsOf(cityCodes).find((pool) => poolId(pool) === id);
