import { bounds, count, dayOfYear, month, multiple, oneOf, percent, record, rounding, text } from './decode.ts';
import { figure, group, optional } from './shape.ts';

const retirement = figure(record({ baseAge: count, stepMonths: count, capMonths: count, delayFrom: month }));
const term = record({ upToFiveYears: percent, overFiveYears: percent });

/** Every figure the nation decides (national.yaml), the same for both cities. */
export const nationalShape = group({
  capacity: group({
    /** Ages at which own labour income makes a person deemed fully capable, up to `fullAge`. */
    deemedAge: figure(count),
    fullAge: figure(count),
  }),
  retirement: group({
    M60: retirement,
    F55: retirement,
    F50: retirement,
    flexibleWomen: figure(oneOf('F55', 'F50')),
  }),
  deposit: group({
    rate: figure(record({ current: percent, carried: percent })),
    dayBasis: figure(count),
    settlementDay: figure(dayOfYear),
    rounding: figure(rounding),
    rateChange: figure(oneOf('SETTLEMENT_DATE', 'SEGMENTED')),
  }),
  loan: group({
    rate: figure(record({ first: term, second: term })),
    repricingDay: figure(dayOfYear),
    penaltyBand: figure(bounds(multiple)),
    penaltyMultiplier: figure(multiple),
    reviewDays: figure(count),
    withdrawalDays: figure(count),
    dayKind: figure(oneOf('calendar', 'working')),
  }),
  fraud: optional(group({ withdrawalBarYears: figure(count), loanBarYears: figure(count) })),
  tax: group({
    capRatio: figure(percent),
    capMultiple: figure(count),
    basis: figure(oneOf('cash', 'period')),
  }),
  risk: group({
    reserveMinimum: figure(percent),
    loanRatioWarning: figure(percent),
    overdueRatioMaximum: figure(percent),
    overdueFromPeriods: figure(count),
  }),
  sharing: group({
    smallestCell: figure(count),
    consentMaximumMonths: figure(count),
    verificationMonths: figure(count),
    auditRetentionYears: figure(count),
  }),
  codes: group({
    /** A.1 code for the residence permit of Hong Kong, Macao and Taiwan residents. */
    residencePermit: figure(text),
    loanType: figure(record({ fund: text, combined: text, subsidised: text, other: text })),
  }),
});
