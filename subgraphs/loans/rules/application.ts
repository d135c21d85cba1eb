import type { CivilDate } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import type { CityPolicy, Figure } from '#policy/policy.ts';
import type { RepayBy } from './age.ts';
import { type Condition, type FigureUsed, figuresUsed } from './conditions.ts';
import {
  account,
  ageAtEnd,
  approved,
  credit,
  firstHome,
  monthsHeld,
  otherLoan,
  priceShare,
  promise,
  repaymentShare,
  withinQuota,
} from './loan-conditions.ts';
import { type Basis, type Quota, quota } from './quota.ts';
import type { RepaymentMethod } from './schedule.ts';

/** What is applied for; amounts in fen. */
export type Wish = {
  principal: Fen;
  months: number;
  method: RepaymentMethod;
  firstHome: boolean;
  housePrice: Fen;
};

/** What the register of contributions told, as of a day; the base of contribution in fen, null without a plan. */
export type SavingFacts = Basis & { accountStatus: string; base: Fen | null };

/** What the reviewing officer found by the evidence. */
export type Findings = {
  on: CivilDate;
  firstHomeConfirmed: boolean;
  goodCredit: boolean;
  creditSource: string;
  creditAsOf: CivilDate;
  evidenceReference: string;
};

/** What this register knows of the member on the day of the decision. */
export type OwnFacts = {
  approvedOn: CivilDate;
  outstanding: number;
  writtenOff: number;
  brokePromiseOn: CivilDate | null;
  /** By which day they are to have repaid by age. */
  repayBy: RepayBy | null;
};

/** What a decision weighed; null for the savings of a member without an account. */
export type Weighed = { wish: Wish; savings: SavingFacts | null; findings: Findings; own: OwnFacts; on: CivilDate };
/** A decision condition by condition, with the quota and the figures in the versions it used. */
export type Weighing = { conditions: Condition[]; figures: FigureUsed[]; quota: Quota };

/**
 * HZ-05, HZ-06, CJ-13: weighs an application condition by condition. The order of the conditions decides nothing, and the
 * same facts on the same day give the same answer for ever.
 */
export function weigh(weighed: Weighed, policy: CityPolicy): Weighing {
  const { savings } = weighed;
  const basis = savings ?? nothingSaved(weighed.on);
  const limit = quota(basis, policy, {}, weighed.own.repayBy);
  const { loan, national } = policy;
  const figures: Figure<unknown>[] = [
    ...[loan.minimumMonths, loan.quotaBasis, loan.averageWindow, loan.coefficients, loan.cap, loan.maximumPriceShare],
    ...[loan.maximumRepaymentShare, loan.maximumTermMonths, loan.maximumAge, loan.priority, national.loan.rate],
  ];
  return {
    conditions: [
      approved(weighed),
      account(weighed),
      otherLoan(weighed),
      ...(weighed.wish.firstHome ? [firstHome(weighed)] : []),
      credit(weighed, policy),
      promise(weighed, policy),
      monthsHeld(weighed, policy),
      withinQuota(weighed, policy, limit),
      priceShare(weighed, policy),
      repaymentShare(weighed, policy),
      ageAtEnd(weighed, policy),
    ],
    figures: figuresUsed(figures),
    quota: limit,
  };
}

const nothingSaved = (on: CivilDate): Basis => ({
  ...{ asOf: on, openedOn: on, averageFrom: on },
  ...{ monthsHeld: 0, days: 0, average: 0n, balance: 0n },
});
