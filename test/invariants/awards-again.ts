import type pg from 'pg';
import type { Person } from '#local/life/people.ts';

/** An award as it stands in the register, or as somebody works it out who has only the dues, loans and declarations. */
export type Award = { memberId: string; clause: string; month: string; fen: bigint };

type Due = { memberId: string; openedOn: string; agreement: string; month: string; paid: string; filledOn: string };
type Loan = { memberId: string; grantedOn: string; settledOn: string | null };
type Run = { month: string; from: string; length: number; paid: bigint[] };
type Categories = Person['categories'];

const after = (month: string): string => {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
};

const duesSql = `
  SELECT a.member_id AS "memberId", acc.opened_on::text AS "openedOn", a.id AS agreement, d.month,
    d.paid_fen::text AS paid, d.filled_on::text AS "filledOn"
  FROM contributions.agreement a JOIN contributions.account acc ON acc.id = a.account_id
  JOIN contributions.period_due d ON d.agreement_id = a.id
  WHERE a.city = '652300' AND d.filled_on IS NOT NULL`;
const loansSql = `
  SELECT member_id AS "memberId", disbursed_on::text AS "grantedOn", settled_on::text AS "settledOn" FROM loans.loan`;

/** The months of one person, each with the run of full months that ends with it; a month paid late is not full. */
function runsOf(dues: readonly Due[], last: string): Run[] {
  const first = dues.map(({ month }) => month).sort()[0];
  const runs: Run[] = [];
  let agreement: string | undefined;
  for (let month = first; month !== undefined && month <= last; month = after(month)) {
    const full = dues.find((due) => due.month === month && due.filledOn <= `${month}-31`);
    const before = runs.at(-1);
    const goesOn = full && before && before.length > 0 && agreement === full.agreement;
    agreement = full?.agreement;
    if (!full) runs.push({ month, from: month, length: 0, paid: [] });
    else if (!goesOn) runs.push({ month, from: month, length: 1, paid: [BigInt(full.paid)] });
    else {
      const paid = [...before.paid, BigInt(full.paid)];
      runs.push({ month, from: before.from, length: before.length + 1, paid });
    }
  }
  return runs;
}

const lentIn = ({ from, month }: Run, loans: readonly Loan[]): boolean =>
  loans.some(
    ({ grantedOn, settledOn }) => grantedOn <= `${month}-31` && (settledOn === null || settledOn >= `${from}-01`),
  );

// Three years after a day, by its text: graduation days are never 29 February here.
const threeYearsAfter = (day: string): string => `${Number(day.slice(0, 4)) + 3}${day.slice(4)}`;

function entitled(categories: Categories, openedOn: string, month: string): boolean {
  return categories.some(({ kind, graduatedOn }) =>
    kind === 'GRADUATE'
      ? graduatedOn !== null && graduatedOn <= `${month}-31` && openedOn <= threeYearsAfter(graduatedOn)
      : true,
  );
}

function awardsOf(
  memberId: string,
  dues: readonly Due[],
  known: { loans: Loan[]; categories: Categories },
  last: string,
) {
  const awards: Award[] = [];
  for (const run of runsOf(dues, last)) {
    if (lentIn(run, known.loans)) continue;
    if (run.length > 0 && run.length % 12 === 0) {
      const year = run.paid.slice(-12).reduce((sum, fen) => sum + fen, 0n);
      // CJ-15: 0.5 %, half a fen up.
      awards.push({ memberId, clause: 'CJ-15', month: run.month, fen: (year * 5n + 500n) / 1000n });
    }
    const had = awards.some(({ clause }) => clause === 'CJ-16');
    if (!had && run.length >= 6 && entitled(known.categories, dues[0]!.openedOn, run.month)) {
      awards.push({ memberId, clause: 'CJ-16', month: run.month, fen: 10_000n });
    }
  }
  return awards;
}

/** CJ-15, CJ-16: who should have been awarded what in Changji up to the last closed month, month by month. */
export async function awardsAgain(
  owner: pg.Client,
  categories: ReadonlyMap<string, Categories>,
  last: string,
): Promise<Award[]> {
  const dues = (await owner.query<Due>(duesSql)).rows;
  const loans = Map.groupBy((await owner.query<Loan>(loansSql)).rows, ({ memberId }) => memberId);
  return [...Map.groupBy(dues, ({ memberId }) => memberId)].flatMap(([memberId, own]) =>
    awardsOf(memberId, own, { loans: loans.get(memberId) ?? [], categories: categories.get(memberId) ?? [] }, last),
  );
}

/** Every award as the register of subsidies keeps it. */
export async function awardsKept(owner: pg.Client): Promise<Award[]> {
  const sql = 'SELECT member_id AS "memberId", clause, month, fen::text AS fen FROM subsidies.award';
  const { rows } = await owner.query<Omit<Award, 'fen'> & { fen: string }>(sql);
  return rows.map((row) => ({ ...row, fen: BigInt(row.fen) }));
}
