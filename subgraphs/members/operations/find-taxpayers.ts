import type { CivilDate } from '#kernel/calendar.ts';
import { parseIdentityNumber } from '#kernel/identity-card.ts';
import { maskIdentityNumber } from '#kernel/mask.ts';
import type { Fen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { rows } from '#service/database.ts';
import { admit, type Context } from '../context.ts';
import { fingerprintsOf, openName } from './member-sealed.ts';

export type TaxpayerInquiry = { identityNumber: string; priorYearAverageMonthlyIncome?: Fen | null };

/** One line of the inquiry; the income is in fen, as the bureau gave it. */
export type Taxpayer = {
  memberId: string | null;
  priorYearAverageMonthlyIncome: Fen | null;
  position: number;
  found: boolean;
  name: string | null;
  identityNumberMasked: string;
};

type Found = { id: string; name_sealed: Buffer; key: string };

const most = 1000;

const findSql = `
  SELECT m.id, m.name_sealed, encode(i.fingerprint, 'hex') AS key
  FROM person_index i JOIN member m ON m.id = i.member_id JOIN application a ON a.id = m.application_id
  WHERE i.fingerprint = ANY($1::bytea[]) AND m.city = ANY($2::text[]) AND a.status = 'APPROVED'`;

function indexesOf(context: Context, text: string, today: CivilDate): Buffer[] {
  const document = parseIdentityNumber(text, today);
  return document.ok ? fingerprintsOf(context, document.number) : [];
}

/** Finds 1 to 1,000 taxpayers of the bureau's own city, in the order asked, in one statement (AG-01, CJ-14). */
export async function findTaxpayers(context: Context, inquiries: readonly TaxpayerInquiry[]): Promise<Taxpayer[]> {
  admit(context.caller, 'tax-bureau');
  const field = 'inquiries';
  if (inquiries.length === 0) throw new Refusal('INVALID_INPUT', 'At least one inquiry is expected', { field });
  if (inquiries.length > most) throw new Refusal('TOO_MANY', `At most ${most} inquiries at a time`, { field });
  if (inquiries.some(({ priorYearAverageMonthlyIncome: income }) => income != null && income < 0n)) {
    throw new Refusal('INVALID_INPUT', 'An income is not negative', { field: 'priorYearAverageMonthlyIncome' });
  }
  const today = context.clock.today();
  const indexes = inquiries.map(({ identityNumber }) => indexesOf(context, identityNumber, today));
  const parameters = [indexes.flat(), context.caller.cities];
  const found = await rows<Found>(context.database, findSql, parameters);
  const byKey = new Map(found.map((member) => [member.key, member]));
  return inquiries.map(({ identityNumber, priorYearAverageMonthlyIncome }, position) => {
    const member = indexes[position]!.map((index) => byKey.get(index.toString('hex'))).find((known) => known);
    return {
      memberId: member?.id ?? null,
      priorYearAverageMonthlyIncome: priorYearAverageMonthlyIncome ?? null,
      position,
      found: member !== undefined,
      name: member ? openName(context, member) : null,
      identityNumberMasked: maskIdentityNumber(identityNumber.trim()),
    };
  });
}
