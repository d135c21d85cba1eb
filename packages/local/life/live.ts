import { closeMonth } from '#contributions/jobs/close-month.ts';
import { collectDue } from '#contributions/jobs/collect.ts';
import { settleInterest } from '#contributions/jobs/settle-interest.ts';
import { lastFinished, type RunOf } from '#contributions/operations/run-in-chunks.ts';
import {
  type CivilDate,
  type CivilMonth,
  firstDay,
  lastDay,
  monthOf,
  monthsFrom,
  nextMonth,
} from '#kernel/calendar.ts';
import { settableClock } from '#kernel/clock.ts';
import { runInstalments } from '#loans/jobs/instalments.ts';
import { type CityCode, cityCodes } from '#service/cities.ts';
import { tryAll } from '#service/try-each.ts';
import { awardMonth } from '#subsidies/jobs/award-run.ts';
import { apply, askForLoan, change, consent, decideOnLoan, type Living, sign, takeOut, verify } from './acts.ts';
import { habitsOf } from './habits.ts';
import { people } from './people.ts';
import { provision } from './provision.ts';
import { leaveWaiting } from './waiting.ts';
import { openWorld, type World, type WorldOptions } from './world.ts';

/** How many whole months are lived. */
const monthsLived = 30;

export type Life = {
  count: number;
  seed: number;
  /** The last day that is lived; its month is lived as far as this day. */
  until: CivilDate;
};

export type Lived = { people: Living[]; from: CivilMonth };

type Day = { date: CivilDate; act: (now: Now) => Promise<void> };
type Now = { world: World; people: Living[]; month: number; today: CivilDate };

const atOnce = 8;

async function each(people: readonly Living[], act: (person: Living) => Promise<void>): Promise<void> {
  const waiting = people[Symbol.iterator]();
  const worker = async () => {
    for (const person of waiting) await act(person);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** What happens in every month, day by day, by the operations and runs that the real months have. */
function calendarOf(month: CivilMonth): Day[] {
  const day = (number: number) => `${month}-${String(number).padStart(2, '0')}`;
  return [
    { date: day(1), act: firstOfMonth },
    { date: day(6), act: verifications },
    { date: day(8), act: signings },
    { date: day(12), act: wishes },
    ...(month.endsWith('-07') ? [{ date: day(15), act: julyChanges }] : []),
    { date: day(20), act: collections },
    { date: month.endsWith('-06') ? day(30) : lastDay(month), act: monthEnd },
  ];
}

// Who applies waits for nothing that the closing does.
async function firstOfMonth(now: Now): Promise<void> {
  await tryAll([closeLastMonth, applications], (act) => act(now));
}

async function closeLastMonth({ world, month, today }: Now): Promise<void> {
  if (month === 0) return;
  const last = nextMonth(monthOf(today), -1);
  await tryAll(cityCodes, (city) => closeMonth(world.runs.contributions, city, last));
  await world.hear();
  await tryAll(cityCodes, async (city) => void (await awardMonth(world.runs.subsidies, city, last)));
  await world.hear();
}

const joining = (people: readonly Living[], month: number) => people.filter(({ life }) => life.joins === month);

async function applications({ world, people, month, today }: Now): Promise<void> {
  await each(joining(people, month), (person) => apply(world, person, today));
}

async function verifications({ world, people, month, today }: Now): Promise<void> {
  // In the month that is still going on the bureau has not come to them yet: they are its queue.
  if (month === monthsLived) return;
  await each(joining(people, month), (person) => verify(world, person, today));
  await world.hear();
}

// What was refused when a month was first lived may be possible once later months are known: it is not wished again.
async function citiesBefore(kind: RunOf['kind'], { world, today }: Now): Promise<ReadonlySet<CityCode>> {
  const last = (city: CityCode) => lastFinished(world.runs.contributions, kind, city);
  const lived = await Promise.all(cityCodes.map(last));
  return new Set(cityCodes.filter((_, at) => (lived[at] ?? '') < monthOf(today)));
}

async function signings(now: Now): Promise<void> {
  const { world, people, month } = now;
  await each(joining(people, month), (person) => sign(world, person, 'sign'));
  const open = await citiesBefore('collect', now);
  const back = people.filter(({ city, life, signed }) => life.rejoins === month && signed && open.has(city));
  await each(back, (person) => sign(world, person, 'sign-again'));
  await world.hear();
}

async function wishes(now: Now): Promise<void> {
  const { world, people, month, today } = now;
  const members = people.filter(({ signed }) => signed);
  const consenting = members.filter(({ life }) => life.consentsTo.length > 0 && consentsIn(life.joins, month));
  await each(consenting, (person) => consent(world, person, today));
  const open = await citiesBefore('collect', now);
  const wishing = members.filter(({ city }) => open.has(city));
  const borrowing = wishing.filter(({ life }) => life.borrows?.month === month);
  await each(borrowing, (person) => askForLoan(world, person));
  if (borrowing.length > 0) await world.hear();
  await each(borrowing, (person) => decideOnLoan(world, person, today));
  await each(
    wishing.filter(({ life }) => life.withdraws === month),
    (person) => takeOut(world, person),
  );
  await world.hear();
}

// A consent holds for a year, so whoever gives one gives it again after twelve months.
const consentsIn = (joined: number, month: number) => month > joined && (month - joined - 1) % 12 === 0;

async function julyChanges(now: Now): Promise<void> {
  const { world, people, today } = now;
  const open = await citiesBefore('collect', now);
  const changing = people.filter(({ city, life, signed }) => life.changesInJuly && signed && open.has(city));
  await each(changing, (person) => change(world, person, Number(today.slice(0, 4))));
}

async function collections({ world, today }: Now): Promise<void> {
  const collect = cityCodes.map((city) => () => collectDue(world.runs.contributions, city, today));
  await tryAll([...collect, () => runInstalments(world.runs.loans)], async (run) => void (await run()));
  await world.hear();
}

async function monthEnd(now: Now): Promise<void> {
  const { world, today } = now;
  if (today.endsWith('-06-30')) {
    const year = Number(today.slice(0, 4));
    await tryAll(cityCodes, (city) => settleInterest(world.runs.contributions, city, year));
  }
  const provides = today.endsWith('-31') || today.endsWith('-06-30');
  if (provides) await provision(world, today, await citiesBefore('close-month', now));
}

/** Lives thirty months and what has passed of the present one; told of its progress from 0 to 1. */
export async function live(
  life: Life,
  given: Pick<WorldOptions, 'databaseUrls' | 'identity' | 'accountKeys'>,
  progress: (share: number, date: CivilDate) => void = () => {},
): Promise<Lived> {
  const from = nextMonth(monthOf(life.until), -monthsLived);
  const made = people(life.count, life.seed, from, monthsLived + 1);
  leaveWaiting(made, monthOf(life.until), monthsLived);
  const living: Living[] = made.map((person, serial) => ({ ...person, serial, consents: [] }));
  const clock = settableClock(firstDay(from));
  const world = await openWorld({ ...given, clock, habits: habitsOf(living, from) });
  try {
    const months = monthsFrom(from, monthOf(life.until));
    for (const [month, name] of months.entries()) {
      for (const { date, act } of calendarOf(name).filter((day) => day.date <= life.until)) {
        clock.set(date);
        await act({ world, people: living, month, today: date });
      }
      progress((month + 1) / months.length, lastDay(name));
    }
  } finally {
    await world.close();
  }
  return { people: living, from };
}
