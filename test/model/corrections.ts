import { first, monthText } from './calendar.ts';
import { refuseFrozenOut } from './freezes.ts';
import { type Correction, type Member, type Move, move, No, type World } from './world.ts';

/** A.9: proposes to take back what was booked wrongly; only a contribution from the bank is. */
export function propose(world: World, member: Member, booked: Move | undefined): Correction {
  if (!booked || !ofMember(booked, member)) throw new No('NOT_FOUND');
  if (booked.undoes || world.moves.some(({ undoes }) => undoes === booked)) throw new No('ALREADY_REVERSED');
  // What was credited from suspense came from no bank of the member's: staff gave it.
  if (booked.code !== '01' || booked.from.startsWith('suspense:')) throw new No('NOT_ELIGIBLE');
  if (world.corrections.some(({ of, status }) => of === booked && status !== 'REJECTED')) throw new No('IN_PROGRESS');
  const correction: Correction = { who: member.who, of: booked, status: 'PROPOSED' };
  world.corrections.push(correction);
  return correction;
}

const ofMember = ({ from, to }: Move, { who }: Member): boolean =>
  [from, to].some((account) => account.startsWith(`${who}:`));

/** A.9: another officer books the correction, whose month is unpaid again, or rejects it. */
export function decide(
  world: World,
  correction: Correction | undefined,
  { decision, officer }: { decision: 'BOOK' | 'REJECT'; officer: string },
): Correction {
  if (correction?.status !== 'PROPOSED') throw new No('NOT_FOUND');
  if (officer === 'first') throw new No('FORBIDDEN');
  if (decision === 'BOOK') takeBack(world, world.members[correction.who]!, correction.of);
  correction.status = decision === 'BOOK' ? 'BOOKED' : 'REJECTED';
  return correction;
}

function takeBack(world: World, member: Member, booked: Move): void {
  refuseFrozenOut(world, member, booked.fen);
  move(world, { ...booked, from: booked.to, to: booked.from, on: world.today, undoes: booked });
  if (booked.to.endsWith('@unit')) return;
  const month = booked.period!;
  const paid = member.agreements.find(({ dues }) => dues.get(month)?.filled === booked.on);
  paid!.dues.get(month)!.filled = null;
  const { streak } = member.account!;
  if (streak.from !== null && month >= streak.from && month <= streak.through!) {
    member.account!.streak =
      month === streak.through
        ? { months: 0, from: null, through: streak.through, agreement: null }
        : { ...streak, from: month + 1, months: streak.through! - month };
  }
  // Of a month that was told as closed with it: what was paid ahead for one after the end is told of nobody.
  const stood = paid!.ended === null || paid!.ended >= first(month);
  if (stood && streak.through !== null && month <= streak.through) {
    world.told.push(`month-corrected ${member.who} ${monthText(month)}`);
  }
}
