import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { yuanText } from '#kernel/money.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { repayLoan } from '../operations/repay-loan.ts';
import { asking, openRegister, type Register, repaying } from './register.test-support.ts';

let register: Register;

beforeAll(async () => {
  register = await openRegister('2026-07-10');
});
afterAll(() => register?.stop());

async function grantedOn(day: string): Promise<string> {
  const memberId = await register.approvedMember();
  register.clock.set(day);
  return (await register.lend(asking(memberId))).id;
}

describe('a batch that fails for ever', () => {
  it.each([
    ['rejected', 'rejects the file', '2026'],
    ['incomplete', 'exactly once', '2027'],
  ] as const)('(%s) stops neither another open batch nor a new one', async (spoilt, message, year) => {
    await register.run(`${year}-07-12`);
    const stuck = await grantedOn(`${year}-07-13`);
    const open = await grantedOn(`${year}-07-14`);
    const fresh = await grantedOn(`${year}-07-15`);
    register.bank.spoils = ({ lines }) => (lines.some(({ loanId }) => loanId === stuck) ? spoilt : undefined);
    await expect(register.run(`${year}-08-13`)).rejects.toThrow(message);
    register.bank.line = 'unreached';
    await expect(register.run(`${year}-08-14`)).rejects.toThrow('not reached');
    register.bank.line = 'good';

    await expect(register.run(`${year}-08-15`)).rejects.toThrow(message);
    expect(await register.paidOf(stuck)).toBe(0n);
    for (const id of [open, fresh]) {
      expect(yuanText(await register.paidOf(id))).toBe('1604.36');
      expect(await register.paidOf(id)).toBe(register.bank.takenFor(id));
    }
    await expect(repayLoan(register.context(), repaying(stuck, 1n))).rejects.toMatchObject({ code: 'IN_PROGRESS' });
    for (const id of [open, fresh]) {
      const tooMuch = repayLoan(register.context(), repaying(id, 1n));
      await expect(tooMuch).rejects.toMatchObject({ code: 'AMOUNT_OUT_OF_BOUNDS' });
    }

    register.bank.spoils = () => undefined;
    await register.run(`${year}-08-16`);
    expect(yuanText(await register.paidOf(stuck))).toBe('1604.36');
    expect(await register.paidOf(stuck)).toBe(register.bank.takenFor(stuck));
    expect(await auditBooks(register.database.manager)).toEqual([]);
  });
});

it('a register whose numbers begin again, as after a restored backup, sends no batch that the bank knows', async () => {
  const restored = await openRegister('2026-07-10', register.bank);
  try {
    const { id } = await restored.lend(asking(await restored.approvedMember()));
    expect(await restored.run('2026-08-10')).toMatchObject({ asked: 1, paid: 1 });
    expect(await restored.paidOf(id)).toBe(register.bank.takenFor(id));
  } finally {
    await restored.stop();
  }
});
