import { type Day, first, last, type Month, monthIn, yearOfMonth } from './calendar.ts';
import { lapseAfter } from './figures.ts';
import { turn } from './opening.ts';
import { type Agreement, type Due, type Member, type Mode, move, No, personal, type World } from './world.ts';

const lengths: Record<Mode, number> = { MONTHLY: 1, QUARTERLY: 3, YEARLY: 12 };
export const monthsOf = (mode: Mode): number => lengths[mode];

/** CJ-07: the last month of the calendar period that a month is in. */
export const endOfPeriod = (mode: Mode, month: Month): Month => month - (month % lengths[mode]) + lengths[mode] - 1;

export const mayContribute = (member: Member, on: Day): boolean => !member.inUnit && member.retires > on;
const planFor = (agreement: Agreement, month: Month) => agreement.plans.findLast(({ from }) => from <= month)!;

/**
 * Writes down what is owed through a month. For who may not contribute on the day nothing is, and only the months that
 * have come go by: a period ahead is owed again once they may.
 */
export function owe(member: Member, agreement: Agreement, through: Month, on: Day, asked: Due['asked'] = null): void {
  if (agreement.status !== 'ACTIVE') return;
  const may = mayContribute(member, on);
  const until = may ? through : Math.min(through, monthIn(on));
  for (let month = agreement.next; may && month <= until && first(month) < member.retires; month += 1) {
    const { base, monthly } = planFor(agreement, month);
    agreement.dues.set(month, { base, fen: monthly, filled: null, asked });
  }
  agreement.next = Math.max(agreement.next, until + 1);
}

/** What can be paid today, oldest first, to the end of next year. */
export function payable(member: Member, agreement: Agreement, today: Day): { month: Month; fen: bigint }[] {
  const found: { month: Month; fen: bigint }[] = [];
  const end = yearOfMonth(monthIn(today)) * 12 + 23;
  for (let month = agreement.firstMonth; month <= end; month += 1) {
    const known = agreement.dues.get(month);
    if (known ? known.filled === null : month >= agreement.next && first(month) < member.retires) {
      found.push({ month, fen: known?.fen ?? planFor(agreement, month).monthly });
    }
  }
  return found;
}

/** CJ-07: the whole months that an amount pays, to the fen. */
export function covered(dues: readonly { month: Month; fen: bigint }[], amount: bigint): Month[] {
  let sum = 0n;
  for (const [index, { fen }] of dues.entries()) {
    sum += fen;
    if (sum > amount) throw new No('AMOUNT_OUT_OF_BOUNDS');
    if (sum === amount) return dues.slice(0, index + 1).map(({ month }) => month);
  }
  throw new No('LIMIT_EXCEEDED');
}

/** On which day money comes, and from where. */
type Source = { on: Day; from: string };
export const fromBank = (on: Day): Source => ({ on, from: 'bank:custody' });

/** Books one movement a month and marks the months as paid. */
export function fill(world: World, member: Member, agreement: Agreement, months: readonly Month[], by: Source): void {
  const { on } = by;
  const book = { city: member.city, ...by, to: personal(member, 'FLEXIBLE'), code: '01' };
  for (const month of months) {
    const due = agreement.dues.get(month)!;
    due.filled = on;
    move(world, { ...book, fen: due.fen, period: month });
  }
}

export function paidThrough(agreement: Agreement): Month | null {
  let through: Month | null = null;
  for (const [month, { filled }] of [...agreement.dues].sort(([a], [b]) => a - b)) {
    if (filled === null) return through;
    through = month;
  }
  return through;
}

export const lastPaid = (agreements: readonly Agreement[]): Month | null => {
  const paid = agreements.flatMap(({ dues }) => [...dues].filter(([, due]) => due.filled !== null).map(([m]) => m));
  return paid.length > 0 ? Math.max(...paid) : null;
};

/** CJ-11: how many months an agreement was behind at the end of a month, and since when. */
export function arrears(agreement: Agreement, month: Month): { months: number; since: Month | null } {
  const dues = [...agreement.dues].filter(([m]) => m <= month).sort(([a], [b]) => a - b);
  const paid = dues.findLastIndex(([, { filled }]) => filled !== null && filled <= last(month));
  const behind = dues.slice(paid + 1);
  return { months: behind.length, since: behind[0]?.[0] ?? null };
}

/** CJ-11: whether a loan of the member was outstanding when a day ended, or had its lien before it was paid out. */
export const indebted = (member: Member, on: Day): boolean =>
  [...member.loans.values()].some(
    ({ granted, settled }) => (granted ?? 0) <= on && (settled === null || settled > on),
  ) || [...member.liens.values()].some((lien) => lien.status === 'PLACED' && lien.on <= on);

/**
 * CJ-11: an agreement with the months written down that have ended and that no run has come by for yet, and the day on
 * which it has ended by itself; null while it has not.
 */
export function caughtUp(world: World, member: Member, agreement: Agreement): { ended: Day | null; owing: Agreement } {
  const owing = { ...agreement, dues: new Map(agreement.dues) };
  const month = monthIn(world.today) - 1;
  if (month < agreement.firstMonth || (world.closedThrough[member.city] ?? -1) >= month) return { ended: null, owing };
  owe(member, owing, month, last(month));
  const behind = arrears(owing, month).months > lapseAfter;
  return { ended: behind && !indebted(member, last(month)) ? last(month) : null, owing };
}

/** Keeps what was only reckoned until now. */
export function keep(agreement: Agreement, { dues, next }: Agreement): void {
  Object.assign(agreement, { dues, next });
}

export function endByItself(member: Member, agreement: Agreement, on: Day): void {
  agreement.status = 'LAPSED';
  agreement.ended = on;
  turn(member, '02', on);
}
