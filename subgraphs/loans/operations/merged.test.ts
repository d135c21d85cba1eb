import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { asking, openRegister, type Register, repaying } from '../jobs/register.test-support.ts';
import { applyForLoan } from './apply-for-loan.ts';
import { recordSubsidisedLoan } from './record-subsidised-loan.ts';
import { repayLoan } from './repay-loan.ts';
import { withdrawApplication } from './withdraw-application.ts';

let register: Register;

beforeAll(async () => {
  register = await openRegister('2026-07-10');
});
afterAll(() => register?.stop());

const key = () => ({ idempotencyKey: randomUUID() });
const merge = async (memberId: string, keptId: string, merged: boolean) => {
  const of = { correctionId: randomUUID(), memberId, keptId, city: '330500' as const };
  await register.hear({ type: 'merge-requested', ...of });
  await register.hear({ type: 'merge-decided', ...of, merged });
};

it('CJ-08 the loans and applications of a record that ended in another are told as those of the one that is kept', async () => {
  const [ended, kept] = [await register.approvedMember(), await register.approvedMember()];
  const loan = await register.lend(asking(ended, { principal: yuan('1000'), months: 12 }));
  await repayLoan(register.context(), repaying(loan.id, yuan('1000')));
  const wish = { ...asking(ended), housePrice: yuan('500000'), ...key() };
  const { id: applicationId } = await applyForLoan(register.context(), wish);
  await withdrawApplication(register.context(), { applicationId, ...key() });
  const bank = { memberId: ended, bank: '工商银行', contractReference: '1', ...key() };
  const { id: loanId } = await recordSubsidisedLoan(register.context(), bank);
  await register.hear({
    type: 'lien-refused',
    loanId,
    memberId: ended,
    kind: 'SUBSIDISED',
    reason: 'ACCOUNT_NOT_OPEN',
    on: '2026-07-10',
  });
  await merge(ended, kept, false);
  const { loaders } = register.context();
  expect(await loaders.loansOf.load(kept)).toEqual([]);
  await merge(ended, kept, true);
  expect(await loaders.loansOf.load(kept)).toMatchObject([{ id: loan.id, memberId: kept, status: 'SETTLED' }]);
  expect(await loaders.applicationsOf.load(kept)).toMatchObject([{ id: applicationId, memberId: kept }]);
  expect(await loaders.subsidisedOf.load(kept)).toMatchObject([{ id: loanId, memberId: kept, status: 'REFUSED' }]);
  // Of two who are asked for at once each has their own.
  const other = await register.approvedMember();
  const own = await register.lend(asking(other));
  const both = await loaders.loansOf.loadMany([other, kept]);
  expect(both).toMatchObject([[{ id: own.id, memberId: other }], [{ id: loan.id, memberId: kept }]]);
});
