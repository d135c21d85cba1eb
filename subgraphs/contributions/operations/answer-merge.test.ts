import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Rehearsal, refusal, rehearse } from '#test/contributions.ts';
import { spousesOf } from './household.ts';
import { keptOfMembers } from './kept-of-members.ts';
import { loansOf } from './loans-of.ts';
import { requestTransferIn } from './request-transfer-in.ts';

const city = '652300';
let register: Rehearsal;
beforeAll(async () => {
  register = await rehearse('2026-03-05');
});
afterAll(() => register?.close());

const member = () => register.approve(city);
const merger = (memberId: string, keptId: string) => ({ correctionId: randomUUID(), memberId, keptId, city }) as const;
/** What the register tells of a record that is to end. */
async function obstacles(of: ReturnType<typeof merger>): Promise<string[]> {
  await register.hear({ type: 'merge-requested', ...of });
  const told = register.told.at(-1)!;
  if (told.type !== 'account-merge-answered') throw new Error(`It told ${told.type}`);
  return told.obstacles;
}
const keptOf = async (memberId: string) => (await keptOfMembers(register.context(), [memberId]))[0];
const code = async (work: Promise<unknown>) => (await refusal(work)).code;

it('CJ-08 CJ-13 the spouse of a record that ended is the kept one’s, whoever of the couple is asked about', async () => {
  const [wife, kept] = [await member(), await member()];
  const ended = await register.approve(city, { spouseId: wife });
  await register.hear({ type: 'merge-decided', ...merger(ended, kept), merged: true });
  expect(await spousesOf(register.database.manager, kept)).toEqual([wife]);
  expect(await spousesOf(register.database.manager, wife)).toContain(kept);
});

describe('CJ-08 a record that is to end in another of the same person', () => {
  it('is told of by what it still has: an account, a transfer on its way, a loan', async () => {
    const [memberId, kept] = [await member(), await member()];
    await register.sign(memberId);
    expect(await obstacles(merger(memberId, kept))).toEqual(['ACCOUNT_OPEN']);
    const centre = '650100000000000';
    await requestTransferIn(register.context(), { memberId, centre, idempotencyKey: randomUUID() });
    await register.hear({ type: 'loan-granted', loanId: randomUUID(), memberId, city, on: '2026-03-05' });
    const all = await obstacles(merger(memberId, kept));
    expect(all.sort()).toEqual(['ACCOUNT_OPEN', 'LOAN_OUTSTANDING', 'TRANSFER_PENDING']);
  });

  it('signs nothing once nothing is left of it, and again when the merger was hindered elsewhere', async () => {
    const [memberId, kept] = [await member(), await member()];
    const of = merger(memberId, kept);
    expect(await obstacles(of)).toEqual([]);
    expect(await code(register.sign(memberId))).toBe('NOT_APPROVED');
    // Held is not merged: nobody reads anything of it as their own.
    expect(await keptOf(memberId)).toBeUndefined();
    await register.hear({ type: 'merge-decided', ...merger(memberId, kept), merged: false });
    expect(await code(register.sign(memberId))).toBe('NOT_APPROVED');
    await register.hear({ type: 'merge-decided', ...of, merged: false });
    await register.sign(memberId);
  });

  it('is the kept one’s for good, with its loans and whatever ended in it before', async () => {
    const [first, memberId, kept] = [await member(), await member(), await member()];
    const loan = { loanId: randomUUID(), memberId, city } as const;
    await register.hear({ type: 'loan-granted', ...loan, on: '2026-02-01' });
    await register.hear({ type: 'loan-settled', ...loan, on: '2026-03-01' });
    await register.hear({ type: 'merge-decided', ...merger(first, memberId), merged: true });
    const of = merger(memberId, kept);
    expect(await obstacles(of)).toEqual([]);
    await register.hear({ type: 'merge-decided', ...of, merged: true });
    await register.hear({ type: 'merge-decided', ...of, merged: false });
    expect([await keptOf(first), await keptOf(memberId), await keptOf(kept)]).toEqual([kept, kept, undefined]);
    expect(await loansOf(register.database.manager, kept)).toEqual({ ever: true, outstanding: false });
    expect(await code(register.sign(memberId))).toBe('NOT_APPROVED');
  });

  it('is either seen with the agreement that is signed at the same moment, or signs none', async () => {
    for (let round = 0; round < 6; round += 1) {
      const [memberId, kept] = [await member(), await member()];
      const [signed, told] = await Promise.all([
        register.sign(memberId).then(
          () => true,
          () => false,
        ),
        obstacles(merger(memberId, kept)),
      ]);
      expect(told).toEqual(signed ? ['ACCOUNT_OPEN'] : []);
    }
  });
});
