import { randomUUID } from 'node:crypto';
import { identityCheckDigit } from '#kernel/identity-card.ts';
import type { IdentityKeys } from '#members/context.ts';
import { fingerprintsOf, sealedColumns } from '#members/operations/member-sealed.ts';
import { openDatabase } from '#service/database.ts';

export type SeededMember = { id: string; number: string };

/** The resident identity number of the n-th seeded member; no two are alike, below a million. */
function numberOf(n: number): string {
  const area = 652_301 + (n % 7);
  const day = String((Math.floor(n / 7) % 28) + 1).padStart(2, '0');
  const month = String((Math.floor(n / 196) % 12) + 1).padStart(2, '0');
  const year = 1970 + (Math.floor(n / 2_352) % 30);
  const first17 = `${area}${year}${month}${day}${String(Math.floor(n / 70_560) + 100).padStart(3, '0')}`;
  return first17 + identityCheckDigit(first17);
}

const batch = 5_000;

/** Writes so many approved members of Changji into the register as its owner, sealed and indexed with the keys. */
export async function seedManyMembers(ownerUrl: string, keys: IdentityKeys, count: number): Promise<SeededMember[]> {
  const owner = await openDatabase({ url: ownerUrl, schema: 'members', poolSize: 1, statementTimeout: 0 });
  const seeded: SeededMember[] = [];
  try {
    for (let done = 0; done < count; done += batch) {
      const some = Array.from({ length: Math.min(batch, count - done) }, (_, at) => {
        return { id: randomUUID(), application: randomUUID(), number: numberOf(done + at) };
      });
      const { sealer } = keys;
      await owner.query(
        `WITH given AS (
           SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bytea[], $4::bytea[], $5::bytea[], $6::bytea[])
             AS g (id, application, indexed, identity, name, phone)),
         indexed AS (
           INSERT INTO person_index (fingerprint, key, member_id) SELECT indexed, $7, id FROM given),
         person AS (
           INSERT INTO member (id, city, identity_sealed, name_sealed, phone_sealed, document_kind, birth_date, sex,
             application_id)
           SELECT id, '652300', identity, name, phone, 'RESIDENT_ID', '1990-01-01', 'MALE', application FROM given
           RETURNING id)
         INSERT INTO application (id, member_id, city, status, applied_on, employment_form, industry_code, industry_name,
           employed_since, own_income, in_unit, eligibility, approved_on)
         SELECT application, given.id, '652300', 'APPROVED', '2026-01-05', 'NEW_FORM', 'LOGISTICS', '现代物流', '2024-03-01',
           false, false, '{}', '2026-01-06' FROM given JOIN person USING (id)`,
        [
          some.map(({ id }) => id),
          some.map(({ application }) => application),
          some.map(({ number }) => fingerprintsOf(keys, number)[0]),
          some.map(({ id, number }) => sealer.seal(number, sealedColumns.identity, id)),
          some.map(({ id }) => sealer.seal('马晓燕', sealedColumns.name, id)),
          some.map(({ id }) => sealer.seal('13900000001', sealedColumns.phone, id)),
          keys.index.keys[0],
        ],
      );
      seeded.push(...some.map(({ id, number }) => ({ id, number })));
    }
    await owner.query('VACUUM (ANALYZE) member, application, person_index');
  } finally {
    await owner.destroy();
  }
  return seeded;
}
