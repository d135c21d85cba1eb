import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addMonths } from '#kernel/calendar.ts';
import { yuan, yuanText } from '#kernel/money.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { policyOn } from '#policy/policy.ts';
import { rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import { bookRepaymentResults } from '../operations/book-repayment-results.ts';
import { prepareRepayments } from '../operations/prepare-repayments.ts';
import { repayLoan } from '../operations/repay-loan.ts';
import { openRepaymentFiles } from '../operations/repayment-files.ts';
import { runInstalments } from './instalments.ts';
import { asking, openRegister, type Register, repaying } from './register.test-support.ts';

let register: Register;

beforeAll(async () => {
  register = await openRegister('2026-07-10');
});
afterAll(() => register?.stop());
beforeEach(async () => {
  await register.told();
  register.clock.set('2026-07-10');
  register.bank.pays = () => true;
  register.bank.line = 'good';
});

describe('the run of instalments', () => {
  it('takes what is due from those who can pay and leaves the rest overdue', async () => {
    const [payer, late] = [await register.approvedMember(), await register.approvedMember()];
    const loan = await register.lend(asking(payer));
    const lateLoan = await register.lend(asking(late));
    register.bank.pays = ({ memberId }) => memberId !== late;
    const collected = await register.run('2026-08-10');
    expect(collected.paid).toBe(collected.asked - 1);
    // Instalment 1,604.36 of which interest 300,000 × 2.6% ÷ 12 = 650.00, so principal 954.36.
    const [paidLoan] = await register.loansOf(payer);
    expect(yuanText(loan.principal - paidLoan!.outstandingPrincipal)).toBe('954.36');
    register.clock.set('2026-08-11');
    expect(await register.loansOf(payer)).toMatchObject([{ overduePeriods: 0 }]);
    expect(await register.loansOf(late)).toMatchObject([
      { overduePeriods: 1, overduePrincipal: 95_436n, overdueInterest: 65_000n },
    ]);

    await register.run('2026-09-10');
    register.clock.set('2026-10-10');
    expect(await register.loansOf(late)).toMatchObject([{ overduePeriods: 2 }]);
    register.bank.pays = () => true;
    await register.run('2026-10-11');
    expect(await register.loansOf(late)).toMatchObject([{ overduePeriods: 0, status: 'REPAYING' }]);
    const fines = `SELECT coalesce(sum(paid_penalty), 0)::bigint AS fen FROM instalment WHERE loan_id = $1`;
    // Each month unpaid is 1,604.36: × 2.6% × 1.5 ÷ 360 × 62, 31 and 1 days = 10.78 + 5.39 + 0.17.
    expect(await rows(register.database, fines, [lateLoan.id])).toEqual([{ fen: 1634n }]);
  });

  it('of the same day asks the bank once', async () => {
    await register.lend(asking(await register.approvedMember()));
    expect((await register.run('2026-08-12')).asked).toBeGreaterThan(0);
    const asked = register.bank.asked;
    expect(await register.run('2026-08-12')).toEqual({ asked: 0, paid: 0, fen: 0n });
    expect(register.bank.asked).toBe(asked);
  });

  it('writes nothing when nothing is due', async () => {
    await register.run('2026-08-12');
    const count = 'SELECT count(*)::int AS n FROM operation';
    const before = await rows(register.database, count);
    await register.run('2026-08-12');
    expect(await rows(register.database, count)).toEqual(before);
  });

  it('clears a loan with its last month and tells of it', async () => {
    register.clock.set('2027-01-10');
    const memberId = await register.approvedMember('652300');
    const loan = await register.lend(
      asking(memberId, { principal: yuan('1000'), months: 2, method: 'EQUAL_PRINCIPAL' }),
    );
    await register.run('2027-02-10');
    await register.told();
    await register.run('2027-03-10');
    expect(await register.loansOf(memberId)).toMatchObject([{ status: 'SETTLED', outstandingPrincipal: 0n }]);
    expect(await register.told()).toContainEqual({
      type: 'loan-settled',
      loanId: loan.id,
      memberId,
      city: '652300',
      on: '2027-03-10',
    });
    expect(await auditBooks(register.database.manager)).toEqual([]);
  });
});

describe('a lost answer of the bank', () => {
  /** A loan whose first month falls due on a day, after everything else due by then was collected. */
  async function loanDue(on: string) {
    const memberId = await register.approvedMember();
    await register.run(on);
    register.clock.set(addMonths(on, -1));
    return register.lend(asking(memberId));
  }

  it('does not debit the borrower twice: the same batch is sent again, whatever the day', async () => {
    const { id } = await loanDue('2028-08-10');
    register.bank.line = 'lost';
    await expect(register.run('2028-08-10')).rejects.toThrow('lost');
    register.bank.line = 'good';
    const { asked, paid } = await register.run('2028-08-13');
    expect(asked).toBe(paid);
    expect(yuanText(register.bank.takenFor(id))).toBe('1604.36');
    expect(await register.paidOf(id)).toBe(register.bank.takenFor(id));
    // Booked on the day that the bank debited it: nothing was late, so there is no penalty.
    const booked = `SELECT DISTINCT booked_on AS "bookedOn" FROM movement m JOIN ledger_account a ON a.id = m.from_account
      WHERE a.owner = $1`;
    expect(await rows(register.database, booked, [id])).toEqual([{ bookedOn: '2028-08-10' }]);
    const closed =
      'SELECT closed_on AS "closedOn", paid_penalty AS fine FROM instalment WHERE loan_id = $1 AND number = 1';
    expect(await rows(register.database, closed, [id])).toEqual([{ closedOn: '2028-08-10', fine: 0n }]);
  });

  it('leaves a loan to the bank until it is booked: the counter takes nothing in between', async () => {
    const { id } = await loanDue('2029-08-10');
    register.bank.line = 'lost';
    await expect(register.run('2029-08-10')).rejects.toThrow('lost');
    await expect(repayLoan(register.context(), repaying(id, yuan('1000')))).rejects.toMatchObject({
      code: 'IN_PROGRESS',
      detail: { field: 'loanId' },
    });
    register.bank.line = 'good';
    await register.run('2029-08-10');
    expect(await register.paidOf(id)).toBe(register.bank.takenFor(id));
    await expect(repayLoan(register.context(), repaying(id, 1n))).rejects.toMatchObject({
      code: 'AMOUNT_OUT_OF_BOUNDS',
    });
  });

  it('of a bank that was never reached loses nothing either', async () => {
    const { id } = await loanDue('2030-08-10');
    register.bank.line = 'unreached';
    await expect(register.run('2030-08-10')).rejects.toThrow('not reached');
    expect(register.bank.takenFor(id)).toBe(0n);
    register.bank.line = 'good';
    await register.run('2030-08-11');
    expect(yuanText(await register.paidOf(id))).toBe('1604.36');
    expect(await register.paidOf(id)).toBe(register.bank.takenFor(id));
  });

  it('is booked once, though two runs hear it at the same moment', async () => {
    const { id } = await loanDue('2031-08-10');
    register.clock.set('2031-08-10');
    await Promise.all(Array.from({ length: 3 }, () => runInstalments(register.context())));
    expect(await register.paidOf(id)).toBe(register.bank.takenFor(id));
    const asked = 'SELECT count(*)::int AS n FROM repayment_line WHERE loan_id = $1';
    expect(await rows(register.database, asked, [id])).toEqual([{ n: 1 }]);
  });

  it('that does not answer every line exactly once is a fault and books nothing', async () => {
    const { id } = await loanDue('2032-08-10');
    register.clock.set('2032-08-10');
    const context = register.context();
    await prepareRepayments(context);
    const [file] = await openRepaymentFiles(context);
    const line = { lineId: 1, outcome: 'paid' } as const;
    for (const wrong of [[], [{ ...line, lineId: 9999 }], Array.from({ length: file!.lines.length + 1 }, () => line)]) {
      await expect(bookRepaymentResults(context, file!, wrong)).rejects.toThrow('exactly once');
    }
    expect(await register.paidOf(id)).toBe(0n);
    await runInstalments(context);
    expect(await register.paidOf(id)).toBe(register.bank.takenFor(id));
    expect(await auditBooks(register.database.manager)).toEqual([]);
  });
});

describe('a loan too small for its months', () => {
  // Below the least principal of today's policy, which may be another tomorrow.
  function lenient(context: Context): Context {
    const policy: Context['policy'] = (city, date) => {
      const stands = policyOn(city, date);
      const minimumPrincipal = { ...stands.loan.minimumPrincipal, value: 1n };
      return { ...stands, city, national: stands.national, loan: { ...stands.loan, minimumPrincipal } };
    };
    return { ...context, policy };
  }

  it.each(['1.00', '0.20'])(
    'of %s yuan over 60 months is settled by its last month, months of nothing too',
    async (principal) => {
      register.clock.set('2033-01-10');
      const memberId = await register.approvedMember();
      const small = asking(memberId, { principal: yuan(principal), months: 60, method: 'EQUAL_PRINCIPAL' });
      await expect(register.lend(small)).rejects.toMatchObject({
        detail: { rule: 'loan.minimumPrincipal' },
      });
      const { id } = await register.lend(small, lenient);
      for (let month = 1; month <= 60; month += 1) await register.run(addMonths('2033-01-10', month));
      expect(await register.loansOf(memberId)).toMatchObject([{ status: 'SETTLED', outstandingPrincipal: 0n }]);
      const open =
        'SELECT count(*)::int AS n FROM instalment WHERE loan_id = $1 AND (closed_on IS NULL OR closed_on > due_on)';
      expect(await rows(register.database, open, [id])).toEqual([{ n: 0 }]);
    },
    60_000,
  );
});
