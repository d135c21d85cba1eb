import { type CityName, cityCode } from '#service/cities.ts';
import { type Correction, pendingCorrections } from '../operations/corrections.ts';
import { decideCorrection } from '../operations/decide-correction.ts';
import { freezeAccount } from '../operations/freeze-account.ts';
import type { Freeze } from '../operations/freezes.ts';
import { irregularPayouts } from '../operations/irregular-payouts.ts';
import { type Payout, payoutDemonstrationFigures } from '../operations/payouts.ts';
import { proposeCorrection } from '../operations/propose-correction.ts';
import type { AccountView } from '../operations/read-accounts.ts';
import { recoverPayout } from '../operations/recover-payout.ts';
import { unfreezeAccount } from '../operations/unfreeze-account.ts';
import { voidWithdrawal } from '../operations/void-withdrawal.ts';
import { withdraw } from '../operations/withdraw.ts';
import type {
  DecideCorrectionInput,
  FreezeAccountInput,
  ProposeCorrectionInput,
  RecoverPayoutInput,
  UnfreezeAccountInput,
  VoidWithdrawalInput,
  WithdrawInput,
} from '../schema.generated.ts';
import type { Asking } from './loaders.ts';

type With<Input> = { input: Input };

/** Account: what leaves it, and what keeps money in it. */
export const payoutResolvers = {
  withdrawals: ({ memberId }: AccountView, _: unknown, { loaders }: Asking) => loaders.payouts.load(memberId),
  freezes: ({ memberId }: AccountView, _: unknown, { loaders }: Asking) => loaders.freezes.load(memberId),
  corrections: ({ memberId }: AccountView, _: unknown, { loaders }: Asking) => loaders.corrections.load(memberId),
};

/** Withdrawal, Freeze and Correction: their amounts in fen. */
export const payoutTypes = {
  Withdrawal: {
    amount: ({ fen }: Payout) => fen,
    demonstrationFigures: (payout: Payout, _: unknown, context: Asking) => payoutDemonstrationFigures(context, payout),
  },
  Freeze: { amount: ({ fen }: Freeze) => fen },
  Correction: { amount: ({ fen }: Correction) => fen },
};

type OfCity = { city: CityName };

/** What waits for the staff of a city. */
export const payoutQueries = {
  pendingCorrections: (_: unknown, { city }: OfCity, context: Asking) => pendingCorrections(context, cityCode(city)),
  irregularPayouts: (_: unknown, { city }: OfCity, context: Asking) => irregularPayouts(context, cityCode(city)),
};

/** The commands on what leaves an account and what keeps it there. */
export const payoutMutations = {
  withdraw: (_: unknown, { input }: With<WithdrawInput>, context: Asking) => withdraw(context, input),
  voidWithdrawal: (_: unknown, { input }: With<VoidWithdrawalInput>, context: Asking) => voidWithdrawal(context, input),
  recoverPayout: (_: unknown, { input }: With<RecoverPayoutInput>, context: Asking) => recoverPayout(context, input),
  freezeAccount: (_: unknown, { input }: With<FreezeAccountInput>, context: Asking) => freezeAccount(context, input),
  proposeCorrection: (_: unknown, { input }: With<ProposeCorrectionInput>, context: Asking) =>
    proposeCorrection(context, input),
  decideCorrection: (_: unknown, { input }: With<DecideCorrectionInput>, context: Asking) =>
    decideCorrection(context, input),
  unfreezeAccount: (_: unknown, { input }: With<UnfreezeAccountInput>, context: Asking) =>
    unfreezeAccount(context, input),
};
