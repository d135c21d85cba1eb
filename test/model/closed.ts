import { dayText } from './calendar.ts';
import { owns } from './freezes.ts';
import { turn } from './opening.ts';
import { type Member, type Move, move, type Payout, personal, type World } from './world.ts';

/** CJ-13: the bank has paid: money on its way out bears no interest, and the account is closed, or sealed with the rest. */
export function endByClosing(world: World, member: Member, { requested, closing }: Payout): void {
  const account = member.account!;
  const interest = personal(member, 'INTEREST');
  const book = { city: member.city, code: '09', on: world.today, period: null };
  const taken = new Set(
    world.moves.filter(({ from, code }) => from === interest && code === '09').map(({ undoes }) => undoes),
  );
  for (const credit of world.moves.filter(({ to, code, on }) => to === interest && code === '09' && on > requested)) {
    if (taken.has(credit)) continue;
    move(world, { ...book, from: interest, to: 'expense:interest', fen: credit.fen, undoes: credit });
  }
  // From the day on which it was asked for.
  account.paidUntil[''].push(world.today);
  if (!member.inUnit) {
    account.status = owns(world, member) > 0n ? '02' : '05';
    if (account.status === '02') account.events.push({ code: '05', on: world.today });
  }
  if (closing!.subsidy) {
    world.told.push(`closing-subsidy-paid ${member.who} ${closing!.subsidy.fen} ${dayText(world.today)}`);
  }
}

/** HZ-12: the other centre has the money: the account is closed, without interest of the days on its way. */
export function endByLeaving(world: World, member: Member, { requested }: Payout): void {
  const { account, city } = member;
  const undone = new Set(world.moves.map(({ undoes }) => undoes));
  const ours = ({ to, code, on, undoes }: Move) =>
    to.startsWith(personal(member, 'INTEREST')) && code === '09' && on > requested && !undoes;
  for (const credit of world.moves.filter((each) => ours(each) && !undone.has(each))) {
    const back = { from: credit.to, to: credit.from, fen: credit.fen, code: '09', on: world.today, period: null };
    move(world, { ...back, city, undoes: credit });
  }
  if (owns(world, member) === 0n) account!.status = '04';
  for (const pool of ['', '@unit'] as const) account!.paidUntil[pool].push(world.today);
}

/** CJ-13: the bank has not paid: everything is as it was, but for the interest, which stays. */
export function undoClosing(world: World, member: Member, closing: NonNullable<Payout['closing']>): void {
  const { agreement, before, subsidy } = closing;
  if (subsidy) move(world, { ...subsidy, from: subsidy.to, to: subsidy.from, on: world.today, undoes: subsidy });
  if (!agreement) return;
  Object.assign(agreement, member.inUnit ? { status: 'CONVERTED' } : { status: 'ACTIVE', ended: null });
  if (!member.inUnit && before === '01') turn(member, '01', world.today);
}
