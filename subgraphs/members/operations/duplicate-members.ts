import { Refusal } from '#kernel/refusal.ts';
import type { CityCode } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import { admit, type Context } from '../context.ts';
import { type Compared, maySamePerson, type SamePerson } from '../rules/same-person.ts';
import { openIdentity, openName } from './member-sealed.ts';

export type MemberPair = { first: string; second: string; sign: SamePerson };

const most = 200;
const compared = 5_000;

// A resident card's number never changes its form: only beside another kind of document can there be a second record.
const pairsSql = `
  SELECT a.id AS "firstId", a.identity_sealed AS "firstNumber", a.name_sealed AS "firstName", a.document_kind AS "firstKind",
    b.id AS "secondId", b.identity_sealed AS "secondNumber", b.name_sealed AS "secondName", b.document_kind AS "secondKind"
  FROM member a JOIN member b ON b.birth_date = a.birth_date AND b.city = a.city AND b.merged_into IS NULL
    AND (b.document_kind = 'RESIDENT_CARD' OR b.id > a.id)
  WHERE a.city = $1 AND a.merged_into IS NULL AND a.document_kind <> 'RESIDENT_CARD' AND b.id <> a.id
  ORDER BY a.id, b.id LIMIT ${compared}`;

type Pair = Record<'firstId' | 'secondId', string> &
  Record<'firstNumber' | 'firstName' | 'secondNumber' | 'secondName', Buffer> &
  Record<'firstKind' | 'secondKind', Compared['documentKind']>;

/** Records of a city of the caller's own that may be of one person, at most 200 (CJ-03, CJ-08); nothing is changed by it. */
export async function duplicateMembers(context: Context, city: CityCode): Promise<MemberPair[]> {
  admit(context.caller, 'centre');
  if (!context.caller.cities.includes(city)) {
    throw new Refusal('FORBIDDEN', 'Not a city of the caller', { field: 'city' });
  }
  const opened = (id: string, number: Buffer, name: Buffer, documentKind: Compared['documentKind']): Compared => ({
    number: openIdentity(context, { id, identity_sealed: number }),
    name: openName(context, { id, name_sealed: name }),
    documentKind,
  });
  const pairs = await rows<Pair>(context.database, pairsSql, [city]);
  const today = context.clock.today();
  const found = pairs.flatMap((pair) => {
    const one = opened(pair.firstId, pair.firstNumber, pair.firstName, pair.firstKind);
    const another = opened(pair.secondId, pair.secondNumber, pair.secondName, pair.secondKind);
    const sign = maySamePerson(one, another, today);
    return sign ? [{ first: pair.firstId, second: pair.secondId, sign }] : [];
  });
  return found.slice(0, most);
}
