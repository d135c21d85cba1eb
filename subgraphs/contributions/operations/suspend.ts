import type { CivilDate } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { internalAccount } from '#ledger/accounts.ts';
import { postSelected } from '#ledger/post.ts';
import type { CityCode } from '#service/cities.ts';
import type { Db } from '#service/database.ts';
import { log } from '#service/log.ts';
import type { Unmatched } from '../rules/debit-lines.ts';
import { flexiblePool } from './open-account.ts';

/** The account of money that the bank took and that pays no dues (待查款项). */
export const suspenseAccount = 'suspense:unmatched-debit';

/** Money of one result file that goes to suspense, with the agreement whose line it was where that is known. */
type Suspended = {
  city: CityCode;
  reference: string;
  items: readonly (Unmatched & { agreementId: string | null })[];
  bookedOn: CivilDate;
  today: CivilDate;
};

/** CJ-07: books money that the bank took and that pays no dues to suspense, an item for each line, for staff to resolve. */
export async function suspend(db: Db, { city, reference, items, bookedOn, today }: Suspended): Promise<void> {
  if (items.length === 0) return;
  log.warn({ batch: reference, city, items: items.length }, 'the bank took money that pays no dues: it is in suspense');
  const custody = await internalAccount(db, { city, pool: flexiblePool, code: 'bank:custody' });
  const suspense = await internalAccount(db, { city, pool: flexiblePool, code: suspenseAccount });
  const amounts: Fen[] = items.map(({ fen }) => fen);
  await postSelected(db, {
    select: `SELECT $1::integer AS from_account, $2::integer AS to_account, fen, '99'::text AS code, $4::date AS booked_on,
      NULL::text AS period, $5::text AS run FROM unnest($3::bigint[]) AS fen`,
    params: [custody, suspense, amounts, bookedOn, `suspense:${reference}`],
  });
  await db.query(
    `INSERT INTO suspense_item (city, reference, line, reason, member_id, fen, open_fen, noted_on)
     SELECT $1, $2, line, reason, a.member_id, fen, fen, $3
     FROM unnest($4::int[], $5::text[], $6::uuid[], $7::bigint[]) WITH ORDINALITY AS item (line, reason, agreement_id, fen, place)
     LEFT JOIN agreement a ON a.id = item.agreement_id ORDER BY place`,
    [
      city,
      reference,
      today,
      items.map(({ lineId }) => lineId),
      items.map(({ reason }) => reason),
      items.map(({ agreementId }) => agreementId),
      amounts,
    ],
  );
}
