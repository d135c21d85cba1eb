import { bounds, count, flag, list, money, multiple, oneOf, percent, record, rounding, text } from './decode.ts';
import { figure, group, optional } from './shape.ts';

const greenChannelTier = record({
  tier: oneOf('A', 'B', 'C'),
  /** Continuous, full months of contribution. */
  minimumMonths: count,
  goodCredit: flag,
  noOverdue: flag,
  /** A member of a key industry reaches the tier with fewer months than `minimumMonths`. */
  keyIndustrySuffices: flag,
});

const continuity = figure(oneOf('one-agreement', 'unbroken-months'));
const unusedOver = figure(oneOf('run', 'counted-months'));

/** Every figure a city decides (cities/*.yaml). Money is fen, percentages and factors are exact rates. */
export const cityShape = group({
  plan: figure(record({ city: text, centre: text, centreCode: text, document: text, validity: text })),
  eligibility: group({
    minimumAge: figure(count),
    employmentForms: figure(list(oneOf('part-time', 'self-employed', 'new-form'))),
    personGroups: figure(list(oneOf('mainland', 'hong-kong-macao-taiwan', 'foreign-permanent-resident'))),
  }),
  contribution: group({
    base: figure(bounds(money)),
    ratio: figure(bounds(percent)),
    rounding: figure(rounding),
    modes: figure(list(oneOf('monthly', 'quarterly', 'yearly'))),
    debitDay: figure(count),
    /** Days of the same month on which what the bank refused is asked for again. */
    debitRetryDays: figure(list(count)),
    /** Days for which a payment that a member ordered waits for the bank's answer. */
    orderDays: figure(count),
    /** Days after the debit day for which the bank is asked what it did with a batch that was given up. */
    lateAnswerDays: figure(count),
    changeMonth: figure(count),
    changesPerYear: figure(count),
    minimumDeposit: optional(figure(money)),
    firstContributionAtOpening: figure(flag),
    /** Exit when the unpaid months are strictly more than this. */
    lapseAfterMonths: figure(count),
    backPaymentAllowed: figure(flag),
    /** Days after the end of a period in which it can still become full. */
    fullPeriodGraceDays: figure(count),
    /** How “账户资金未使用” is read. */
    fundsUnused: figure(oneOf('no-withdrawal-and-no-loan', 'no-withdrawal')),
  }),
  agreement: group({
    /** What is signed (缴存使用协议): rights, duties and what a breach leads to. */
    text: figure(record({ version: text, title: text, rights: list(text), duties: list(text), breach: list(text) })),
  }),
  withdrawal: group({
    freeBeforeLoan: figure(flag),
    /** JGJ/T 320 A.7 codes for which a part is paid out, and whether the evidence is asked for. */
    reasons: figure(list(record({ code: text, evidence: flag }))),
    /** Days for which money is held for the bank's answer. */
    holdDays: figure(count),
  }),
  closing: group({ spouseLoanBars: figure(flag), flexiblePartIncludesInterest: figure(flag) }),
  tax: group({
    /** 3A, the most a tax year's monthly base may be. */
    ceilingBase: figure(money),
  }),
  subsidies: group({
    contribution: optional(
      group({
        rate: figure(percent),
        minimumMonths: figure(count),
        window: figure(oneOf('rolling', 'fund-year', 'natural-year')),
        rounding: figure(rounding),
        /** How 连续 is read: within one agreement, or month after month whatever the agreement. */
        continuity,
        /** Over which months 账户资金未使用 is asked: the whole run, or those that are counted. */
        unusedOver,
        payAfterMonths: figure(count),
      }),
    ),
    oneOff: optional(
      group({
        amount: figure(money),
        minimumMonths: figure(count),
        categories: figure(list(oneOf('student', 'graduate', 'veteran', 'border-guard'))),
        graduateYears: figure(count),
        graduateReference: figure(oneOf('opening', 'qualifying')),
        continuity,
        unusedOver,
        payAfterMonths: figure(count),
      }),
    ),
    closingInterest: optional(
      group({
        rate: figure(percent),
        /** What the rate is taken of. */
        base: figure(oneOf('interest-earned', 'contributions', 'daily-average')),
        rounding: figure(rounding),
      }),
    ),
  }),
  keyIndustries: figure(list(record({ code: text, name: text, kind: oneOf('park', 'industry') }))),
  greenChannel: group({
    /** Best first, for a bank that names no product of its own. */
    tiers: figure(list(greenChannelTier)),
    /** What each bank asks for a product of its own; the first of a bank is meant where it names none. */
    products: figure(list(record({ bank: text, code: text, name: text, tiers: list(greenChannelTier) }))),
  }),
  loan: group({
    minimumMonths: figure(count),
    quotaBasis: figure(oneOf('daily-average', 'balance')),
    averageWindow: figure(oneOf('since-opening', 'last-12-months')),
    /** 存贷系数 by months held, ascending in both. */
    coefficients: figure(list(record({ fromMonths: count, coefficient: multiple }))),
    minimumPrincipal: figure(money),
    cap: figure(money),
    maximumPriceShare: figure(percent),
    maximumRepaymentShare: figure(percent),
    maximumTermMonths: figure(count),
    maximumAge: figure(record({ male: count, female: count })),
    /** The segments of the flexible part that repay a loan (冲还贷), in the order in which they are taken. */
    offsetSegments: figure(list(oneOf('FLEXIBLE', 'INTEREST', 'SUBSIDY'))),
    /** Classes in the order in which they are served. */
    priority: figure(list(oneOf('first-home', 'second-home'))),
  }),
  breach: optional(
    group({
      measures: figure(list(oneOf('close-account', 'raise-rate', 'recall-loan'))),
      /** Share of the contract rate added to it. */
      rateUplift: figure(percent),
    }),
  ),
  risk: group({
    reserveRatio: figure(percent),
    poolAdvanceMustReturn: figure(flag),
    financingNeedsApproval: figure(flag),
    indicators: group({
      paymentRateMinimum: figure(percent),
      withdrawalRatioMaximum: figure(percent),
      loanRatioMaximum: figure(percent),
      overdueRatioMaximum: figure(percent),
      liquidityRatioMinimum: figure(percent),
      liquidityMonthsMinimum: figure(count),
      advanceAgeDaysMaximum: figure(count),
    }),
    grade: group({
      /** Points for each factor of a member's arrears risk. */
      factors: figure(list(record({ factor: text, points: count }))),
      lines: figure(record({ medium: count, high: count })),
    }),
  }),
});
