import { type Day, monthIn, yearIn, yearOfMonth } from './calendar.ts';
import { perDay, taxCap } from './figures.ts';
import type { Member, World } from './world.ts';

const own = (member: Member, account: string) => account.startsWith(`${member.who}:`);

/** CJ-10: what a member owned at the end of a day, by segment. */
export function balancesOn(world: World, member: Member, on: Day): string {
  const held = new Map<string, bigint>();
  const add = (account: string, fen: bigint) => {
    if (own(member, account)) held.set(account, (held.get(account) ?? 0n) + fen);
  };
  for (const { from, to, fen } of world.moves.filter((booked) => booked.on <= on)) {
    add(from, -fen);
    add(to, fen);
  }
  const named = [...held].filter(([, fen]) => fen !== 0n).map(([account, fen]) => `${account.slice(2)}=${fen}`);
  return named.sort().join(' ');
}

/** HZ-06: the daily average balance of the days [from, to), of all segments. */
export function averageOf(world: World, member: Member, from: Day, to: Day): string {
  let fenDays = 0n;
  for (const { from: left, to: entered, fen, on } of world.moves) {
    const days = BigInt(Math.max(0, to - Math.max(on, from)));
    if (own(member, entered)) fenDays += fen * days;
    if (own(member, left)) fenDays -= fen * days;
  }
  return `${fenDays} ${perDay(fenDays, to - from)}`;
}

/** CJ-14: what was paid in a tax year, up to the caps of the months it was paid for; each calendar month has one cap. */
export function deductibleOf(member: Member, year: number): string {
  if (!member.approved) return 'nobody';
  const paid = member.agreements
    .flatMap(({ dues }) => [...dues].filter(([, { filled }]) => filled !== null))
    .map(([month, { base, fen, filled }]) => ({ month, base, fen, on: filled! }))
    .sort((a, b) => a.month - b.month);
  const caps = new Map<number, bigint>();
  let contributed = 0n;
  for (const { month, base } of paid) {
    if (yearOfMonth(month) === year) caps.set(month, taxCap(member.city, year, base));
  }
  for (const { month, base, fen, on } of paid) {
    if (yearIn(on) !== year) continue;
    contributed += fen;
    const credited = monthIn(on);
    if (yearOfMonth(month) !== year && !caps.has(credited)) caps.set(credited, taxCap(member.city, year, base));
  }
  const cap = [...caps.values()].reduce((sum, each) => sum + each, 0n);
  return `${contributed < cap ? contributed : cap} ${contributed} ${cap}`;
}
