import type { CivilDate, CivilMonth } from '#kernel/calendar.ts';
import type { Instant } from '#kernel/clock.ts';
import type { Fen } from '#kernel/money.ts';
import type { Condition, SubsidyClause } from '../rules/decision.ts';

/** A figure of policy as it stood when it was used. */
export type UsedFigure = {
  name: string;
  text: string;
  from: CivilDate;
  reference: string;
  status: 'in force' | 'draft' | 'unknown';
};

/** Why an award was taken back and what the book says of it; the last three are set once, together. */
export type TakenBackRow = {
  reason: LateFactKept;
  conditions: Condition[];
  on: CivilDate;
  undoneOn: CivilDate | null;
  recovered: boolean | null;
};

/** What was told late, as it is kept. */
export type LateFactKept = { kind: 'MONTH_CORRECTED'; month: CivilMonth } | { kind: 'LOAN' | 'GROUP' | 'MERGED' };

/** One subsidy awarded; only `status`, `creditedOn` and `movementId` ever change, once, and the mark that it was taken back. */
export type AwardRow = {
  id: string;
  memberId: string;
  /** HZ-07 is paid on closing, by the register of contributions. */
  clause: SubsidyClause | 'HZ-07';
  month: CivilMonth;
  windowFrom: CivilMonth | null;
  fen: Fen;
  payOn: CivilDate;
  status: 'AWARDED' | 'CREDITED';
  creditedOn: CivilDate | null;
  awardedAt: Instant;
  rule: string;
  reference: string;
  figures: UsedFigure[];
  conditions: Condition[];
  facts: AwardFacts;
  takenBack: TakenBackRow | null;
};

/** What was looked at; which of them depends on the rule. Amounts in fen. */
export type AwardFacts = {
  streakMonths?: number;
  withdrawn?: boolean;
  lent?: boolean;
  credited?: number[];
  openedOn?: CivilDate;
  categories?: { kind: string; graduatedOn: CivilDate | null; since?: CivilDate; until?: CivilDate | null }[];
  everLent?: boolean;
  interestEarnedFen?: string;
  contributedFen?: string;
  ground?: string;
};
