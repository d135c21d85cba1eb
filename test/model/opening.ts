import type { Day } from './calendar.ts';
import type { Account, Member, World } from './world.ts';

const note = (account: Account, code: string, on: Day) => void account.events.push({ code, on });

/** CJ-10: seals an account that is in use (封存), or opens a sealed one (启封); any other stays as it is. */
export function turn({ account }: Member, to: '01' | '02', on: Day): void {
  if (account?.status !== (to === '01' ? '02' : '01')) return;
  account.status = to;
  note(account, to === '01' ? '04' : '05', on);
}

/** Opens the account of a member, the first time or again (CJ-08, CJ-12); refused while its money is on its way out. */
export function openOrReopen(world: World, member: Member): { opened: boolean; reopened: boolean } {
  if (!member.account) {
    const streak = { months: 0, from: null, through: null, agreement: null };
    const account: Account = {
      opened: world.today,
      status: '01',
      streak,
      events: [],
      settled: new Map(),
      paidUntil: [],
    };
    member.account = account;
    note(account, '03', world.today);
    world.opened.push(member);
    world.told.push(`account-opened ${member.who}`);
    return { opened: true, reopened: false };
  }
  const reopened = member.account.status === '05';
  if (reopened) {
    member.account.status = '01';
    note(member.account, '03', world.today);
  }
  return { opened: false, reopened };
}
