import { bounds, count, dayOfYear, list, month, multiple, oneOf, percent, record, rounding, text } from './decode.ts';
import { figure, group, optional } from './shape.ts';

const retirement = figure(record({ baseAge: count, stepMonths: count, capMonths: count, delayFrom: month }));
/** 正常 关注 次级 可疑 损失. */
const riskGrade = oneOf('01', '02', '03', '04', '05');
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
    /** 风险等级 (JGJ/T 320 A.14) by overdue instalments, ascending in both. */
    riskGrades: figure(list(record({ fromPeriods: count, grade: riskGrade }))),
    /** 逾期分档 of the regulators' report by overdue instalments, ascending in both. */
    overdueBuckets: figure(list(record({ fromPeriods: count, bucket: oneOf('01', '02', '03') }))),
    /** The least grade of a loan that may be written off (呆账核销). */
    writeOffGrade: figure(riskGrade),
    /** In which order what is recovered after a write-off (核销后收回) goes to the parts of the debt. */
    recoveryOrder: figure(list(oneOf('principal', 'interest', 'penalty'))),
    /** Days in which a member may reply before a measure is decided, and in which a recalled loan is to be repaid. */
    breachReplyDays: figure(count),
    recallDays: figure(count),
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
  enrolment: group({
    /** Days within which an application is verified; it ends after them. */
    verificationDays: figure(count),
    /** Days before the end of a confirmation on which it is asked for again. */
    reverificationDays: figure(count),
    /** Days for which the national platform's answer is waited for, before staff decide without it. */
    platformWaitDays: figure(count),
  }),
  codes: group({
    /** A.1 code for the residence permit of Hong Kong, Macao and Taiwan residents. */
    residencePermit: figure(text),
    loanType: figure(record({ fund: text, combined: text, subsidised: text, other: text })),
  }),
});
