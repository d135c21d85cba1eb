import { type Day, dayText, first, inMonth, last, type Month, monthIn, monthText } from './calendar.ts';
import { arrears, endByItself, endOfPeriod, fill, fromBank, indebted, mayContribute, owe } from './dues.ts';
import { type City, debitDate, lapseAfter, leastPayment, retryDate } from './figures.ts';
import { takesNothingIn } from './freezes.ts';
import { takePayments } from './payments.ts';
import { answered } from './suspense.ts';
import { type Agreement, type Due, inForce, type Member, type World } from './world.ts';

const accountsOf = (world: World, city: City): Member[] => world.opened.filter((member) => member.city === city);

/**
 * CJ-07: asks the bank for what is due, once a month; again on the retry day for what it refused; and once a day for
 * those who signed since.
 */
export function collect(world: World, city: City): void {
  takePayments(world, city);
  const { today } = world;
  const month = monthIn(today);
  const debit = inMonth(month, debitDate);
  if (today < debit) return;
  ask(world, city, monthText(month), accountsOf(world, city), true);
  const retry = inMonth(month, retryDate);
  if (today >= retry) again(world, city, retry, (member) => wasRefused(member, month, retry));
  again(world, city, today, (member) => neverAsked(member, month, debit, today));
}

/** A later batch goes by ranges of accounts, so that it takes along whoever lies between those it is for. */
function again(world: World, city: City, on: Day, isFor: (member: Member) => boolean): void {
  const order = accountsOf(world, city);
  const range = [order.findIndex(isFor), order.findLastIndex(isFor)] as const;
  if (range[0] < 0) return;
  ask(world, city, dayText(on), order.slice(range[0], range[1] + 1), on === inMonth(monthIn(on), retryDate));
}

function wasRefused(member: Member, month: Month, retry: Day): boolean {
  const agreement = inForce(member);
  if (!agreement || !mayContribute(member, retry)) return false;
  const owing = [...agreement.dues].some(([m, { filled, asked }]) => m >= month && filled === null && asked);
  return owing && agreement.refused.some((on) => monthIn(on) === month && on < retry);
}

function neverAsked(member: Member, month: Month, debit: Day, today: Day): boolean {
  const agreement = inForce(member);
  if (!agreement || agreement.signed < debit || agreement.signed > today || !mayContribute(member, today)) return false;
  const open = [...agreement.dues].some(([m, { filled, asked }]) => m <= month && filled === null && !asked);
  return open || agreement.next <= endOfPeriod(agreement.mode, month);
}

function ask(world: World, city: City, period: string, members: readonly Member[], regular: boolean): void {
  const run = `${city} ${period}`;
  if (world.collected.has(run)) return;
  world.collected.add(run);
  for (const member of members) {
    const agreement = inForce(member);
    if (agreement) debitOne(world, member, agreement, regular);
  }
}

function debitOne(world: World, member: Member, agreement: Agreement, regular: boolean): void {
  const { today } = world;
  const month = monthIn(today);
  const known = new Set(agreement.dues.keys());
  const end = endOfPeriod(agreement.mode, month);
  owe(member, agreement, end, today, 'run');
  const asked = [...agreement.dues].filter(([m, due]) => {
    if (!known.has(m)) return true;
    const open = mayContribute(member, today) && due.filled === null && ((regular && m >= month) || !due.asked);
    // Months to come that only the member's own payment asked for wait for their day.
    return open && (m <= end || due.asked === 'run');
  });
  // Who takes no money in is asked when that has ended.
  if (takesNothingIn(world, member)) for (const [, due] of asked) due.asked = null;
  if (asked.length === 0 || takesNothingIn(world, member)) return;
  asked.push(...reachLeast(member, agreement, asked));
  for (const [, due] of asked) due.asked = 'run';
  const months = asked.map(([m]) => m);
  const sum = asked.reduce((fen, [, due]) => fen + due.fen, 0n);
  if (answered(world, member, sum, today)) fill(world, member, agreement, months, fromBank(today));
  else if (member.purse === 'poor') agreement.refused.push(today);
}

/** HZ-02: what is asked for at once is at least the published minimum, and goes on into the next period until it is. */
function reachLeast(member: Member, agreement: Agreement, asked: readonly [Month, Due][]): [Month, Due][] {
  const added: [Month, Due][] = [];
  const least = leastPayment[member.city];
  const sum = asked.reduce((fen, [, due]) => fen + due.fen, 0n);
  if (sum >= least) return added;
  const { monthly } = agreement.plans.at(-1)!;
  const more = (least - sum + monthly - 1n) / monthly;
  for (let n = 0n; n < more && first(agreement.next) < member.retires; n += 1n) {
    const month = agreement.next;
    const { base, monthly: fen } = agreement.plans.findLast(({ from }) => from <= month)!;
    added.push([month, { base, fen, filled: null, asked: 'run' }]);
    agreement.dues.set(month, added.at(-1)![1]);
    agreement.next = month + 1;
  }
  return added;
}

/** CJ-11, CJ-15: closes every month that has ended, from that of the city's first account on. */
export function closeMonths(world: World, city: City): void {
  const opening = accountsOf(world, city)[0]?.account?.opened;
  if (opening === undefined) return;
  const from = world.closedThrough[city] === undefined ? monthIn(opening) : world.closedThrough[city] + 1;
  for (let month = from; month < monthIn(world.today); month += 1) {
    const rows = accountsOf(world, city).flatMap((member) => closeOne(member, month) ?? []);
    if (rows.length > 0) world.told.push(`month-closed ${city} ${monthText(month)} ${rows.join(' ')}`);
    world.closedThrough[city] = month;
  }
}

function closeOne(member: Member, month: Month): string | null {
  const force = inForce(member);
  if (force) owe(member, force, month, last(month));
  const owed = member.agreements
    .map((agreement, index) => ({ agreement, index, due: agreement.dues.get(month) }))
    .filter(({ agreement, due }) => due && (agreement.ended === null || agreement.ended >= first(month)))
    .sort((a, b) => (a.due!.filled ?? Infinity) - (b.due!.filled ?? Infinity) || b.index - a.index)[0];
  const { streak } = member.account!;
  const before = streak.months;
  const filled = owed?.due?.filled ?? null;
  const full = filled !== null && filled <= last(month);
  member.account!.streak = full
    ? goOn(streak, month, owed!.index)
    : { months: 0, from: null, through: streak.through === null ? null : month, agreement: null };
  if (force && arrears(force, month).months > lapseAfter && !indebted(member, last(month))) {
    endByItself(member, force, last(month));
  }
  if (!owed && before === 0) return null;
  const { months, from } = member.account!.streak;
  // The product asks for the last withdrawal up to the month's end.
  const used = from !== null && member.withdrawals.some((on) => on >= first(from) && on <= last(month));
  return `${member.who}:${full}:${filled === null ? 0n : owed!.due!.fen}:${months}:${used}`;
}

function goOn(streak: NonNullable<Member['account']>['streak'], month: Month, agreement: number) {
  const onward = streak.months > 0 && streak.agreement === agreement && streak.through === month - 1;
  return onward
    ? { ...streak, months: streak.months + 1, through: month }
    : { months: 1, from: month, through: month, agreement };
}
