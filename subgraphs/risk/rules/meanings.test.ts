import { expect, it } from 'vitest';
import { applyRate, yuan } from '#kernel/money.ts';
import { policyOn } from '#policy/policy.ts';
import { indicators, type PoolFacts } from './indicators.ts';
import { poolOfId, poolsOf } from './pool.ts';

const policy = policyOn('652300', '2026-07-10');
const facts: PoolFacts = {
  depositBalance: yuan('1000'),
  contributedThisYear: yuan('1000'),
  withdrawnThisYear: 0n,
  dueThisYear: yuan('1000'),
  paidOfDueThisYear: yuan('1000'),
  loanBalance: yuan('100'),
  reserveBalance: yuan('2'),
};
const told = (change: Partial<PoolFacts> = {}) =>
  indicators({ ...facts, ...change }, 'FLEXIBLE', policy, '2026-07-10T02:00:00.000Z');

it('CJ-22 every indicator says what it is and what is divided by what', () => {
  const means = told().map(({ name, numeratorMeans, denominatorMeans }) => [name, numeratorMeans, denominatorMeans]);
  expect(means).toEqual([
    ['实缴率', '本年应缴中已缴金额', '本年应缴金额（协议月缴存额×到期月数）'],
    ['归集量', '本年归集额（不含转入）', null],
    ['提取率', '本年提取额', '本年归集额（不含转入）'],
    ['个贷率', '个人住房贷款余额', '缴存余额（含利息、补贴）'],
    ['风险准备金充足', '贷款风险准备金余额', '个人住房贷款余额（应提准备金 2.00 元）'],
  ]);
  expect(told()[1]!.demonstrationFigures).toEqual([]);
});

it('CJ-22 the withdrawals touch their line when they reach it, and not a fen before', () => {
  const line = policy.risk.indicators.withdrawalRatioMaximum.value;
  const most = applyRate(facts.contributedThisYear, line, 'half-up-fen');
  const state = (withdrawnThisYear: bigint) => told({ withdrawnThisYear })[2]!.state;
  expect([state(most - 1n), state(most), state(most + 1n)]).toEqual(['NORMAL', 'WARNING', 'WARNING']);
});

it('CJ-19 every city has two pools, the flexible one first, each found by its id', () => {
  expect(poolsOf(['652300'])).toEqual([
    { city: '652300', kind: 'FLEXIBLE' },
    { city: '652300', kind: 'UNIT' },
  ]);
  expect(poolOfId('330500:unit')).toEqual({ city: '330500', kind: 'UNIT' });
  expect(poolOfId('330500:other')).toBeUndefined();
});
