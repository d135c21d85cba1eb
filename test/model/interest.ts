import { type Day, day, yearIn } from './calendar.ts';
import { type City, interest } from './figures.ts';
import { runOf, takeBack } from './interest-again.ts';
import { type Member, type Move, move, personal, type Run, type World } from './world.ts';

const settlement = (year: number): Day => day(year, 6, 30);
/** The year in which money that enters on a day bears its first interest. */
const interestYear = (on: Day): number => (on < settlement(yearIn(on)) ? yearIn(on) : yearIn(on) + 1);

/** The interest of the days [from, to) of a pool, from the day to which it was paid in between if any. */
function earned(world: World, member: Member, pool: '' | '@unit', from: Day, to: Day): bigint {
  const paid = member.account!.paidUntil[pool].filter((on) => on > from && on <= to);
  const start = Math.max(from, ...paid);
  let fenDays = 0n;
  const own = (account: string) =>
    account.startsWith(`${member.who}:`) && account.endsWith('@unit') === (pool === '@unit');
  for (const { from: left, to: entered, fen, on } of world.moves) {
    const days = BigInt(Math.max(0, to - Math.max(on, start)));
    if (own(entered)) fenDays += fen * days;
    if (own(left)) fenDays -= fen * days;
  }
  return interest(fenDays);
}

function credit(world: World, member: Member, pool: '' | '@unit', fen: bigint, on: Day): Move | null {
  if (fen <= 0n) return null;
  const [from, to] = [`expense:interest${pool}`, `${personal(member, 'INTEREST')}${pool}`];
  return move(world, { city: member.city, from, to, fen, code: '09', on, period: null });
}

/** CJ-13, HZ-12: money that is paid on closing, or sent away, bears none from the day on which that was asked for. */
const wasOnItsWayOut = (world: World, { who }: Member, pool: '' | '@unit', on: Day): boolean =>
  world.payouts.some(
    (payout) =>
      payout.who === who &&
      payout.kind !== 'WITHDRAWAL' &&
      (pool === '' || payout.kind === 'TRANSFER_OUT') &&
      payout.status === 'PAID' &&
      payout.requested < on &&
      payout.resolved! >= on,
  );

/** CJ-09: settles an interest year of an account, both pools, once. */
function settleYear(world: World, member: Member, year: number, run: Run | null): void {
  const account = member.account!;
  if (account.opened > settlement(year)) return;
  for (const pool of ['', '@unit'] as const) {
    const key = `${year}${pool}`;
    if (account.settled.has(key)) continue;
    const out = wasOnItsWayOut(world, member, pool, settlement(year));
    const fen = out ? 0n : earned(world, member, pool, settlement(year - 1), settlement(year));
    const by = credit(world, member, pool, fen, settlement(year));
    account.settled.set(key, { year, pool, fen, run, by });
  }
}

/** CJ-09: settles every interest year of a city whose 30 June has come. */
export function settleInterest(world: World, city: City): void {
  takeBack(world, city);
  const members = world.opened.filter((member) => member.city === city);
  const opening = members[0]?.account?.opened;
  if (opening === undefined) return;
  for (let year = interestYear(opening); settlement(year) <= world.today; year += 1) {
    const run = runOf(world, city, year);
    if (!run) return;
    if (run.state === 'finished') continue;
    for (const member of members) settleYear(world, member, year, run);
    run.state = 'finished';
  }
}

/** The interest of a pool that is not settled yet, to the day before today. */
export const accrued = (world: World, member: Member, pool: '' | '@unit'): bigint =>
  earned(world, member, pool, settlement(interestYear(world.today) - 1), world.today);

/** The years of an account that no run has come to. */
function unsettled(world: World, { account }: Member): number[] {
  const settled = [...account!.settled.values()].map(({ year }) => year + 1);
  const from = settled.length > 0 ? Math.max(...settled) : interestYear(account!.opened);
  const years: number[] = [];
  for (let year = from; year < interestYear(world.today); year += 1) years.push(year);
  return years;
}

/** Whether any interest of a member is not credited yet. */
export const earnsAnything = (world: World, member: Member): boolean =>
  (['', '@unit'] as const).some(
    (pool) =>
      accrued(world, member, pool) > 0n ||
      unsettled(world, member).some((year) => earned(world, member, pool, settlement(year - 1), settlement(year)) > 0n),
  );

/** CJ-13, HZ-12: pays the interest of a pool to the day before today, earlier years first. */
export function payAccrued(world: World, member: Member, pool: '' | '@unit'): bigint {
  const { account } = member;
  for (const year of unsettled(world, member)) settleYear(world, member, year, null);
  const fen = accrued(world, member, pool);
  account!.paidUntil[pool].push(world.today);
  credit(world, member, pool, fen, world.today);
  return fen;
}
