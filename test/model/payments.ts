import { type Day, dayText, type Month } from './calendar.ts';
import { fill, fromBank } from './dues.ts';
import type { City } from './figures.ts';
import { completeOpening, waits } from './opening.ts';
import { answered } from './suspense.ts';
import { type Agreement, type By, type Member, No, type World } from './world.ts';

/** A payment outside the batch: at the counter, or by the member's own order to the bank. */
export type Payment = {
  who: number;
  channel: By['channel'];
  reference: string | null;
  agreement: Agreement;
  months: Month[];
  fen: bigint;
  status: 'PENDING' | 'PAID' | 'REFUSED';
  on: Day;
  settled: Day | null;
};

/** Writes a payment down as it was taken at the counter. */
export function atTheCounter(
  world: World,
  member: Member,
  agreement: Agreement,
  months: Month[],
  fen: bigint,
  by: By,
): void {
  const { today } = world;
  const paid = { status: 'PAID' as const, on: today, settled: today };
  world.payments.push({ who: member.who, ...by, agreement, months, fen, ...paid });
}

export const atTheDesk: By = { channel: 'COUNTER', reference: null };

/** CJ-07: the same money is not taken twice. */
export function refuseKnown(world: World, city: City, { channel, reference }: By): void {
  if (reference === null) return;
  if (!/^[\w.:/-]{1,64}$/.test(reference)) throw new No('INVALID_INPUT');
  const same = (payment: Payment) => payment.channel === channel && payment.reference === reference;
  if (world.payments.some((payment) => same(payment) && world.members[payment.who]!.city === city)) {
    throw new No('PAYMENT_REFERENCE_USED');
  }
}

/** CJ-07: orders the bank to debit months; nothing is paid until it has answered. */
export function order(world: World, member: Member, agreement: Agreement, months: Month[], fen: bigint): Payment {
  const ordered = { status: 'PENDING' as const, on: world.today, settled: null };
  const payment: Payment = { who: member.who, channel: 'APP', reference: null, agreement, months, fen, ...ordered };
  for (const month of months) agreement.dues.get(month)!.asked = 'payment';
  world.payments.push(payment);
  world.told.push(`payment-ordered ${member.who}`);
  return payment;
}

/** The bank answers the orders of a city: what it paid counts for the day of the order. */
export function takePayments(world: World, city: City): void {
  for (const payment of world.payments) {
    const member = world.members[payment.who]!;
    if (payment.status !== 'PENDING' || member.city !== city) continue;
    const paid = answered(world, member, payment.fen, payment.on);
    payment.status = paid ? 'PAID' : 'REFUSED';
    payment.settled = world.today;
    if (paid) fill(world, member, payment.agreement, payment.months, fromBank(payment.on));
    else if (member.purse === 'poor') payment.agreement.refused.push(payment.on);
    if (waits(member)) endWaiting(world, member, payment);
  }
}

/** HZ-02: the account is open when its first contribution is paid; else the agreement ends, and may be signed anew. */
function endWaiting(world: World, member: Member, { status, agreement }: Payment): void {
  if (status === 'PAID') completeOpening(world, member);
  else if (agreement.status === 'ACTIVE') Object.assign(agreement, { status: 'TERMINATED', ended: world.today });
}

export const paymentLine = ({ who, channel, reference, status, fen, on, settled }: Payment): string =>
  ['payment', who, channel, reference ?? '-', status, fen, dayText(on), settled === null ? '-' : dayText(settled)].join(
    ' ',
  );
