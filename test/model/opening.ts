import type { Day } from './calendar.ts';
import { type Account, isClosed, type Member, type World } from './world.ts';

const note = (account: Account, code: string, on: Day) => void account.events.push({ code, on });

/** CJ-10: seals an account that is in use (封存), or opens a sealed one (启封); any other stays as it is. */
export function turn({ account }: Member, to: '01' | '02', on: Day): void {
  if (account?.status !== (to === '01' ? '02' : '01')) return;
  account.status = to;
  note(account, to === '01' ? '04' : '05', on);
}

/** Whether an account waits for its first contribution (HZ-02). */
export const waits = ({ account }: Member): boolean => account?.status === '99';

/** HZ-02: what was new, or waited, is open, and is told of once. */
export function completeOpening(world: World, { account, who }: Member): void {
  if (account!.status === '99') account!.status = '01';
  if (account!.events.some(({ code }) => code === '03')) return;
  note(account!, '03', world.today);
  world.told.push(`account-opened ${who}`);
}

/** The account of a member, new or used again (CJ-08, CJ-12); refused while its money is on its way out. */
export function openOrReopen(world: World, member: Member): { opened: boolean; reopened: boolean } {
  if (!member.account) {
    const streak = { months: 0, from: null, through: null, agreement: null };
    const account: Account = {
      opened: world.today,
      status: '01',
      streak,
      events: [],
      settled: new Map(),
      paidUntil: { '': [], '@unit': [] },
    };
    member.account = account;
    world.opened.push(member);
    return { opened: true, reopened: false };
  }
  const reopened = isClosed(member.account);
  if (reopened) {
    member.account.status = '01';
    note(member.account, '03', world.today);
  }
  return { opened: false, reopened };
}
