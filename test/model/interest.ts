import { type Day, day, yearIn } from './calendar.ts';
import { type City, interest } from './figures.ts';
import { type Member, move, personal, type World } from './world.ts';

const settlement = (year: number): Day => day(year, 6, 30);
/** The year in which money that enters on a day bears its first interest. */
const interestYear = (on: Day): number => (on < settlement(yearIn(on)) ? yearIn(on) : yearIn(on) + 1);

/** The interest of the days [from, to) of a pool, from the day to which it was paid in between if any. */
function earned(world: World, member: Member, pool: '' | '@unit', from: Day, to: Day): bigint {
  const paid = pool === '' ? member.account!.paidUntil.filter((on) => on > from && on <= to) : [];
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

function credit(world: World, member: Member, pool: '' | '@unit', fen: bigint, on: Day): void {
  if (fen === 0n) return;
  const [from, to] = [`expense:interest${pool}`, `${personal(member, 'INTEREST')}${pool}`];
  move(world, { city: member.city, from, to, fen, code: '09', on, period: null });
}

/** CJ-13: money that is paid on closing bears none from the day on which that was asked for. */
const wasOnItsWayOut = (world: World, { who }: Member, on: Day): boolean =>
  world.payouts.some(
    (payout) =>
      payout.who === who &&
      payout.closing &&
      payout.status === 'PAID' &&
      payout.requested < on &&
      payout.resolved! >= on,
  );

/** CJ-09: settles an interest year of an account, both pools, once. */
function settleYear(world: World, member: Member, year: number): void {
  const account = member.account!;
  if (account.settled.has(year) || account.opened > settlement(year)) return;
  account.settled.add(year);
  for (const pool of ['', '@unit'] as const) {
    if (pool === '' && wasOnItsWayOut(world, member, settlement(year))) continue;
    const fen = earned(world, member, pool, settlement(year - 1), settlement(year));
    credit(world, member, pool, fen, settlement(year));
  }
}

/** CJ-09: settles every interest year of a city whose 30 June has come. */
export function settleInterest(world: World, city: City): void {
  const members = world.opened.filter((member) => member.city === city);
  const opening = members[0]?.account?.opened;
  if (opening === undefined) return;
  for (let year = interestYear(opening); settlement(year) <= world.today; year += 1) {
    for (const member of members) settleYear(world, member, year);
  }
}

/** The interest of the flexible pool that is not settled yet, to the day before today. */
export const accrued = (world: World, member: Member): bigint =>
  earned(world, member, '', settlement(interestYear(world.today) - 1), world.today);

/** CJ-13: pays the interest of the flexible pool to the day before today, earlier years first. */
export function payAccrued(world: World, member: Member): bigint {
  const { account } = member;
  for (let year = interestYear(account!.opened); year < interestYear(world.today); year += 1) {
    settleYear(world, member, year);
  }
  const fen = accrued(world, member);
  account!.paidUntil.push(world.today);
  credit(world, member, '', fen, world.today);
  return fen;
}
