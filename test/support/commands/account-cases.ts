import { findPayout } from '#contributions/operations/payouts.ts';
import { resolvePayout } from '#contributions/operations/resolve-payout.ts';
import { takeTransferMessage } from '#contributions/operations/take-transfer-message.ts';
import { yuan } from '#kernel/money.ts';
import { newKey } from '../agencies.ts';
import type { Case, Cases, City, Values } from './case.ts';
import type { Stage } from './stage.ts';

const hangzhou = '330100000000000';
let letters = 0;
const letterOfHangzhou = (): string => {
  letters += 1;
  return `33010027070100${String(letters).padStart(2, '0')}`;
};

const ofSaver = (more: () => object, repeats?: string): Case => ({
  prepare: async (stage, city) => ({ input: { memberId: stage.saver(city), ...more() } }),
  ...(repeats ? { repeats } : {}),
});
const plan = { base: '8000.00', ratio: '10%' };
const withdrawal = { amount: '100.00', reasonCode: '01', evidenceReference: 'HT-1' };
const freeze = { kind: 'PARTIAL', amount: '1.00', authority: '人民法院', document: '执1号', until: '2027-12-31' };

const withdrawn = async (stage: Stage, city: City) =>
  (await stage.done(city, 'withdraw', { memberId: stage.saver(city), ...withdrawal })).id;

/** What came in when the account was opened. */
async function firstMovement(stage: Stage, city: City): Promise<Values> {
  const query = 'query ($id: ID!) { member(id: $id) { account { movements(first: 1) { edges { node { id } } } } } }';
  type Told = { member: { account: { movements: { edges: { node: { id: string } }[] } } } };
  const { member } = await stage.clerk(city).ask<Told>(query, { id: stage.saver(city) });
  return { movementId: member.account.movements.edges[0]!.node.id };
}

const correction = { reason: 'OTHER', note: '入账有误' };

const transferIn = async (stage: Stage, city: City, memberId: string) =>
  (await stage.done(city, 'requestTransferIn', { memberId, centre: hangzhou })).id;

/** Paid by the bank after it was given back: somebody owes it. */
async function paidLate(stage: Stage, city: City): Promise<string> {
  const withdrawalId = await withdrawn(stage, city);
  await stage.done(city, 'voidWithdrawal', { withdrawalId });
  const runs = stage.stack.world.runs.contributions;
  await resolvePayout(runs, (await findPayout(runs.database, 'id', withdrawalId))!.reference, 'paid');
  return withdrawalId;
}

/** Commands about an agreement and what is paid by it. */
const paying: Cases = {
  signAgreement: {
    prepare: async (stage, city) => ({
      input: {
        ...{ memberId: stage.approved(city), base: '7180.00', ratio: '10%', mode: 'MONTHLY' },
        ...{ debitAccount: '622200001234567890', firstContribution: '718.00' },
      },
    }),
  },
  changePlan: ofSaver(() => plan),
  terminateAgreement: ofSaver(() => ({})),
  contribute: ofSaver(() => ({
    month: '2027-08',
    amount: '718.00',
    channel: 'NATIONAL_PLATFORM',
    reference: newKey(),
  })),
  payNow: ofSaver(() => ({ month: '2027-08', amount: '718.00' })),
  bookUnitContribution: {
    prepare: async (stage, city) => {
      const memberId = stage.saver(city);
      await stage.done(city, 'recordUnitParticipation', { memberId, inUnit: true, since: '2027-07-01' });
      await stage.stack.world.hear();
      return { input: { memberId, month: '2027-07', amount: '718.00', base: '7180.00' } };
    },
  },
};

/** Commands about what leaves an account, and what keeps it there. */
const leaving: Cases = {
  closeAccount: ofSaver(() => ({ ground: 'MEMBER_WISH', reasonCode: '99' })),
  withdraw: ofSaver(() => withdrawal),
  voidWithdrawal: { prepare: async (stage, city) => ({ input: { withdrawalId: await withdrawn(stage, city) } }) },
  recoverPayout: {
    prepare: async (stage, city) => ({ input: { withdrawalId: await paidLate(stage, city), way: 'RETURNED' } }),
  },
  freezeAccount: { ...ofSaver(() => freeze, 'every authority freezes for itself'), unbounded: ['until'] },
  unfreezeAccount: {
    prepare: async (stage, city) => {
      const { id } = await stage.done(city, 'freezeAccount', { memberId: stage.saver(city), ...freeze });
      return { input: { freezeId: id, document: '执2号' } };
    },
  },
  proposeCorrection: {
    prepare: async (stage, city) => ({ input: { ...(await firstMovement(stage, city)), ...correction } }),
  },
  decideCorrection: {
    officer: 'clerk-2',
    prepare: async (stage, city) => {
      const movement = await firstMovement(stage, city);
      const { id } = await stage.done(city, 'proposeCorrection', { ...movement, ...correction });
      return { input: { correctionId: id, decision: 'BOOK' } };
    },
  },
};

/** Commands about money that comes from another centre or goes to one. */
const moving: Cases = {
  requestTransferIn: ofSaver(() => ({ centre: hangzhou })),
  cancelTransferIn: {
    prepare: async (stage, city) => {
      const memberId = stage.saver(city);
      return { input: { transferId: await transferIn(stage, city, memberId) }, memberId };
    },
  },
  acceptTransferOut: {
    prepare: async (stage, city) => {
      const memberId = stage.saver(city);
      await stage.done(city, 'terminateAgreement', { memberId });
      return { input: { memberId, centre: hangzhou, letter: letterOfHangzhou() } };
    },
  },
  refuseTransferOut: ofSaver(() => ({ centre: hangzhou, letter: letterOfHangzhou(), reason: '证件不符' })),
  returnTransferMoney: {
    prepare: async (stage, city) => {
      const stray = { id: newKey(), letter: `${stage.code(city)}9901010001`, kind: 'CREDIT' as const };
      await takeTransferMessage(stage.stack.world.runs.contributions, { ...stray, fen: yuan('9.00') });
      return { input: { itemId: stray.id } };
    },
  },
};

/** Commands about an account and its money. */
export const accountCases: Cases = { ...paying, ...leaving, ...moving };
