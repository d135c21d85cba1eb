import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { rows } from '#service/database.ts';
import type { DomainEvent } from '#service/event-types.ts';
import { memberTold } from '#service/told-refusals.ts';
import { handlers } from '../jobs/handlers.ts';
import { runInstalments } from '../jobs/instalments.ts';
import { asking, openRegister, type Register } from '../jobs/register.test-support.ts';
import { applyForLoan } from './apply-for-loan.ts';
import { decideApplication } from './decide-application.ts';
import { offsetLoan } from './offset-loan.ts';
import { reviewApplication } from './review-application.ts';
import { withdrawApplication } from './withdraw-application.ts';

let register: Register;

beforeAll(async () => {
  register = await openRegister('2026-07-10');
});
afterAll(() => register?.stop());

const key = () => ({ idempotencyKey: randomUUID() });
const by = (officer: string) => register.context({ officer });
const hear = (event: DomainEvent) => handlers(register.context())[event.type]!({ id: randomUUID(), event } as never);
const wish = (memberId: string) => ({ ...asking(memberId), housePrice: yuan('500000') });

async function outcomes(work: readonly Promise<unknown>[]): Promise<string[]> {
  const answers = await Promise.allSettled(work);
  return answers.map((each) => (each.status === 'fulfilled' ? 'done' : (each.reason as { code: string }).code)).sort();
}

async function reviewedOf(memberId: string): Promise<string> {
  const { id } = await applyForLoan(by('a'), wish(memberId));
  await hear({
    ...{ type: 'loan-facts-told', applicationId: id, memberId },
    facts: {
      ...{ asOf: '2026-07-10', accountStatus: '01', openedOn: '2024-01-05', monthsHeld: 30, averageFrom: '2024-01-05' },
      ...{ days: 917, productFen: '91700000', averageFen: '100000', balanceFen: '200000', baseFen: '718000' },
    },
  });
  await reviewApplication(by('a'), {
    ...{ applicationId: id, recommendation: 'APPROVE', note: '齐全', firstHomeConfirmed: true, goodCredit: true },
    ...{ creditSource: '征信', creditAsOf: '2026-07-10', evidenceReference: '1号', ...key() },
  });
  return id;
}

describe('a refusal that tells something of an application', () => {
  it('AG-06 is on the record as told of its member, never of the application', async () => {
    const memberId = await register.approvedMember();
    const { id: applicationId } = await applyForLoan(by('a'), wish(memberId));
    const decided = { applicationId, verdict: 'APPROVE' as const, reason: '符合' };
    const [unreviewed] = await Promise.allSettled([decideApplication(by('b'), { ...decided, ...key() })]);
    expect(memberTold((unreviewed as PromiseRejectedResult).reason)).toBe(memberId);
    await withdrawApplication(by('a'), { applicationId, ...key() });
    const [ended] = await Promise.allSettled([withdrawApplication(by('a'), { applicationId, ...key() })]);
    expect(memberTold((ended as PromiseRejectedResult).reason)).toBe(memberId);
  });
});

describe('at the same moment', () => {
  it('HZ-05 of several applications of a member one is taken', async () => {
    const memberId = await register.approvedMember();
    const many = Array.from({ length: 5 }, () => applyForLoan(by('a'), wish(memberId)));
    expect(await outcomes(many)).toEqual([...Array(4).fill('APPLICATION_EXISTS'), 'done']);
  });

  it('HZ-05 CJ-13 of several decisions one counts, and one loan waits for its lien', async () => {
    const memberId = await register.approvedMember();
    const applicationId = await reviewedOf(memberId);
    const decided = { applicationId, verdict: 'APPROVE' as const, reason: '符合' };
    const many = ['b', 'c', 'd', 'e'].map((officer) => decideApplication(by(officer), { ...decided, ...key() }));
    expect(await outcomes(many)).toEqual([...Array(3).fill('NOT_ELIGIBLE'), 'done']);
    expect(await register.loansOf(memberId)).toMatchObject([{ status: 'PENDING' }]);
    const rewrite = register.database.query("UPDATE loan_application SET status = 'REFUSED' WHERE id = $1", [
      applicationId,
    ]);
    await expect(rewrite).rejects.toThrow('is decided already');
  });

  it('HZ-06 what was told first of an application stays, and is taken by no other', async () => {
    const memberId = await register.approvedMember();
    const applicationId = await reviewedOf(memberId);
    await hear({ type: 'loan-facts-told', applicationId, memberId, facts: null });
    const sql = "SELECT facts ->> 'monthsHeld' AS months FROM loan_application WHERE id = $1";
    expect(await rows(register.database, sql, [applicationId])).toEqual([{ months: '30' }]);
  });

  it('HZ-03 an account and the bank are never both asked, and what is held is booked once however often it is told', async () => {
    const loans: { id: string; memberId: string }[] = [];
    register.clock.set('2026-07-10');
    for (let n = 0; n < 6; n += 1) loans.push(await register.lend(asking(await register.approvedMember())));
    register.clock.set('2026-08-10');
    const asked = loans.flatMap(({ id }) =>
      Array.from({ length: 3 }, () => offsetLoan(register.context(), { loanId: id, ...key() })),
    );
    const told = outcomes(asked);
    await runInstalments(register.context());
    const codes = new Set(await told);
    codes.delete('done');
    for (const code of codes) expect(['IN_PROGRESS', 'AMOUNT_OUT_OF_BOUNDS']).toContain(code);
    const offsets = await rows<{ offsetId: string; memberId: string; fen: bigint }>(
      register.database,
      `SELECT o.id AS "offsetId", loan.member_id AS "memberId", requested AS fen FROM loan_offset o JOIN loan ON loan.id = loan_id`,
    );
    const held = offsets.map(({ fen, ...of }) => ({ type: 'offset-held' as const, ...of, fen: fen.toString() }));
    await Promise.all([...held, ...held, ...held].map(hear));
    // 300,000 at 2.6 % over 240 months: 1604.36, by the account or by the bank, once.
    for (const { id } of loans) expect(await register.paidOf(id)).toBe(160_436n);
    expect(await auditBooks(register.database.manager)).toEqual([]);
  });

  it('HZ-03 what is held after the account had refused is not booked, and said so', async () => {
    register.clock.set('2026-07-10');
    const { id, memberId } = await register.lend(asking(await register.approvedMember()));
    register.clock.set('2026-08-10');
    const { id: offsetId } = await offsetLoan(register.context(), { loanId: id, ...key() });
    await hear({ type: 'offset-refused', offsetId, memberId, reason: 'ACCOUNT_FROZEN' });
    await hear({ type: 'offset-held', offsetId, memberId, fen: '100' });
    expect(await register.paidOf(id)).toBe(0n);
    const sql = 'SELECT status, refused_for FROM loan_offset WHERE id = $1';
    const refused = { status: 'REFUSED', refused_for: 'ACCOUNT_FROZEN' };
    expect(await rows(register.database, sql, [offsetId])).toEqual([refused]);
  });
});
