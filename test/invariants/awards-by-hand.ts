// CJ-15 and CJ-16 written out anew, month by month, as a clerk with a ledger and a calendar would go through a life. Nothing
// of the rules, the database or the calendar of the system is used here: dates are compared as texts, months counted from 0.

/** How a city reads the words of its plan, and its figures; amounts in fen, the rate as a share of ten thousand. */
export type Readings = {
  window: 'rolling' | 'fund-year' | 'natural-year';
  yearly: { continuity: 'one-agreement' | 'unbroken-months'; unusedOver: 'run' | 'counted-months'; minimum: number };
  once: { continuity: 'one-agreement' | 'unbroken-months'; unusedOver: 'run' | 'counted-months'; minimum: number };
  loanUses: boolean;
  perTenThousand: number;
  rounding: 'half-up-fen' | 'half-up-jiao' | 'ceil-jiao' | 'half-up-yuan' | 'floor-fen' | 'ceil-fen';
  amount: number;
  groups: readonly string[];
  graduateYears: number;
  graduateAt: 'opening' | 'qualifying';
};

/** One month of a life as it was closed. */
export type LivedMonth = { month: string; full: boolean; agreement: number; paid: number; used: boolean };
/** A group somebody belongs to, from one day of a month before its 29th to another. */
export type Group = { kind: string; graduatedOn: string | null; since?: string; until?: string | null };
export type Life = {
  months: LivedMonth[];
  loans: { from: string; to: string | null }[];
  openedOn: string;
  groups: Group[];
};
export type HandAward = { clause: string; month: string; fen: bigint };

const indexOf = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
const monthAt = (index: number): string => `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;

/** How many months in a row were full up to this one, by the reading of 连续. */
function inARow(life: Life, at: number, continuity: Readings['once']['continuity']): number {
  let count = 0;
  const last = life.months[at]!;
  for (let i = at; i >= 0; i -= 1) {
    const each = life.months[i]!;
    const next = indexOf(each.month) === indexOf(last.month) - count;
    if (!each.full || !next || (continuity === 'one-agreement' && each.agreement !== last.agreement)) break;
    count += 1;
  }
  return count;
}

/** Whether money was taken out or lent against in so many months up to this one. */
function touched(life: Life, at: number, months: number, loanUses: boolean): boolean {
  const last = indexOf(life.months[at]!.month);
  const first = last - months + 1;
  if (life.months.some((each) => each.used && indexOf(each.month) >= first && indexOf(each.month) <= last)) return true;
  const [begin, end] = [`${monthAt(first)}-01`, `${monthAt(last)}-31`];
  return loanUses && life.loans.some(({ from, to }) => from <= end && (to === null || to >= begin));
}

function rounded(tenThousandths: bigint, rounding: Readings['rounding']): bigint {
  const unit = rounding.endsWith('yuan') ? 1_000_000n : rounding.endsWith('jiao') ? 100_000n : 10_000n;
  const whole = tenThousandths / unit;
  const rest = tenThousandths % unit;
  const up = rounding.startsWith('half-up') ? rest * 2n >= unit : rounding.startsWith('ceil') && rest > 0n;
  return ((up ? whole + 1n : whole) * unit) / 10_000n;
}

function yearEnds(month: string, row: number, window: Readings['window']): boolean {
  if (window === 'rolling') return row % 12 === 0;
  return month.endsWith(window === 'fund-year' ? '-06' : '-12');
}

function belongs(life: Life, by: Readings, month: string, row: number): boolean {
  return life.groups.some(({ kind, graduatedOn, since, until: last }) => {
    if (!by.groups.includes(kind)) return false;
    if ((since && since > `${month}-31`) || (last && last <= `${month}-31`)) return false;
    if (kind !== 'GRADUATE') return true;
    if (graduatedOn === null || graduatedOn > `${month}-31`) return false;
    const until = `${Number(graduatedOn.slice(0, 4)) + by.graduateYears}${graduatedOn.slice(4)}`;
    // The end of a month is after all of its days but the last, which nobody here graduates on.
    const qualified = `${monthAt(indexOf(month) - row + by.once.minimum)}-31`;
    return (by.graduateAt === 'opening' ? life.openedOn : qualified) <= until;
  });
}

/** Everything that a life is owed, month by month. */
export function awardsByHand(life: Life, by: Readings): HandAward[] {
  const awards: HandAward[] = [];
  const counted = new Set<number>();
  let had = false;
  for (const [at, { month }] of life.months.entries()) {
    const now = indexOf(month);
    const year = Array.from({ length: 12 }, (_, n) => now - n);
    const row = inARow(life, at, by.yearly.continuity);
    const inYear = life.months.filter((each) => each.full && year.includes(indexOf(each.month)));
    const spent = touched(life, at, by.yearly.unusedOver === 'run' ? row : 12, by.loanUses);
    const free = !year.some((each) => counted.has(each));
    if (row >= by.yearly.minimum && yearEnds(month, row, by.window) && inYear.length === 12 && !spent && free) {
      const paid = inYear.reduce((sum, each) => sum + BigInt(each.paid), 0n);
      const fen = rounded(paid * BigInt(by.perTenThousand), by.rounding);
      if (fen > 0n) {
        awards.push({ clause: 'CJ-15', month, fen });
        for (const each of year) counted.add(each);
      }
    }
    const run = inARow(life, at, by.once.continuity);
    const use = touched(life, at, by.once.unusedOver === 'run' ? run : by.once.minimum, by.loanUses);
    const open = life.openedOn <= `${month}-31`;
    if (!had && open && run >= by.once.minimum && !use && belongs(life, by, month, run)) {
      awards.push({ clause: 'CJ-16', month, fen: BigInt(by.amount) });
      had = true;
    }
  }
  return awards.sort((one, other) => (`${one.month}${one.clause}` < `${other.month}${other.clause}` ? -1 : 1));
}
