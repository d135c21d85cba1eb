import type { CivilDate } from '#kernel/calendar.ts';
import type { CreditValue } from './eligibility.ts';

export type DeclaredCredit = { value: CreditValue; source: string; asOf: CivilDate };

/** Credit standing, and whether nobody but the applicant vouches for it. */
export type CreditStanding = DeclaredCredit & { selfDeclared: boolean };

/** An applicant's own word on their credit; its source says that nobody has checked it (CJ-04). */
export function ownWord(credit: DeclaredCredit): CreditStanding {
  return { ...credit, source: `本人承诺（未核验）：${credit.source}`, selfDeclared: true };
}

/** Which standing counts: a centre's record before any word of the applicant's own, then the later date (CJ-04). */
export function countingCredit(told: CreditStanding, recorded: CreditStanding | null | undefined): CreditStanding {
  if (!recorded) return told;
  if (told.selfDeclared !== recorded.selfDeclared) return told.selfDeclared ? recorded : told;
  return recorded.asOf > told.asOf ? recorded : told;
}
