import type { CivilDate, CivilMonth } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type Db, rows } from '#service/database.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import type { ContributeInput } from '../schema.generated.ts';
import { memberIdOf } from './lock-account.ts';
import { payDues } from './pay-dues.ts';
import { payableDues } from './payable-dues.ts';
import { insertPayment, type PaymentChannel } from './payments.ts';

/** A payment that was taken; amounts in fen. */
export type Contribution = {
  memberId: string;
  amount: Fen;
  months: CivilMonth[];
  creditedOn: CivilDate;
  balance: Fen;
  channel: PaymentChannel;
  receipt: string;
};

/**
 * Takes a payment at the counter, or one that the national platform has collected, for whole months, starting with the
 * oldest unpaid month of the agreement in force (CJ-07, CJ-12).
 */
export async function contribute(context: Context, input: ContributeInput): Promise<Contribution> {
  const memberId = memberIdOf(input.memberId);
  const channel = input.channel ?? 'COUNTER';
  if (channel === 'APP') {
    throw new Refusal('INVALID_INPUT', 'A member pays by app with an order to the bank', { field: 'channel' });
  }
  const command = { name: 'contribute', subject: memberId, key: input.idempotencyKey, input };
  return perform(context, command, async ({ db, today }) => {
    const { account, agreement, dues } = await payableDues(context, db, { ...input, memberId }, today);
    const { amount, reference } = input;
    const months = await payDues(db, { account, agreement }, { dues, amount, today });
    const { receipt } = await insertPayment(db, {
      city: account.city,
      memberId,
      agreementId: agreement.id,
      channel,
      reference: reference ?? null,
      amount,
      months,
      today,
    });
    const balance = await balanceOfMember(db, memberId);
    return { memberId, amount, months, creditedOn: today, balance, channel, receipt };
  });
}

async function balanceOfMember(db: Db, memberId: string): Promise<Fen> {
  const [row] = await rows<{ fen: Fen }>(
    db,
    'SELECT coalesce(sum(balance), 0)::bigint AS fen FROM ledger_account WHERE owner = $1',
    [memberId],
  );
  return row!.fen;
}
