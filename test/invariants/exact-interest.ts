import type pg from 'pg';

/** A yearly rate in per cent, as text, from a day on. */
export type RateFrom = { from: string; percent: string };
/** What an account was paid when it was closed on a day. */
export type Closing = { account: number; on: string; fen: bigint };

type Asked = { year: number; rates: readonly RateFrom[]; segmented: string; closings: readonly Closing[] };
type Found = {
  accounts: number;
  due: number;
  settled: number;
  fen: bigint;
  openedOnTheDay: number;
  emptiedOnTheDay: number;
  openedAfter: number;
  off: { account: number; credited: string; exact: string }[];
  closingsOff: { account: number; paid: string; exact: string }[];
};

// CJ-09, written out anew and on purpose with nothing of the product: a fraction of a fen is a bigint over this.
const perHundredThousand = 100_000n;
const denominator = perHundredThousand * 100n * 360n;

const inHundredThousandths = (percent: string): bigint => {
  const [whole, decimals = ''] = percent.split('.');
  return BigInt(whole! + decimals.padEnd(5, '0'));
};

const halfUp = (numerator: bigint): bigint => (2n * numerator + denominator) / (2n * denominator);

/** The rate of each day, in hundred-thousandths of a per cent, summed from a day to the end: what a fen lying from it bears. */
function bearing(days: readonly string[], rateOf: (day: string) => bigint): bigint[] {
  const sums = [0n];
  for (const day of days.toReversed()) sums.push(sums.at(-1)! + rateOf(day));
  return sums.reverse();
}

type Row = {
  id: number;
  city: string;
  opened: string;
  credited: string | null;
  days: string[] | null;
  fen: string[] | null;
};

const rowsSql = `
  SELECT acc.id, acc.city, acc.opened_on::text AS opened, s.fen::text AS credited, m.days, m.fen
  FROM account acc
  LEFT JOIN interest_settlement s ON s.account_id = acc.id AND s.pool = 'flexible' AND s.year = $1
  LEFT JOIN LATERAL (
    SELECT array_agg(day::text) AS days, array_agg(fen::text) AS fen FROM (
      SELECT booked_on AS day, fen FROM movement WHERE to_account IN (acc.flexible, acc.interest) AND run <> 'interest:' || $1
      UNION ALL
      SELECT booked_on, -fen FROM movement WHERE from_account IN (acc.flexible, acc.interest)) AS side) AS m ON true
  WHERE acc.id BETWEEN $2 AND $3 ORDER BY acc.id`;

const atOnce = 20_000;

/** Reckons the interest of every account of both cities day by day from its movements alone, and compares it. */
export async function interestOfAccounts(owner: pg.Client, asked: Asked): Promise<Found> {
  const [from, to] = [`${asked.year - 1}-06-30`, `${asked.year}-06-30`];
  const span = await owner.query<{ day: string }>(
    "SELECT day::date::text AS day FROM generate_series($1::date, $2::date - 1, interval '1 day') AS day",
    [from, to],
  );
  const days = span.rows.map(({ day }) => day);
  const place = new Map(days.map((day, at) => [day, at]));
  const rateOn = (day: string) => inHundredThousandths(asked.rates.findLast((each) => each.from <= day)!.percent);
  const ofEachDay = bearing(days, rateOn);
  const until = (on: string) => days.slice(0, place.get(on));
  const closedOn = new Map(asked.closings.map((closing) => [closing.account, closing]));
  const found: Found = {
    ...{ accounts: 0, due: 0, settled: 0, fen: 0n, openedOnTheDay: 0, emptiedOnTheDay: 0, openedAfter: 0 },
    ...{ off: [], closingsOff: [] },
  };

  /** Σ fen × what a fen bears from its day, or from the day before which nothing counts any more. */
  const earned = (row: Row, bears: readonly bigint[], since = 0): bigint =>
    (row.days ?? []).reduce((sum, day, at) => {
      const starts = day < from ? 0 : (place.get(day) ?? days.length);
      return sum + BigInt(row.fen![at]!) * (bears[Math.max(starts, since)] ?? 0n);
    }, 0n);

  const check = (row: Row) => {
    const closing = closedOn.get(row.id);
    const each = row.city === asked.segmented;
    const yearly = each ? ofEachDay : bearing(days, () => rateOn(to));
    const exact = halfUp(earned(row, yearly, closing ? place.get(closing.on)! : 0));
    if (String(exact) !== row.credited)
      found.off.push({ account: row.id, credited: row.credited ?? '', exact: String(exact) });
    found.fen += exact;
    if (!closing) return;
    const before = until(closing.on);
    const bears = bearing(before, each ? rateOn : () => rateOn(closing.on));
    const own = { ...row, days: row.days!.map((day) => (day >= closing.on ? to : day)) };
    const paid = halfUp(earned(own, bears));
    if (paid !== closing.fen)
      found.closingsOff.push({ account: row.id, paid: String(closing.fen), exact: String(paid) });
  };

  const { rows: ends } = await owner.query<{ last: number }>('SELECT max(id) AS last FROM account');
  for (let first = 1; first <= ends[0]!.last; first += atOnce) {
    const { rows } = await owner.query<Row>(rowsSql, [asked.year, first, first + atOnce - 1]);
    for (const row of rows) {
      found.accounts += 1;
      if (row.credited !== null) found.settled += 1;
      if (row.opened > to) {
        found.openedAfter += 1;
        continue;
      }
      found.due += 1;
      if (row.opened === to) found.openedOnTheDay += 1;
      if (row.days?.some((day, at) => day === to && row.fen![at]!.startsWith('-'))) found.emptiedOnTheDay += 1;
      check(row);
    }
  }
  return found;
}
