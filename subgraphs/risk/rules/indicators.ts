import type { Instant } from '#kernel/clock.ts';
import { applyRate, compareRates, divide, type Fen, type Rate, rate, yuanText } from '#kernel/money.ts';
import { type CityPolicy, demonstrationFigures, type Figure } from '#policy/policy.ts';
import type { PoolKind } from './pool.ts';

export type IndicatorCode = 'PAYMENT_RATE' | 'COLLECTION' | 'WITHDRAWAL_RATE' | 'LOAN_TO_DEPOSIT' | 'RESERVE';
export type IndicatorState = 'NORMAL' | 'WARNING' | 'NO_THRESHOLD' | 'NOT_APPLICABLE';

/** The facts of one pool, in fen: balances now, flows from 1 January to now. */
export type PoolFacts = {
  depositBalance: Fen;
  contributedThisYear: Fen;
  withdrawnThisYear: Fen;
  dueThisYear: Fen;
  paidOfDueThisYear: Fen;
  loanBalance: Fen;
  reserveBalance: Fen;
};

/** One indicator with all it was computed from; amounts in fen, `value` as text. */
export type Indicator = {
  code: IndicatorCode;
  name: string;
  clause: string;
  numerator: Fen;
  numeratorMeans: string;
  denominator: Fen | null;
  denominatorMeans: string | null;
  value: string | null;
  threshold: string | null;
  thresholdReference: string | null;
  state: IndicatorState;
  asOf: Instant;
  demonstrationFigures: string[];
};

type Ratio = Pick<Indicator, 'code' | 'name' | 'clause' | 'numerator' | 'numeratorMeans'> & {
  denominator: Fen;
  denominatorMeans: string;
  line: Figure<Rate>;
  /** Whether a ratio at this distance from the line touches it. */
  touches: () => boolean;
  /** What it means that there is something above a denominator of zero: such a ratio is beyond every line. */
  beyond?: string;
};

/** An exact ratio of two amounts as percent text with two places, half-up ("87.35%"). */
function percentText(numerator: Fen, denominator: Fen): string {
  // Hundredths of a percent are written as fen are written in yuan.
  return `${yuanText(divide(numerator * 100n * 100n, denominator, 'half-up-fen'))}%`;
}

/** The least reserve on a loan balance in fen (CJ-20, HZ-11: 不低于): rounded up, since a fen less is below the ratio. */
const requiredReserve = (loanBalance: Fen, ratio: Rate): Fen => applyRate(loanBalance, ratio, 'ceil-fen');

/** The five indicators of a pool as they stand (CJ-20, CJ-22, HZ-11, HZ-14); pure, so a past day can be computed again. */
export function indicators(facts: PoolFacts, kind: PoolKind, policy: CityPolicy, asOf: Instant): Indicator[] {
  const clauses =
    policy.city === '652300' ? { watch: 'CJ-22', reserve: 'CJ-20' } : { watch: 'HZ-14', reserve: 'HZ-11' };
  return [
    ratio(paymentRate(facts, policy, clauses.watch), asOf),
    collection(facts, clauses.watch, asOf),
    ratio(withdrawalRate(facts, policy, clauses.watch), asOf),
    ratio(loanToDeposit(facts, policy, clauses.watch), asOf),
    ratio(reserve(facts, kind, policy, clauses.reserve), asOf),
  ];
}

function ratio({ line, touches, beyond, ...parts }: Ratio, asOf: Instant): Indicator {
  const { numerator, denominator, denominatorMeans } = parts;
  const computable = denominator > 0n;
  const isBeyond = beyond !== undefined && !computable && numerator > 0n;
  return {
    ...parts,
    denominatorMeans: isBeyond ? `${denominatorMeans}；现为零：${beyond}` : denominatorMeans,
    value: computable ? percentText(numerator, denominator) : null,
    threshold: line.text,
    thresholdReference: line.reference,
    state: isBeyond ? 'WARNING' : !computable ? 'NOT_APPLICABLE' : touches() ? 'WARNING' : 'NORMAL',
    asOf,
    demonstrationFigures: demonstrationFigures(line),
  };
}

const exact = (numerator: Fen, denominator: Fen): Rate => rate(`${numerator}/${denominator}`);

function paymentRate(facts: PoolFacts, policy: CityPolicy, clause: string): Ratio {
  const { paidOfDueThisYear: numerator, dueThisYear: denominator } = facts;
  const line = policy.risk.indicators.paymentRateMinimum;
  return {
    code: 'PAYMENT_RATE',
    name: '实缴率',
    clause,
    numerator,
    numeratorMeans: '本年应缴中已缴金额',
    denominator,
    denominatorMeans: '本年应缴金额（协议月缴存额×到期月数）',
    line,
    touches: () => compareRates(exact(numerator, denominator), line.value) < 0,
  };
}

function collection({ contributedThisYear }: PoolFacts, clause: string, asOf: Instant): Indicator {
  return {
    code: 'COLLECTION',
    name: '归集量',
    clause,
    numerator: contributedThisYear,
    numeratorMeans: '本年归集额（不含转入）',
    denominator: null,
    denominatorMeans: null,
    value: yuanText(contributedThisYear),
    threshold: null,
    thresholdReference: null,
    state: 'NO_THRESHOLD',
    asOf,
    demonstrationFigures: [],
  };
}

function withdrawalRate(facts: PoolFacts, policy: CityPolicy, clause: string): Ratio {
  const { withdrawnThisYear: numerator, contributedThisYear: denominator } = facts;
  const line = policy.risk.indicators.withdrawalRatioMaximum;
  return {
    code: 'WITHDRAWAL_RATE',
    name: '提取率',
    clause,
    numerator,
    numeratorMeans: '本年提取额',
    denominator,
    denominatorMeans: '本年归集额（不含转入）',
    line,
    touches: () => compareRates(exact(numerator, denominator), line.value) >= 0,
    beyond: '没有归集而有提取，无法计算比率，触及预警线',
  };
}

function loanToDeposit(facts: PoolFacts, policy: CityPolicy, clause: string): Ratio {
  const { loanBalance: numerator, depositBalance: denominator } = facts;
  const line = policy.risk.indicators.loanRatioMaximum;
  return {
    code: 'LOAN_TO_DEPOSIT',
    name: '个贷率',
    clause,
    numerator,
    numeratorMeans: '个人住房贷款余额',
    denominator,
    // What the register of contributions holds for members: more than Σ缴存 − Σ提取, by interest and subsidies.
    denominatorMeans: '缴存余额（含利息、补贴）',
    line,
    touches: () => compareRates(exact(numerator, denominator), line.value) >= 0,
    beyond: '没有缴存余额而有贷款，无法计算比率，触及预警线',
  };
}

function reserve(facts: PoolFacts, kind: PoolKind, policy: CityPolicy, clause: string): Ratio {
  const { reserveBalance: numerator, loanBalance: denominator } = facts;
  // A city's own ratio is about the loans of flexible workers; other loans stand under the national one.
  const line = kind === 'FLEXIBLE' ? policy.risk.reserveRatio : policy.national.risk.reserveMinimum;
  const required = requiredReserve(denominator, line.value);
  return {
    code: 'RESERVE',
    name: '风险准备金充足',
    clause,
    numerator,
    numeratorMeans: '贷款风险准备金余额',
    denominator,
    denominatorMeans: `个人住房贷款余额（应提准备金 ${yuanText(required)} 元）`,
    line,
    touches: () => numerator < required,
  };
}
