import DataLoader from 'dataloader';
import type { CityCode } from '#service/cities.ts';
import { type Database, rows } from '#service/database.ts';

type Row = { memberId: string; city: CityCode };

/** Loads the city in which each member takes part, in one statement; undefined for anybody else. */
export function cityLoader(database: Database): DataLoader<string, CityCode | undefined> {
  return new DataLoader(async (memberIds) => {
    const sql = 'SELECT member_id AS "memberId", city FROM participant WHERE member_id = ANY ($1::uuid[])';
    const cities = new Map((await rows<Row>(database, sql, [memberIds])).map(({ memberId, city }) => [memberId, city]));
    return memberIds.map((id) => cities.get(id));
  });
}
