import type { CivilDate, CivilMonth } from '#kernel/calendar.ts';
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

/** One subsidy awarded; only `status`, `creditedOn` and `movementId` ever change, once. */
export type AwardRow = {
  id: string;
  memberId: string;
  /** HZ-07 is paid on closing, by the register of contributions. */
  clause: SubsidyClause | 'HZ-07';
  month: CivilMonth;
  fen: Fen;
  payOn: CivilDate;
  status: 'AWARDED' | 'CREDITED';
  creditedOn: CivilDate | null;
  reference: string;
  figures: UsedFigure[];
  conditions: Condition[];
};
