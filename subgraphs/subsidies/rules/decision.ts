import type { CivilDate, CivilMonth } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import type { Figure } from '#policy/policy.ts';

/** One thing a clause asks for, in Chinese, and whether it is met. */
export type Condition = { clause: string; description: string; met: boolean };

export type SubsidyClause = 'CJ-15' | 'CJ-16';

/** What a rule decided about one subsidy of one member, with all that explains it. */
export type SubsidyDecision = {
  clause: SubsidyClause;
  /** The rule's own name, kept with the award. */
  rule: string;
  /** Null when some condition is not met. */
  fen: Fen | null;
  conditions: readonly Condition[];
  /** The first of the months whose contributions were counted; null when none are. */
  windowFrom: CivilMonth | null;
  payOn: CivilDate;
  /** Document and article of the amount. */
  reference: string;
  /** Every figure that took part. */
  figures: readonly Figure<unknown>[];
};

/** What both subsidies ask of the run of continuous full months that ends with `month`. */
export type RunFacts = {
  month: CivilMonth;
  /** 连续足额缴存月数, `month` included. */
  streakMonths: number;
  /** Whether money was taken out in the run. */
  withdrawn: boolean;
  /** Whether a fund loan was drawn or outstanding in the run. */
  lent: boolean;
};

/** Whether the funds count as used (账户资金未使用) by the city's reading of it. */
export function fundsUsed(reading: 'no-withdrawal-and-no-loan' | 'no-withdrawal', run: RunFacts): boolean {
  return run.withdrawn || (reading === 'no-withdrawal-and-no-loan' && run.lent);
}

/** Over which months 账户资金未使用 is asked, by the city's reading of it. */
export const unusedNames = { run: '连续缴存期内', 'counted-months': '计算的各月内' } as const;
