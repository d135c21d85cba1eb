import { takesNothingIn } from './freezes.ts';
import { answer } from './payouts.ts';
import { comesAfter, done, over, type Says, type Status, type Taken, type Transfer } from './transfers.ts';
import { isClosed, type Member, move, No, personal, type World } from './world.ts';

/** What the scheduler does: tells what was not told, and tries again to give what came for an account that took nothing in. */
export function exchange(world: World): void {
  for (const transfer of world.transfers.filter(({ who }) => world.cities.includes(world.members[who]!.city))) {
    if (transfer.unsent === 'APPLY') transfer.sent = true;
    transfer.unsent = null;
    const open = transfer.ended === null || (transfer.direction === 'IN' && done(transfer.status));
    if (!open || !transfer.suspended || transfer.booked) continue;
    const tried = `${transfer.letter} ${world.today}`;
    if (world.tried.has(tried)) continue;
    world.tried.add(tried);
    if (transfer.told && mayCredit(world, transfer)) credit(world, transfer, 'suspense:transfer-in');
  }
}

/** CJ-10, HZ-12: a message has its effect once, whatever order they come in. */
export function take(world: World, { id, letter, says }: { id: string; letter: string; says: Says }): string {
  const before = world.taken.get(id);
  if (before) return before.effect;
  const transfer = world.transfers.find((each) => each.letter === letter);
  const taken: Taken = { letter, effect: 'rejected', city: null, suspended: null, returned: false };
  world.taken.set(id, taken);
  if (says.kind === 'CREDIT') takeCredit(world, transfer, taken, says.fen);
  else if (transfer && says.kind === 'INFO') taken.effect = takeInfo(world, transfer, says);
  else if (transfer && says.kind === 'STATUS') taken.effect = takeStatus(world, transfer, says.status);
  return taken.effect;
}

function takeStatus(world: World, transfer: Transfer, status: Status): string {
  if (transfer.payout && over(status)) answer(world, transfer.payout, done(status) ? 'paid' : 'refused');
  if (status === transfer.status || comesAfter(transfer.status, status)) return 'late';
  if (!comesAfter(status, transfer.status)) return 'contradicts';
  if (transfer.booked && over(status) && !done(status)) return 'contradicts';
  transfer.status = status;
  if (over(status)) Object.assign(transfer, { ended: world.today, unsent: null });
  return 'moves';
}

function takeInfo(world: World, transfer: Transfer, { amount, principal, interest }: Says & { kind: 'INFO' }): string {
  const sums = principal >= 0n && interest >= 0n && amount > 0n && principal + interest === amount;
  if (transfer.direction !== 'IN' || !sums) return 'rejected';
  const { told } = transfer;
  if (told) return told.principal === principal && told.interest === interest ? 'late' : 'contradicts';
  transfer.told = { principal, interest };
  if (transfer.received === null) return 'noted';
  if (!mayCredit(world, transfer)) return 'contradicts';
  credit(world, transfer, 'suspense:transfer-in');
  return 'booked';
}

function takeCredit(world: World, transfer: Transfer | undefined, taken: Taken, fen: bigint): void {
  const first = transfer?.direction === 'IN' && transfer.received === null;
  if (first) transfer.received = fen;
  if (first && transfer.told && mayCredit(world, transfer)) {
    credit(world, transfer, 'bank:custody');
    taken.effect = 'booked';
    return;
  }
  const city = transfer ? world.members[transfer.who]!.city : (taken.letter.slice(0, 6) as Member['city']);
  const book = { city, from: 'bank:custody@unit', to: 'suspense:transfer-in@unit', code: '99', period: null };
  const suspended = move(world, { ...book, fen, on: world.today });
  Object.assign(taken, { effect: 'suspended', city, suspended });
  if (first) transfer.suspended = suspended;
}

/** Whether what came is what was told, was not called off, and the account takes it. */
function mayCredit(world: World, { told, received, status, who }: Transfer): boolean {
  const member = world.members[who]!;
  if (told!.principal + told!.interest !== received || (over(status) && !done(status))) return false;
  return !isClosed(member.account!) && !takesNothingIn(world, member);
}

function credit(world: World, transfer: Transfer, source: string): void {
  const member = world.members[transfer.who]!;
  const to = `${personal(member, 'TRANSFERRED_IN')}@unit`;
  const book = { city: member.city, code: '08', on: world.today, period: null };
  move(world, { ...book, from: `${source}@unit`, to, fen: transfer.received! });
  transfer.booked = true;
}

/** CJ-10, HZ-12: sends back what is in suspense; the right money may come anew. */
export function sendBack(world: World, taken: Taken | undefined): void {
  const transfer = world.transfers.find((each) => taken && each.suspended === taken.suspended && taken.suspended);
  if (!taken?.suspended || taken.returned || transfer?.booked) throw new No('NOT_FOUND');
  const { suspended } = taken;
  move(world, { ...suspended, from: suspended.to, to: suspended.from, on: world.today, undoes: suspended });
  taken.returned = true;
  if (transfer) Object.assign(transfer, { received: null, suspended: null });
}
