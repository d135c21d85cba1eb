import type { CivilDate } from '#kernel/calendar.ts';
import {
  applyRate,
  compareRates,
  type Fen,
  minFen,
  multiplyRates,
  type Rate,
  rate,
  rateText,
  yuanText,
} from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type CityPolicy, demonstrationFigures } from '#policy/policy.ts';
import { latestRepayment, longestTerm, type RepayBy } from './age.ts';

/** HZ-06: what was saved, as of the beginning of a day; amounts in fen, `days` those that the average counts. */
export type Basis = {
  asOf: CivilDate;
  openedOn: CivilDate;
  monthsHeld: number;
  averageFrom: CivilDate;
  days: number;
  average: Fen;
  balance: Fen;
};

/** 存贷系数 from so many months held on. */
export type Coefficient = { fromMonths: number; coefficient: Rate };
/** What is assumed in place of the city's figures, for a simulation; the cap in fen. */
export type Assumption = { coefficients?: readonly Coefficient[] | undefined; cap?: Fen | undefined };
/** One step of the reckoning, as a person can follow it. */
export type QuotaStep = { name: string; text: string; value: string };
/** HZ-06: the most that may be lent by what was saved, in fen; `simulated` where an assumed or unpublished figure took part. */
export type Quota = { amount: Fen; simulated: boolean; steps: QuotaStep[]; demonstrationFigures: string[] };

/** A factor as people write it: "15", "12.5". */
const factorText = (factor: Rate): string => rateText(multiplyRates(factor, rate('1/100'))).slice(0, -1);

/**
 * HZ-06: 日均缴存余额 (or the balance, as the city's policy names) × 存贷系数 by the months held, at most the cap, cut to the
 * fen and explained step by step. Longer and more never lower it (长缴多贷、多缴多贷).
 */
export function quota(
  basis: Basis,
  policy: CityPolicy,
  assuming: Assumption = {},
  repayBy: RepayBy | null = null,
): Quota {
  const { quotaBasis, averageWindow, coefficients, cap, maximumTermMonths, maximumAge } = policy.loan;
  const byAverage = quotaBasis.value === 'daily-average';
  const measure = byAverage ? basis.average : basis.balance;
  const steps = assuming.coefficients ?? coefficients.value;
  const step = steps.findLast(({ fromMonths }) => fromMonths <= basis.monthsHeld);
  const product = step ? applyRate(measure, step.coefficient, 'floor-fen') : 0n;
  const most = assuming.cap ?? cap.value;
  const amount = minFen(product, most);
  const used = [quotaBasis, byAverage ? averageWindow : undefined];
  const unpublished = demonstrationFigures(
    ...used,
    assuming.coefficients ? undefined : coefficients,
    assuming.cap === undefined ? cap : undefined,
  );
  // They tell for how long may be lent, and change nothing of how much.
  const ofTerm = demonstrationFigures(maximumTermMonths, maximumAge);
  const assumed = [
    ...(assuming.coefficients ? ['assumed: loan.coefficients'] : []),
    ...(assuming.cap === undefined ? [] : ['assumed: loan.cap']),
  ];
  return {
    amount,
    simulated: unpublished.length + assumed.length > 0,
    steps: [...explained(basis, { byAverage, measure, step, product, most, amount }), term(basis, policy, repayBy)],
    demonstrationFigures: [...assumed, ...unpublished, ...ofTerm],
  };
}

type Reckoned = {
  byAverage: boolean;
  measure: Fen;
  step: Coefficient | undefined;
  product: Fen;
  most: Fen;
  amount: Fen;
};

function explained(basis: Basis, { byAverage, measure, step, product, most, amount }: Reckoned): QuotaStep[] {
  const from = step ? `满${step.fromMonths}个月起的存贷系数` : '持有月数未到存贷系数的第一档，系数为0';
  return [
    byAverage
      ? { name: '日均缴存余额', text: `${basis.averageFrom}起${basis.days}天的积数÷天数`, value: yuanText(measure) }
      : { name: '账户余额', text: `${basis.asOf}日初的余额`, value: yuanText(measure) },
    { name: '持有月数', text: `自${basis.openedOn}起的整月数`, value: String(basis.monthsHeld) },
    { name: '存贷系数', text: from, value: step ? factorText(step.coefficient) : '0' },
    { name: '余额×系数', text: '舍去不足1分', value: yuanText(product) },
    { name: '最高额度', text: '两者取小', value: yuanText(most) },
    { name: '可贷额度', text: amount === most ? '以最高额度为限' : '余额×系数', value: yuanText(amount) },
  ];
}

function term({ asOf }: Basis, policy: CityPolicy, repayBy: RepayBy | null): QuotaStep {
  const { maximumTermMonths, maximumAge } = policy.loan;
  const latest = latestRepayment(repayBy, policy);
  const byAge = latest === null ? '达到最高还清年龄之日未告知' : `并在${latest}前还清`;
  const text = `${maximumTermMonths.value}个月以内，${byAge}（最高还清年龄${maximumAge.text}）`;
  return { name: '最长期限（月）', text, value: String(longestTerm(asOf, latest, policy)) };
}

/** Refuses an assumed table of coefficients in which longer is worse (HZ-06), or out of order. */
export function refuseUnordered(coefficients: readonly Coefficient[]): void {
  const wrong = coefficients.some(({ fromMonths, coefficient }, index) => {
    const before = coefficients[index - 1];
    if (!before) return fromMonths < 0;
    return before.fromMonths >= fromMonths || compareRates(before.coefficient, coefficient) > 0;
  });
  if (!wrong && coefficients.length > 0 && coefficients.length <= mostSteps) return;
  const message = `1 to ${mostSteps} steps, ascending in months and in coefficient`;
  throw new Refusal('INVALID_INPUT', message, { field: 'coefficients', clause: 'HZ-06' });
}

const mostSteps = 20;
