import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freezeAccount } from '#contributions/operations/freeze-account.ts';
import { unfreezeAccount } from '#contributions/operations/unfreeze-account.ts';
import { withdraw } from '#contributions/operations/withdraw.ts';
import { addDays } from '#kernel/calendar.ts';
import { yuan } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { runInstalments } from '#loans/jobs/instalments.ts';
import { runOffsets } from '#loans/jobs/offsets.ts';
import { offsetLoan, setMonthlyOffset } from '#loans/operations/offset-loan.ts';
import { prepayLoan } from '#loans/operations/prepay-loan.ts';
import { repayLoan } from '#loans/operations/repay-loan.ts';
import { random } from '#local/life/random.ts';
import { rows } from '#service/database.ts';
import { newKey } from '#test/agencies.ts';
import { clearingOf, lendIn } from '#test/lending.ts';
import { identityNumber } from '#test/members.ts';
import { confirmed, sign } from '#test/participants.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';
import { proofSize, report } from './proof-size.ts';

// Two books that never see each other: whatever is asked of both, in whatever order it is heard, what the one owes by its
// clearing account the other claims by its own, and no fen is repaid that did not leave an account.

const size = proofSize({ small: { steps: 60 }, full: { steps: 3000 } });
const draw = random(size.seed);
const city = '330500';

let stack: TestStack;
const borrowers: { memberId: string; loanId: string; freezeId?: string | undefined }[] = [];

beforeAll(async () => {
  stack = await startTestStack('2026-01-05', { pays: () => true, repays: () => draw.chance(0.5) });
  for (const day of ['01', '02', '03']) {
    const person = await confirmed(stack.world, {
      city,
      industryCode: 'OTHER',
      identityNumber: identityNumber(`1990-07-${day}`),
    });
    await stack.world.hear();
    await sign(stack.world, person, { base: '7180.00', ratio: '10%', first: '5026.00' }, city);
    await stack.world.hear();
    const wish = { memberId: person.memberId, principal: '60000.00', months: 60 };
    const loanId = await lendIn(stack.world, city, wish);
    await stack.world.hear();
    const monthly = { loanId, monthly: day !== '03', idempotencyKey: newKey() };
    await setMonthlyOffset(stack.world.loans[city], monthly);
    borrowers.push({ memberId: person.memberId, loanId });
  }
});
afterAll(() => stack?.stop());

const loans = () => stack.world.databases.loans.database;
const contributions = () => stack.world.databases.contributions.database;
const pick = () => borrowers[draw.between(0, borrowers.length - 1)]!;
const key = () => ({ idempotencyKey: newKey() });

/** What may happen to a loan and its account in any order; a refusal is an answer too. */
const acts: Record<string, () => Promise<unknown>> = {
  offset: () => offsetLoan(stack.world.loans[city], { loanId: pick().loanId, ...key() }),
  repay: () => repayLoan(stack.world.loans[city], { loanId: pick().loanId, amount: yuan('300.00'), ...key() }),
  prepay: () => {
    const keeps = draw.chance(0.5) ? ('TERM' as const) : ('INSTALMENT' as const);
    return prepayLoan(stack.world.loans[city], { loanId: pick().loanId, principal: yuan('777.77'), keeps, ...key() });
  },
  withdraw: () => {
    const asked = { memberId: pick().memberId, amount: yuan('10.00'), reasonCode: '99', ...key() };
    return withdraw(stack.world.contributions[city], asked);
  },
  freeze: async () => {
    const of = pick();
    if (of.freezeId) {
      await unfreezeAccount(stack.world.contributions[city], { freezeId: of.freezeId, document: '2号', ...key() });
      of.freezeId = undefined;
      return;
    }
    const asked = {
      memberId: of.memberId,
      ...(draw.chance(0.5) ? { kind: 'RECEIVE_ONLY' as const } : { kind: 'PARTIAL' as const, amount: yuan('3000.00') }),
      authority: '法院',
      document: '1号',
      ...key(),
    };
    of.freezeId = (await freezeAccount(stack.world.contributions[city], asked)).id;
  },
  monthly: () => runOffsets(stack.world.runs.loans),
  bank: () => runInstalments(stack.world.runs.loans),
  days: async () => stack.clock.set(addDays(stack.clock.today(), draw.between(1, 20))),
  hear: () => stack.world.hear(),
};

/** The loans whose account in the book is not what their plan leaves to pay of the principal. */
const disagreeing = () =>
  rows(
    loans(),
    `SELECT loan.id FROM loan JOIN ledger_account a ON a.owner = loan.id
     WHERE a.balance <> (SELECT coalesce(sum(principal - paid_principal), 0) FROM instalment WHERE loan_id = loan.id)`,
  );

describe('HZ-03 the books of the accounts and of the loans', () => {
  it('hold the same amount against each other after any acts in any order, and every loan owes what its plan leaves', async () => {
    const counts: Record<string, number> = {};
    const names = Object.keys(acts);
    for (let step = 1; step <= size.steps; step += 1) {
      const name = names[draw.between(0, names.length - 1)]!;
      counts[name] = (counts[name] ?? 0) + 1;
      await acts[name]!().catch((error: unknown) => {
        if (!(error instanceof Refusal)) throw error;
      });
      expect(await disagreeing(), `after ${step}: ${name}`).toEqual([]);
      if (step % 10 > 0) continue;
      await stack.world.hear();
      const [owed, claimed] = await clearingOf(stack.world);
      expect(owed, `after ${step}`).toBe(claimed);
    }
    await stack.world.hear();
    const offsets = await rows<{ status: string; n: number }>(
      loans(),
      'SELECT status, count(*)::int AS n FROM loan_offset GROUP BY 1 ORDER BY 1',
    );
    expect(offsets.map(({ status }) => status)).toEqual(['BOOKED', 'REFUSED']);
    expect(await auditBooks(loans().manager)).toEqual([]);
    expect(await auditBooks(contributions().manager)).toEqual([]);
    const held = "SELECT 1 FROM payout WHERE kind = 'LOAN_OFFSET' AND status = 'HELD'";
    expect(await rows(contributions(), held)).toEqual([]);
    report('loan clearing', counts);
  }, 1_800_000);
});
