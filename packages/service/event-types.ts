import type { CityCode } from './cities.ts';

/** The subgraphs, each of which owns a schema, a role and an inbox. */
export const services = ['members', 'contributions', 'subsidies', 'loans', 'risk'] as const;
export type ServiceName = (typeof services)[number];

export type CategoryKind = 'STUDENT' | 'GRADUATE' | 'VETERAN' | 'BORDER_GUARD';

/** What other registers need to know of a member to decide; no name, no number, no phone. */
export type MemberFacts = {
  memberId: string;
  /** Counts what was told of this member, so that what was told before never replaces what was told after it. */
  sequence: number;
  city: CityCode;
  approvedOn: string;
  retirementOn: string;
  inUnit: boolean;
  /** Since when that is so (CJ-10); what was told before this was told lacks it. */
  identitySince?: string;
  /** Whom the member declared as spouse, once the register of members knows that person, in whichever city (CJ-13). */
  spouseId: string | null;
  /** By which the tax bureau of the city knows the person, a keyed token (AG-01); what was told before lacks it. */
  taxReference?: string;
  /** CJ-16: from which day to which; what was told before these were told holds without them. */
  /** The day on which a loan is to be repaid at the latest by age, and the figure of policy that it was reckoned by; as above. */
  repayBy?: { on: string; figure: string };
  categories: { kind: CategoryKind; graduatedOn: string | null; since?: string; until?: string | null }[];
};

/** One account's month as it was closed; money as decimal fen text, because JSON has no bigint. */
export type MonthClosedRow = {
  memberId: string;
  full: boolean;
  creditedFen: string;
  streakMonths: number;
  used: boolean;
};

/** A housing-fund loan, or a bank's loan whose interest the fund subsidises (贴息贷款). */
export type LienKind = 'FUND' | 'SUBSIDISED';
/** Why nothing may be lent against an account; of a household only that one of the two is closing. */
export type LienRefusal = 'ACCOUNT_NOT_OPEN' | 'ACCOUNT_CLOSED' | 'ACCOUNT_FROZEN' | 'CLOSING_IN_PROGRESS';

/** HZ-06: what an application for a loan is measured by, as of a day; money as fen text, the 积数 in fen-days. */
export type LoanFacts = {
  asOf: string;
  /** JGJ/T 320 A.6. */
  accountStatus: string;
  openedOn: string;
  monthsHeld: number;
  averageFrom: string;
  days: number;
  productFen: string;
  averageFen: string;
  balanceFen: string;
  /** The base of contribution; null without a plan in force. */
  baseFen: string | null;
};

/** CJ-08: what a record of a person still has, so that it does not end in another record of the same person. */
export type MergeObstacle =
  | 'ACCOUNT_OPEN'
  | 'PAYOUT_PENDING'
  | 'TRANSFER_PENDING'
  | 'LOAN_OUTSTANDING'
  | 'LOAN_APPLICATION_OPEN'
  | 'VERIFICATION_PENDING'
  | 'RECORD_ENDED';

/** Of the record that is to end, what one register knows of. */
type MergeAnswered = { correctionId: string; memberId: string; obstacles: MergeObstacle[] };

/** Why an account gives nothing towards a loan (冲还贷). */
export type OffsetRefusal = 'ACCOUNT_NOT_OPEN' | 'ACCOUNT_FROZEN' | 'BALANCE_TOO_LOW' | 'PAYOUT_IN_PROGRESS';

/** HZ-03: what each segment of an account gave towards a loan and left out, by the figure that orders them; money as fen text. */
export type OffsetExplained = {
  asOf: string;
  parts: {
    segment: string;
    takenFen: string;
    leftOutFen: string;
    /** A freeze, or a segment that the city does not take; null where nothing is left out. */
    reason: 'FROZEN' | 'SEGMENT_NOT_TAKEN' | null;
  }[];
  figure: { name: string; text: string; from: string; reference: string; status: 'in force' | 'draft' | 'unknown' };
};

/** HZ-07: what was paid on closing to whom never borrowed, with the figures it was reckoned by; money as fen text. */
export type ClosingSubsidy = {
  awardId: string;
  memberId: string;
  city: CityCode;
  clause: string;
  fen: string;
  paidOn: string;
  movementId: string;
  reference: string;
  figures: { name: string; text: string; from: string; reference: string; status: 'in force' | 'draft' | 'unknown' }[];
  /** What it was reckoned by; what was told before this was told lacks it. */
  facts?: { ground: string; everLent: boolean; interestEarnedFen: string; contributedFen: string };
};

/** One award; money as decimal fen text. */
export type SubsidyAwarded = { awardId: string; memberId: string; fen: string };
/** One award and the movement that credited it. */
export type SubsidyCredited = { awardId: string; memberId: string; movementId: string };

/** One award taken back and the entry that undid it; whether the account gave the money back, or the member owes it. */
export type SubsidyReturned = SubsidyCredited & { recovered: boolean };

type Payloads = {
  'application-approved': MemberFacts;
  'member-facts-changed': MemberFacts;
  /** CJ-08: whether anything is left of `memberId`, which is to end in `keptId`; whoever has nothing lets nothing begin. */
  'merge-requested': { correctionId: string; memberId: string; keptId: string; city: CityCode };
  'account-merge-answered': MergeAnswered;
  'loan-merge-answered': MergeAnswered;
  /** Both ids are one person from now on; or, where it was hindered, `memberId` goes on by itself. */
  'merge-decided': { correctionId: string; memberId: string; keptId: string; city: CityCode; merged: boolean };
  'account-opened': { memberId: string; city: CityCode; openedOn: string };
  'month-closed': { city: CityCode; month: string; chunk: number; rows: MonthClosedRow[] };
  /** At most 500 awards, which are credited in one transaction. */
  'subsidies-awarded': { city: CityCode; clause: string; payOn: string; awards: SubsidyAwarded[] };
  /** A run that staff began or resumed; to the teller itself. */
  'run-asked': { runId: number };
  'subsidies-credited': { creditedOn: string; credits: SubsidyCredited[] };
  /** CJ-24: paid out of 业务支出, with no account to go to any more. */
  'subsidies-suspended': { suspendedOn: string; awards: SubsidyCredited[] };
  /** CJ-15, CJ-16: a late fact took the ground from these. */
  'subsidies-taken-back': { city: CityCode; awards: SubsidyAwarded[] };
  'subsidies-returned': { returnedOn: string; returns: SubsidyReturned[] };
  /** What staff try without posting; to the teller itself. */
  'award-trial-asked': { trialId: string };
  'loan-granted': { loanId: string; memberId: string; city: CityCode; on: string };
  'loan-settled': { loanId: string; memberId: string; city: CityCode; on: string };
  /** HZ-11: what was owed of it on that day. */
  'loan-written-off': { loanId: string; city: CityCode; fen: string; on: string };
  /** HZ-11: what of its principal was recovered after it was written off. */
  'loan-recovered': { recoveryId: string; loanId: string; city: CityCode; fen: string; on: string };
  'payment-ordered': { paymentId: string; memberId: string };
  'payout-held': { payoutId: string; memberId: string };
  'month-corrected': { memberId: string; city: CityCode; month: string };
  'lien-requested': { loanId: string; memberId: string; city: CityCode; kind: LienKind };
  'lien-placed': { loanId: string; memberId: string; kind: LienKind; on: string };
  'lien-refused': { loanId: string; memberId: string; kind: LienKind; reason: LienRefusal; on: string };
  'closing-subsidy-paid': ClosingSubsidy;
  'loan-facts-requested': { applicationId: string; memberId: string; city: CityCode };
  /** Null where the member has no account. */
  'loan-facts-told': { applicationId: string; memberId: string; facts: LoanFacts | null };
  /** At most `fen` of the account is asked for. */
  'offset-requested': { offsetId: string; loanId: string; memberId: string; city: CityCode; fen: string };
  /** What is told again lacks its explanation. */
  'offset-held': { offsetId: string; memberId: string; fen: string; explained?: OffsetExplained };
  'offset-refused': { offsetId: string; memberId: string; reason: OffsetRefusal; explained?: OffsetExplained };
  /** Whether what was held has repaid the loan, and on which day in both books; or is given back. */
  'offset-decided': { offsetId: string; memberId: string; booked: boolean; on?: string };
};

export type EventType = keyof Payloads;
/** Something that happened, told inside the transaction that made it so. */
export type DomainEvent = { [T in EventType]: { type: T } & Payloads[T] }[EventType];
export type EventOf<T extends EventType> = { type: T } & Payloads[T];

/** Who tells an event and who listens: the post office's one table. */
export const routes: Record<EventType, { from: ServiceName; to: readonly ServiceName[] }> = {
  'application-approved': { from: 'members', to: ['contributions', 'subsidies', 'loans'] },
  'member-facts-changed': { from: 'members', to: ['contributions', 'subsidies', 'loans'] },
  'merge-requested': { from: 'members', to: ['contributions', 'loans'] },
  'account-merge-answered': { from: 'contributions', to: ['members'] },
  'loan-merge-answered': { from: 'loans', to: ['members'] },
  'merge-decided': { from: 'members', to: ['contributions', 'loans', 'subsidies'] },
  'account-opened': { from: 'contributions', to: ['subsidies', 'members'] },
  'month-closed': { from: 'contributions', to: ['subsidies'] },
  'subsidies-awarded': { from: 'subsidies', to: ['contributions'] },
  'run-asked': { from: 'contributions', to: ['contributions'] },
  'subsidies-credited': { from: 'contributions', to: ['subsidies'] },
  'subsidies-suspended': { from: 'contributions', to: ['subsidies'] },
  'subsidies-taken-back': { from: 'subsidies', to: ['contributions'] },
  'subsidies-returned': { from: 'contributions', to: ['subsidies'] },
  'award-trial-asked': { from: 'subsidies', to: ['subsidies'] },
  'loan-granted': { from: 'loans', to: ['contributions', 'subsidies'] },
  'loan-settled': { from: 'loans', to: ['contributions', 'subsidies'] },
  'loan-written-off': { from: 'loans', to: ['risk'] },
  'loan-recovered': { from: 'loans', to: ['risk'] },
  // To the teller itself: the bank is asked when the order or the hold is committed.
  'payment-ordered': { from: 'contributions', to: ['contributions'] },
  'payout-held': { from: 'contributions', to: ['contributions'] },
  'month-corrected': { from: 'contributions', to: ['subsidies'] },
  'lien-requested': { from: 'loans', to: ['contributions'] },
  'lien-placed': { from: 'contributions', to: ['loans'] },
  'lien-refused': { from: 'contributions', to: ['loans'] },
  'closing-subsidy-paid': { from: 'contributions', to: ['subsidies'] },
  'loan-facts-requested': { from: 'loans', to: ['contributions'] },
  'loan-facts-told': { from: 'contributions', to: ['loans'] },
  'offset-requested': { from: 'loans', to: ['contributions'] },
  'offset-held': { from: 'contributions', to: ['loans'] },
  'offset-refused': { from: 'contributions', to: ['loans'] },
  'offset-decided': { from: 'loans', to: ['contributions'] },
};
