import { Refusal } from '#kernel/refusal.ts';
import type { CityCode } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import { admit, type Context } from '../context.ts';
import { type Compared, maySamePerson, type SamePerson } from '../rules/same-person.ts';
import { openIdentity, openName } from './member-sealed.ts';

export type MemberPair = { first: string; second: string; sign: SamePerson };

const most = 200;
const atOnce = 5_000;
const beforeAll = '00000000-0000-0000-0000-000000000000';

// A resident card's number never changes its form: only beside another kind of document can there be a second record.
const pairsSql = `
  SELECT a.id AS "firstId", a.identity_sealed AS "firstNumber", a.name_sealed AS "firstName", a.document_kind AS "firstKind",
    b.id AS "secondId", b.identity_sealed AS "secondNumber", b.name_sealed AS "secondName", b.document_kind AS "secondKind"
  FROM member a JOIN member b ON b.birth_date = a.birth_date AND b.city = a.city AND b.merged_into IS NULL
    AND (b.document_kind = 'RESIDENT_CARD' OR b.id > a.id)
  WHERE a.city = $1 AND a.merged_into IS NULL AND a.document_kind <> 'RESIDENT_CARD' AND b.id <> a.id
    AND (a.id, b.id) > ($2::uuid, $3::uuid)
  ORDER BY a.id, b.id LIMIT ${atOnce}`;

type Pair = Record<'firstId' | 'secondId', string> &
  Record<'firstNumber' | 'firstName' | 'secondNumber' | 'secondName', Buffer> &
  Record<'firstKind' | 'secondKind', Compared['documentKind']>;

/** Records of a city of the caller's own that may be of one person, at most 200 (CJ-03, CJ-08); nothing is changed by it. */
export async function duplicateMembers(context: Context, city: CityCode): Promise<MemberPair[]> {
  admit(context.caller, 'centre');
  if (!context.caller.cities.includes(city)) {
    throw new Refusal('FORBIDDEN', 'Not a city of the caller', { field: 'city' });
  }
  const found: MemberPair[] = [];
  for (let after = [beforeAll, beforeAll]; found.length < most; ) {
    const pairs = await rows<Pair>(context.database, pairsSql, [city, ...after]);
    found.push(...pairs.flatMap((pair) => compare(context, pair)));
    const last = pairs.at(-1);
    if (!last || pairs.length < atOnce) break;
    after = [last.firstId, last.secondId];
  }
  return found.slice(0, most);
}

function compare(context: Context, pair: Pair): MemberPair[] {
  const opened = (id: string, number: Buffer, name: Buffer, documentKind: Compared['documentKind']): Compared => ({
    number: openIdentity(context, { id, identity_sealed: number }),
    name: openName(context, { id, name_sealed: name }),
    documentKind,
  });
  const one = opened(pair.firstId, pair.firstNumber, pair.firstName, pair.firstKind);
  const another = opened(pair.secondId, pair.secondNumber, pair.secondName, pair.secondKind);
  const sign = maySamePerson(one, another, context.clock.today());
  return sign ? [{ first: pair.firstId, second: pair.secondId, sign }] : [];
}
