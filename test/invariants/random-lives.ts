import type pg from 'pg';
import type { random } from '#local/life/random.ts';
import { policyWith } from '#policy/change.ts';
import { type CityPolicy, policyOn } from '#policy/policy.ts';
import type { Life, Readings } from './awards-by-hand.ts';

export type Draw = ReturnType<typeof random>;

const roundings = ['half-up-fen', 'half-up-jiao', 'ceil-jiao', 'half-up-yuan', 'floor-fen', 'ceil-fen'] as const;
const kinds = ['STUDENT', 'GRADUATE', 'VETERAN', 'BORDER_GUARD'] as const;
const written = { STUDENT: 'student', GRADUATE: 'graduate', VETERAN: 'veteran', BORDER_GUARD: 'border-guard' } as const;

/** Any reading of every word, with any figures. */
export function anyReadings(draw: Draw, window: Readings['window']): Readings {
  const reading = (minimum: number) => ({
    continuity: draw.pick(['one-agreement', 'unbroken-months'] as const),
    unusedOver: draw.pick(['run', 'counted-months'] as const),
    minimum,
  });
  return {
    window,
    yearly: reading(draw.pick([6, 12, 12, 12, 15, 18])),
    once: reading(draw.pick([3, 6, 6, 9])),
    loanUses: draw.chance(0.6),
    perTenThousand: draw.pick([50, 50, 75, 125]),
    rounding: draw.pick(roundings),
    amount: draw.pick([10_000, 5_000, 1]),
    groups: kinds.filter((kind) => kind === 'VETERAN' || draw.chance(0.8)),
    graduateYears: draw.between(1, 3),
    graduateAt: draw.pick(['opening', 'qualifying'] as const),
  };
}

/** The city's policy by these readings. */
export function policyBy(by: Readings) {
  const made = new Map<CityPolicy, CityPolicy>();
  const percent = `${by.perTenThousand / 100}%`;
  const changes = {
    'subsidies.contribution.window': by.window,
    'subsidies.contribution.continuity': by.yearly.continuity,
    'subsidies.contribution.unusedOver': by.yearly.unusedOver,
    'subsidies.contribution.minimumMonths': String(by.yearly.minimum),
    'subsidies.contribution.rate': percent,
    'subsidies.contribution.rounding': by.rounding,
    'subsidies.oneOff.continuity': by.once.continuity,
    'subsidies.oneOff.unusedOver': by.once.unusedOver,
    'subsidies.oneOff.minimumMonths': String(by.once.minimum),
    'subsidies.oneOff.amount': (by.amount / 100).toFixed(2),
    'subsidies.oneOff.graduateYears': String(by.graduateYears),
    'subsidies.oneOff.graduateReference': by.graduateAt,
    'subsidies.oneOff.categories': by.groups.map((kind) => written[kind as keyof typeof written]).join(','),
    'contribution.fundsUnused': by.loanUses ? 'no-withdrawal-and-no-loan' : 'no-withdrawal',
  };
  const listed = Object.entries(changes).map(([figure, value]) => ({ figure, value }));
  return (city: '652300' | '330500', on: string): CityPolicy => {
    const inForce = policyOn(city, on);
    const known = made.get(inForce) ?? policyWith(inForce, listed);
    made.set(inForce, known);
    return known;
  };
}

const day = (draw: Draw, month: string): string => `${month}-${String(draw.between(1, 28)).padStart(2, '0')}`;

function anyGroup(draw: Draw) {
  const kind = draw.pick(kinds);
  const graduatedOn =
    kind === 'GRADUATE' ? `${draw.between(2020, 2024)}-${draw.pick(['06-15', '07-01', '12-20'])}` : null;
  return { kind, graduatedOn };
}

/** What is told of somebody's groups later: none after all, another one, or one from or to some day. */
export function groupsTold(draw: Draw, all: readonly string[]) {
  if (draw.chance(0.3)) return [];
  const [since, until] = [day(draw, draw.pick(all)), day(draw, draw.pick(all))].sort() as [string, string];
  return [{ ...anyGroup(draw), since, until: draw.chance(0.5) ? until : null }];
}

/** Anybody, over some of these months. */
export function anyLife(draw: Draw, all: readonly string[]): Life {
  const first = draw.chance(0.5) ? 0 : draw.between(0, all.length - 1);
  // Most pay steadily: of others there is little to award.
  const [misses, leaves, uses] = draw.pick([
    [0, 0, 0],
    [0.01, 0.02, 0.01],
    [0.03, 0, 0.03],
    [0.15, 0.1, 0.05],
  ] as const);
  const monthly = draw.between(1, 500_000);
  let agreement = 1;
  const months = all.slice(first).flatMap((month) => {
    if (draw.chance(leaves)) agreement += 1;
    const full = !draw.chance(misses);
    const lived = { month, full, agreement, paid: full ? monthly + draw.between(0, 99) : 0, used: draw.chance(uses) };
    // A month of which nothing is known.
    return draw.chance(misses / 4) ? [] : [lived];
  });
  const loans = Array.from({ length: draw.pick([0, 0, 0, 0, 1, 2]) }, () => {
    const from = draw.between(0, all.length - 1);
    const to = draw.chance(0.4) ? null : day(draw, all[draw.between(from, all.length - 1)]!);
    const begun = day(draw, all[from]!);
    return { from: begun, to: to !== null && to < begun ? begun : to };
  });
  const groups = draw.chance(0.4) ? [anyGroup(draw)] : [];
  return { months, loans, groups, openedOn: day(draw, all[first]!) };
}

/** A life as contributions tell it: the run of each month within one agreement. */
function streaksOf({ months }: Life): number[] {
  const streaks: number[] = [];
  for (const [at, { full, agreement, month }] of months.entries()) {
    const before = months[at - 1];
    const next = before && monthAfter(before.month) === month && before.agreement === agreement;
    streaks.push(full ? (next ? streaks[at - 1]! : 0) + 1 : 0);
  }
  return streaks;
}

const monthAfter = (month: string): string => {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
};

/** Writes lives into the empty subsidies register as its owner; `loan` names a loan of a life. */
export async function seedLives(
  owner: pg.Client,
  city: string,
  lives: ReadonlyMap<string, Life>,
  loan: (id: string, at: number) => string,
): Promise<void> {
  const tables =
    'award, award_basis, award_taking_back, told_month, monthly_fact, participant, loan_use, operation, inbox';
  await owner.query(`TRUNCATE ${tables}`);
  const months = [...lives].flatMap(([id, life]) => {
    const streaks = streaksOf(life);
    return life.months.map((each, at) => ({ id, ...each, streak: streaks[at] }));
  });
  await owner.query(
    `INSERT INTO monthly_fact (member_id, month, city, is_full, credited, streak_months, used)
     SELECT id, month, $1, "full", paid, streak, used FROM jsonb_to_recordset($2::jsonb)
       AS given (id uuid, month text, "full" boolean, paid bigint, streak integer, used boolean)`,
    [city, JSON.stringify(months)],
  );
  const people = [...lives].map(([id, { openedOn, groups }]) => ({ id, on: openedOn, groups }));
  await owner.query(
    `INSERT INTO participant (member_id, city, approved_on, opened_on, categories)
     SELECT id, $1, "on", "on", groups FROM jsonb_to_recordset($2::jsonb) AS given (id uuid, "on" date, groups jsonb)`,
    [city, JSON.stringify(people)],
  );
  const loans = [...lives].flatMap(([id, each]) => each.loans.map((one, at) => ({ id, loan: loan(id, at), ...one })));
  await owner.query(
    `INSERT INTO loan_use (loan_id, member_id, granted_on, settled_on)
     SELECT loan, id, "from", "to" FROM jsonb_to_recordset($1::jsonb) AS given (loan uuid, id uuid, "from" date, "to" date)`,
    [JSON.stringify(loans)],
  );
  await owner.query('INSERT INTO told_month (city, month) SELECT DISTINCT city, month FROM monthly_fact');
  await owner.query('ANALYZE monthly_fact, participant, loan_use');
}
