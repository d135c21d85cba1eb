import { monthOf } from '#kernel/calendar.ts';
import type { CityPolicy } from '#policy/policy.ts';
import type { CityCode } from '#service/cities.ts';
import { type Database, rows } from '#service/database.ts';
import type { Sealer } from '#service/sealing.ts';
import type { MemberRow } from '../tables/member.ts';
import { openIdentity, openName, sealedColumns } from './member-sealed.ts';

/** A person by the fields of JGJ/T 320 table 4.0.3. */
export type StandardPerson = {
  memberId: string;
  XINGMING: string;
  XINGBIE: string;
  SJHM: string;
  ZJLX: string;
  ZJHM: string;
  CSNY: string;
};

type Row = Pick<
  MemberRow,
  'id' | 'identity_sealed' | 'name_sealed' | 'phone_sealed' | 'document_kind' | 'birth_date' | 'sex'
>;

const atOnce = 1000;
const before = '00000000-0000-0000-0000-000000000000';
const sql = `
  SELECT id, identity_sealed, name_sealed, phone_sealed, document_kind, birth_date, sex FROM member
  WHERE city = $1 AND id > $2::uuid ORDER BY id LIMIT ${atOnce}`;

/** The members of a city by the fields of JGJ/T 320, in the order of their ids, a thousand at a time. */
export async function* standardPersons(
  { database, sealer }: { database: Database; sealer: Sealer },
  { city, policy }: { city: CityCode; policy: CityPolicy },
): AsyncGenerator<StandardPerson> {
  for (let after = before; ; ) {
    const found = await rows<Row>(database, sql, [city, after]);
    for (const row of found) yield personOf(sealer, row, policy);
    if (found.length < atOnce) return;
    after = found.at(-1)!.id;
  }
}

function personOf(sealer: Sealer, row: Row, policy: CityPolicy): StandardPerson {
  return {
    memberId: row.id,
    XINGMING: openName({ sealer }, row),
    XINGBIE: row.sex === 'MALE' ? '1' : '2',
    SJHM: sealer.open(row.phone_sealed, sealedColumns.phone, row.id),
    ZJLX: documentCode(row.document_kind, policy),
    ZJHM: openIdentity({ sealer }, row),
    CSNY: monthOf(row.birth_date),
  };
}

// A.1 has no code for the residence permit of Hong Kong, Macao and Taiwan residents: policy says which stands for it.
function documentCode(kind: Row['document_kind'], { national }: CityPolicy): string {
  if (kind === 'RESIDENT_CARD') return '01';
  return kind === 'PERMANENT_RESIDENCE' ? '04' : national.codes.residencePermit.value;
}
