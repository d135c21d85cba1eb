import { accountStatusName, businessName } from '#kernel/fund-codes.ts';
import { acceptTransferOut } from '../operations/accept-transfer-out.ts';
import { bookUnitContribution } from '../operations/book-unit-contribution.ts';
import { cancelTransferIn } from '../operations/cancel-transfer-in.ts';
import type { AccountView } from '../operations/read-accounts.ts';
import { refuseTransferOut } from '../operations/refuse-transfer-out.ts';
import { requestTransferIn } from '../operations/request-transfer-in.ts';
import { returnTransferMoney } from '../operations/return-transfer-money.ts';
import { statusNameOf, type Transfer } from '../operations/transfers.ts';
import type {
  AcceptTransferOutInput,
  BookUnitContributionInput,
  CancelTransferInInput,
  RefuseTransferOutInput,
  RequestTransferInInput,
  ReturnTransferMoneyInput,
} from '../schema.generated.ts';
import type { Asking } from './loaders.ts';

type With<Input> = { input: Input };

/** Account: the name of its status, as whom its member contributed, and what came from and went to other centres. */
export const segmentResolvers = {
  statusName: ({ statusCode }: AccountView) => accountStatusName(statusCode),
  identityPeriods: ({ memberId }: AccountView, _: unknown, { loaders }: Asking) => loaders.identities.load(memberId),
  events: ({ memberId }: AccountView, _: unknown, { loaders }: Asking) => loaders.events.load(memberId),
  transfers: ({ memberId }: AccountView, _: unknown, { loaders }: Asking) => loaders.transfers.load(memberId),
};

/** Movement and what happened to an account: what a code means. */
export const codeResolvers = { codeName: ({ code }: { code: string }) => businessName(code) };

/** Transfer: what its status means. */
export const transferResolvers = { statusName: (transfer: Transfer) => statusNameOf(transfer) };

/** Commands about units and other centres: one command, one operation. */
export const segmentMutations = {
  bookUnitContribution: (_: unknown, { input }: With<BookUnitContributionInput>, context: Asking) =>
    bookUnitContribution(context, input),
  requestTransferIn: (_: unknown, { input }: With<RequestTransferInInput>, context: Asking) =>
    requestTransferIn(context, input),
  cancelTransferIn: (_: unknown, { input }: With<CancelTransferInInput>, context: Asking) =>
    cancelTransferIn(context, input),
  returnTransferMoney: (_: unknown, { input }: With<ReturnTransferMoneyInput>, context: Asking) =>
    returnTransferMoney(context, input),
  acceptTransferOut: (_: unknown, { input }: With<AcceptTransferOutInput>, context: Asking) =>
    acceptTransferOut(context, input),
  refuseTransferOut: (_: unknown, { input }: With<RefuseTransferOutInput>, context: Asking) =>
    refuseTransferOut(context, input),
};
