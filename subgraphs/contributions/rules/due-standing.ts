import { type CivilDate, type CivilMonth, lastDay, monthOf, nextMonth } from '#kernel/calendar.ts';
import { type Fen, sumFen } from '#kernel/money.ts';
import type { CityPolicy } from '#policy/policy.ts';
import { debitDate, periodEnd, retryDates } from './dues.ts';
import type { PaymentMode } from './payment-mode.ts';

/** How a month that is due stands. */
export type DueStatus = 'UNPAID' | 'ASKED' | 'PAID' | 'ARREARS' | 'NOT_OWED';

/** What is known of a month that is due: its amount in fen, whether the bank is being asked for it, and when it last was. */
export type ListedDue = {
  month: CivilMonth;
  fen: Fen;
  paidOn: CivilDate | null;
  /** Whether its agreement is in force. */
  active: boolean;
  asked: boolean;
  askedOn: CivilDate | null;
};

/**
 * CJ-07, CJ-12: paid; asked of the bank; in arrears, to be paid outside the batch, once its month has ended or the bank has
 * refused it and is not asked again in the month; unpaid before that; and not owed where its agreement has ended unpaid.
 */
export function standingOf(policy: CityPolicy, due: ListedDue, today: CivilDate): DueStatus {
  if (due.paidOn !== null) return 'PAID';
  if (!due.active) return 'NOT_OWED';
  if (due.asked) return 'ASKED';
  const now = monthOf(today);
  if (due.month < now) return 'ARREARS';
  const refused = due.askedOn !== null && due.month === now;
  return refused && !nextRetry(policy, now, due.askedOn!, today) ? 'ARREARS' : 'UNPAID';
}

function nextRetry(policy: CityPolicy, month: CivilMonth, asked: CivilDate, today: CivilDate): CivilDate | undefined {
  return retryDates(policy, month).find((day) => day >= today && day > asked);
}

/** When the bank is asked next, and for how much in fen. */
type NextDebit = { on: CivilDate; fen: Fen };

/**
 * CJ-07: the next debit of an agreement's unpaid months: on a retry day of this month what was refused in it, else on the
 * next debit day what is unpaid from its month to the end of its period, and any month never asked for. Undefined where
 * nothing is left within the months known.
 */
export function nextDebit(
  policy: CityPolicy,
  mode: PaymentMode,
  unpaid: readonly ListedDue[],
  today: CivilDate,
): NextDebit | undefined {
  const now = monthOf(today);
  const waiting = unpaid.filter(({ asked }) => !asked);
  const least = policy.contribution.minimumDeposit?.value ?? 0n;
  const last = waiting.at(-1)?.month ?? now;
  for (let month = now; month <= last; month = nextMonth(month)) {
    const end = periodEnd(mode, month);
    const due = waiting.filter((each) => (each.month >= month || each.askedOn === null) && each.month <= end);
    const asked = month === now ? due.findLast(({ askedOn }) => askedOn !== null)?.askedOn : undefined;
    const on = asked ? nextRetry(policy, month, asked, today) : dayToAsk(policy, month, today);
    if (due.length > 0 && on) return { on, fen: atLeast(least, due, waiting) };
  }
  return undefined;
}

function dayToAsk(policy: CityPolicy, month: CivilMonth, today: CivilDate): CivilDate | undefined {
  const day = debitDate(policy, month);
  if (day >= today) return day;
  // Whoever signs after the debit day is asked by a later batch of the same month (CJ-12).
  return today <= lastDay(month) ? today : undefined;
}

// HZ-02: a payment below the minimum goes on into the months after it.
function atLeast(least: Fen, due: readonly ListedDue[], waiting: readonly ListedDue[]): Fen {
  const sum = sumFen(due.map(({ fen }) => fen));
  const beyond = waiting.filter((each) => each.month > due.at(-1)!.month);
  return beyond.reduce((fen, each) => (fen < least ? fen + each.fen : fen), sum);
}
