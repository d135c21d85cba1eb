import { Refusal } from '#kernel/refusal.ts';
import { type Db, rows } from '#service/database.ts';
import { about } from '#service/told-refusals.ts';
import type { Context } from '../context.ts';
import { applicationExists } from './application-writing.ts';
import { fingerprintsOf } from './member-sealed.ts';

type Holder = { refusal(memberId: string): Refusal };

/** Whoever is known by a number already, with the refusal of giving it to a member; undefined where it is free (CJ-08). */
export async function findMemberOf(context: Context, db: Db, number: string): Promise<Holder | undefined> {
  const sql = 'SELECT member_id AS id FROM person_index WHERE fingerprint = ANY($1::bytea[]) LIMIT 1';
  const [found] = await rows<{ id: string }>(db, sql, [fingerprintsOf(context, number)]);
  if (!found) return undefined;
  return {
    refusal: (memberId) =>
      found.id === memberId.toLowerCase()
        ? new Refusal('INVALID_INPUT', 'The member has, or had, this very number', { field: 'identityNumber' })
        : about(found.id, applicationExists()),
  };
}
