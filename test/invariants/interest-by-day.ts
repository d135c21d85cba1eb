import type pg from 'pg';

/** Money that entered (positive) or left an account on a day, in fen. */
type Dated = { on: string; fen: bigint };

/** What an account was credited for an interest year, and what a reader with a pencil makes of it. */
export type InterestOfYear = { owner: string; year: string; credited: bigint; reckoned: bigint };

// CJ-09, written out anew and on purpose with nothing of the product: 1.5 % a year over 360 days, half a fen rounds up.
const perYear = { numerator: 15n, denominator: 1000n };
const daysOfYear = 360n;

/** Every day from 30 June of the year before up to 29 June: the days that 30 June settles. */
async function daysOf(owner: pg.Client, year: string): Promise<string[]> {
  const sql = `SELECT day::date::text AS day
    FROM generate_series(($1::int - 1 || '-06-30')::date, ($1 || '-06-29')::date, interval '1 day') AS day`;
  return (await owner.query<{ day: string }>(sql, [year])).rows.map(({ day }) => day);
}

function reckon(days: readonly string[], movements: readonly Dated[]): bigint {
  let sum = 0n;
  for (const day of days) {
    let held = 0n;
    for (const { on, fen } of movements) if (on <= day) held += fen;
    sum += held;
  }
  const numerator = sum * perYear.numerator;
  const denominator = perYear.denominator * daysOfYear;
  return (2n * numerator + denominator) / (2n * denominator);
}

const sidesSql = `
  SELECT a.owner, m.booked_on::text AS on, m.fen::text AS fen, m.code
  FROM contributions.movement m JOIN contributions.ledger_account a ON a.id = m.to_account WHERE a.owner IS NOT NULL
  UNION ALL
  SELECT a.owner, m.booked_on::text, '-' || m.fen, m.code
  FROM contributions.movement m JOIN contributions.ledger_account a ON a.id = m.from_account WHERE a.owner IS NOT NULL`;

/** The interest of each account and settled year, day by day from its movements alone. */
export async function interestByDay(owner: pg.Client, years: readonly string[]): Promise<InterestOfYear[]> {
  const { rows } = await owner.query<{ owner: string; on: string; fen: string; code: string }>(sidesSql);
  const days = new Map<string, string[]>();
  for (const year of years) days.set(year, await daysOf(owner, year));
  return [...Map.groupBy(rows, (row) => row.owner)].flatMap(([who, own]) =>
    years.map((year) => {
      const movements = own.map(({ on, fen }) => ({ on, fen: BigInt(fen) }));
      const interest = own.filter(({ on, code }) => code === '09' && on === `${year}-06-30`);
      return {
        owner: who,
        year,
        credited: interest.reduce((sum, { fen }) => sum + BigInt(fen), 0n),
        // The settlement itself is booked on the last day, which the year no longer counts.
        reckoned: reckon(days.get(year)!, movements),
      };
    }),
  );
}
