import { type CivilDate, type CivilMonth, isCivilMonth } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import type { Context } from '../context.ts';

/** By which way a payment outside the batch came (缴存渠道, CJ-07). */
export type PaymentChannel = 'COUNTER' | 'APP' | 'NATIONAL_PLATFORM';

/** A payment outside the batch, its amount in fen. */
export type PaymentView = {
  id: string;
  memberId: string;
  receipt: string;
  channel: PaymentChannel;
  /** By which the one who took the money knows it. */
  reference: string | null;
  amount: Fen;
  months: CivilMonth[];
  status: 'PENDING' | 'PAID' | 'REFUSED' | 'EXPIRED';
  askedOn: CivilDate;
  settledOn: CivilDate | null;
};

type NewPayment = {
  city: CityCode;
  memberId: string;
  agreementId: string;
  channel: PaymentChannel;
  reference?: string | null;
  batchId?: number;
  amount: Fen;
  months: readonly CivilMonth[];
  today: CivilDate;
};

const columns = `id, member_id AS "memberId", receipt, channel, reference, fen AS amount, months, status,
  asked_on AS "askedOn", settled_on AS "settledOn"`;

/**
 * Writes down a payment with its receipt number: pending where the bank was asked for it, else paid. The same reference of
 * a channel is refused, since it would be the same money again (CJ-07).
 */
export async function insertPayment(db: Db, payment: NewPayment): Promise<PaymentView> {
  const { city, channel, reference = null, batchId = null, amount, months, today } = payment;
  if (reference !== null && !/^[\w.:/-]{1,64}$/.test(reference)) {
    throw new Refusal('INVALID_INPUT', 'A reference has 1 to 64 letters, digits and . : / _ -', { field: 'reference' });
  }
  const status = batchId === null ? 'PAID' : 'PENDING';
  const [made] = await rows<PaymentView>(
    db,
    `INSERT INTO payment (receipt, city, member_id, agreement_id, channel, reference, batch_id, fen, months, status, asked_on,
       settled_on)
     VALUES ($1::text || '-' || to_char($10::date, 'YYYY') || '-' || lpad(nextval('payment_receipt')::text, 8, '0'),
       $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::date)
     ON CONFLICT (city, channel, reference) WHERE reference IS NOT NULL DO NOTHING RETURNING ${columns}`,
    [
      city,
      payment.memberId,
      payment.agreementId,
      channel,
      reference,
      batchId,
      amount,
      months,
      status,
      today,
      status === 'PAID' ? today : null,
    ],
  );
  if (made) return made;
  throw new Refusal('PAYMENT_REFERENCE_USED', 'A payment with this reference was taken already', {
    field: 'reference',
  });
}

/** The payments outside the batch that a member made in a calendar year, the newest first. */
export async function readPayments(context: Context, memberId: string, year: number): Promise<PaymentView[]> {
  if (!isCivilMonth(`${year}-12`)) throw new Refusal('INVALID_INPUT', 'year: four digits', { field: 'year' });
  return rows<PaymentView>(
    context.database,
    `SELECT ${columns} FROM payment WHERE member_id = $1 AND asked_on BETWEEN make_date($2, 1, 1) AND make_date($2, 12, 31)
     ORDER BY asked_on DESC, receipt DESC`,
    [memberId, year],
  );
}

/** The batch that asks the bank for a payment; undefined when it is settled. */
export async function openBatchOf(context: Context, paymentId: string): Promise<number | undefined> {
  const [payment] = await rows<{ batchId: number }>(
    context.database,
    'SELECT batch_id AS "batchId" FROM payment WHERE id = $1 AND status = \'PENDING\'',
    [paymentId],
  );
  return payment?.batchId;
}
