import { newKey } from '../agencies.ts';
import { keyed, mutation } from '../lending.ts';
import type { Case, Cases, City } from './case.ts';
import type { Borrower, Stage } from './stage.ts';

const wish = { principal: '1000.00', months: 12, method: 'EQUAL_PRINCIPAL', firstHome: true, housePrice: '2000.00' };
const findings = {
  ...{ recommendation: 'APPROVE', note: '材料齐全', firstHomeConfirmed: true, goodCredit: true },
  ...{ creditSource: '人民银行征信系统', creditAsOf: '2027-07-01', evidenceReference: '查询-1' },
};

const ofLoan = (more: object, repeats?: string): Case => ({
  prepare: async (stage, city) => {
    const { loanId, memberId } = stage.borrower(city);
    return { input: { loanId, ...more }, memberId };
  },
  ...(repeats ? { repeats } : {}),
});

async function applied(stage: Stage, city: City) {
  const memberId = stage.saver(city);
  const { id } = await stage.done(city, 'applyForLoan', { memberId, ...wish });
  await stage.stack.world.hear();
  return { memberId, input: { applicationId: id } };
}

const breach = { kind: 'FALSE_PROMISE', grounds: '材料不实', evidenceReference: '台账-1' };
async function inBreach(stage: Stage, city: City, { loanId }: Borrower): Promise<{ breachCaseId: string }> {
  return { breachCaseId: (await stage.done(city, 'openBreachCase', { loanId, ...breach })).id };
}

const lost = { reason: '无可供执行财产', evidenceReference: '终本裁定-1' };

/** Commands about loans. */
export const loanCases: Cases = {
  applyForLoan: { prepare: async (stage, city) => ({ input: { memberId: stage.saver(city), ...wish } }) },
  withdrawLoanApplication: { prepare: applied },
  reviewLoanApplication: {
    prepare: async (stage, city) => ({ input: { ...(await applied(stage, city)).input, ...findings } }),
    repeats: 'a review is put right by another until it is decided',
  },
  decideLoanApplication: {
    officer: 'clerk-2',
    prepare: async (stage, city) => {
      const { input } = await applied(stage, city);
      await stage.done(city, 'reviewLoanApplication', { ...input, ...findings });
      return { input: { ...input, verdict: 'APPROVE', reason: '符合条件' } };
    },
  },
  repayLoan: ofLoan({ amount: '1.00' }, 'the same may be repaid as long as it is due'),
  prepayLoan: ofLoan({ principal: '1.00', keeps: 'TERM' }, 'the same may be repaid as long as it is owed'),
  offsetLoan: ofLoan({}),
  setMonthlyOffset: ofLoan({ monthly: true }, 'it is said how it is to be, not changed'),
  proposeWriteOff: ofLoan(lost),
  decideWriteOff: {
    officer: 'clerk-2',
    prepare: async (stage, city) => {
      const { loanId } = stage.borrower(city);
      return {
        input: { writeOffId: (await stage.done(city, 'proposeWriteOff', { loanId, ...lost })).id, approve: true },
      };
    },
  },
  recordRecovery: {
    prepare: async (stage, city) => {
      const { loanId } = stage.borrower(city);
      const { id: writeOffId } = await stage.done(city, 'proposeWriteOff', { loanId, ...lost });
      const second = stage.clerk(city, 'clerk-2');
      await second.ask(mutation('decideWriteOff', 'id'), keyed({ writeOffId, approve: true }));
      return { input: { loanId, amount: '1.00', reference: '凭证-1' } };
    },
    repeats: 'the same may be recovered as long as it is owed',
  },
  openBreachCase: ofLoan(breach),
  replyToBreachCase: {
    prepare: async (stage, city) => {
      const borrower = stage.borrower(city);
      return { input: { ...(await inBreach(stage, city, borrower)), reply: '不知情' }, memberId: borrower.memberId };
    },
    repeats: 'the last reply counts',
  },
  decideBreachCase: {
    officer: 'clerk-2',
    prepare: async (stage, city) => {
      const input = await inBreach(stage, city, stage.borrower(city));
      await stage.done(city, 'replyToBreachCase', { ...input, reply: '不知情' });
      return { input: { ...input, measure: 'NONE', reason: '经核实' } };
    },
  },
  recordSubsidisedLoan: {
    prepare: async (stage, city) => ({
      input: { memberId: stage.saver(city), bank: '工商银行', contractReference: newKey() },
    }),
  },
  endSubsidisedLoan: {
    prepare: async (stage, city) => {
      const loan = { memberId: stage.saver(city), bank: '工商银行', contractReference: newKey() };
      const { id } = await stage.done(city, 'recordSubsidisedLoan', loan);
      await stage.stack.world.hear();
      return { input: { subsidisedLoanId: id } };
    },
    repeats: 'what has ended has ended',
  },
};
