import { randomUUID } from 'node:crypto';
import { type CivilDate, type CivilMonth, lastDay, monthsBetween } from '#kernel/calendar.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type FigureChange, policyWith, readChange } from '#policy/change.ts';
import { figuresOn } from '#policy/policy.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { awardsAnything } from '../rules/member-awards.ts';
import { type AwardTrial, findTrial } from './award-trials.ts';

export type TryAwards = {
  city: CityCode;
  from: CivilMonth;
  to: CivilMonth;
  changes: readonly FigureChange[];
  idempotencyKey: string;
};

const mostMonths = 36;
const mostChanges = 20;
const longestValue = 100;
/** Everything that the rules of the awards read of a city's policy; facts that other registers decided cannot be tried. */
const tried = /^(subsidies\.(contribution|oneOff)\.[a-zA-Z]+|contribution\.fundsUnused)$/;

const invalid = (message: string, field: string, rule: string): never => {
  throw new Refusal('INVALID_INPUT', message, { field, rule });
};

/** CJ-15, CJ-16: asks what a span of closed months would be under other figures (试算); nothing is ever awarded by it. */
export async function tryAwards(context: Context, input: TryAwards): Promise<AwardTrial> {
  const { idempotencyKey: key, ...asked } = input;
  const { caller, policy } = context;
  if (!caller.cities.includes(asked.city))
    throw new Refusal('FORBIDDEN', 'Not a city of the caller', { field: 'city' });
  refuseSpan(asked);
  const figures = new Map(figuresOn(asked.city, lastDay(asked.to)).map(({ name, text }) => [name, text]));
  const changes = asked.changes.map((change) => ({
    ...refuseChange(change, asked.changes),
    inForce: figures.get(change.figure) ?? null,
  }));
  if (!awardsAnything(policy(asked.city, lastDay(asked.to))))
    invalid('The plan of this city has no subsidy that is awarded by the month', 'city', 'no-subsidy');
  const command = { name: 'try-awards', subject: asked.city, key, input: asked };
  const id = await perform(context, command, async ({ db, emit, now }) => {
    await refuseOpenMonths(db, asked);
    const made = randomUUID();
    await db.query(
      `INSERT INTO award_trial (id, city, first_month, last_month, changes, asked_by, asked_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [made, asked.city, asked.from, asked.to, JSON.stringify(changes), caller.officer ?? caller.client, now],
    );
    emit({ type: 'award-trial-asked', trialId: made });
    return made;
  });
  return (await findTrial(context, id))!;
}

function refuseSpan({ from, to }: TryAwards | Omit<TryAwards, 'idempotencyKey'>): void {
  if (to < from) invalid('The span ends before it begins', 'to', 'span');
  if (monthsBetween(from, to) >= mostMonths) invalid(`At most ${mostMonths} months at once`, 'from', 'most-months');
}

function refuseChange(change: FigureChange, all: readonly FigureChange[]): FigureChange {
  const field = 'changes';
  if (all.length > mostChanges) invalid(`At most ${mostChanges} figures at once`, field, 'most-changes');
  if (all.filter(({ figure }) => figure === change.figure).length > 1)
    invalid('A figure is changed once', field, 'once');
  if (!tried.test(change.figure)) invalid('Not a figure that the awards can be tried with', field, 'figure');
  if (change.value.length > longestValue) invalid('No value of a figure is that long', field, 'value');
  try {
    readChange(change);
  } catch {
    // Never the value itself in the words: whatever was sent is not repeated.
    invalid('Not a value that the figure can have', field, 'value');
  }
  return { figure: change.figure, value: change.value };
}

async function refuseOpenMonths(db: Db, { city, to }: { city: CityCode; to: CivilMonth }): Promise<void> {
  const [known] = await rows<{ last: CivilMonth | null }>(
    db,
    'SELECT max(month) AS last FROM told_month WHERE city = $1',
    [city],
  );
  if (known!.last === null || to > known!.last) invalid('Only closed months can be tried', 'to', 'closed-months');
}

/** The policy of a city with figures tried, on a day. */
export const triedPolicy = (context: Context, changes: readonly FigureChange[]) => {
  const made = new Map<object, ReturnType<Context['policy']>>();
  return (city: CityCode, on: CivilDate) => {
    const inForce = context.policy(city, on);
    const known = made.get(inForce) ?? policyWith(inForce, changes);
    made.set(inForce, known);
    return known;
  };
};
