import { type CivilDate, type CivilMonth, monthOf, monthsFrom } from '#kernel/calendar.ts';
import type { Living } from './acts.ts';
import { lot } from './random.ts';
import type { Habits } from './world.ts';

/** How the people pay and repay, by what they are made to do. */
export function habitsOf(living: readonly Living[], from: CivilMonth): Habits {
  const byAccount = new Map(living.map((person) => [person.debitAccount, person]));
  const byMember = new Map<string, Living>();
  // Member ids come with the applications, so the map grows with them.
  const borrowerOf = (memberId: string): Living | undefined => {
    if (!byMember.has(memberId)) {
      for (const person of living) if (person.memberId) byMember.set(person.memberId, person);
    }
    return byMember.get(memberId);
  };
  const monthOfLife = (on: CivilDate) => monthsFrom(from, monthOf(on)).length - 1;
  return {
    pays: (account, on) => {
      const life = byAccount.get(account)?.life;
      if (!life) return true;
      const month = monthOfLife(on);
      const stopped = life.stops !== null && month >= life.stops && (life.rejoins === null || month < life.rejoins);
      return !stopped && lot(`${account}${on}`) >= life.misses;
    },
    repays: (memberId, on) => {
      const borrower = borrowerOf(memberId);
      // By the serial, not by the member's id, so that the same seed gives the same life.
      return lot(`${borrower?.serial}${on}`) < (borrower?.life.borrows?.pays ?? 1);
    },
  };
}
