import { demonstrationInfo, simulatedTransferPlatform } from '#contributions/adaptors/simulated-transfer-platform.ts';
import type { TransferMessage } from '#contributions/adaptors/transfer-platform.ts';
import type { Context } from '#contributions/context.ts';
import { exchangeTransfers } from '#contributions/jobs/transfers.ts';
import { acceptTransferOut } from '#contributions/operations/accept-transfer-out.ts';
import { cancelTransferIn } from '#contributions/operations/cancel-transfer-in.ts';
import { findPayout } from '#contributions/operations/payouts.ts';
import { refuseTransferOut } from '#contributions/operations/refuse-transfer-out.ts';
import { requestTransferIn } from '#contributions/operations/request-transfer-in.ts';
import { returnTransferMoney } from '#contributions/operations/return-transfer-money.ts';
import { takeTransferMessage } from '#contributions/operations/take-transfer-message.ts';
import { findTransfer, type Transfer } from '#contributions/operations/transfers.ts';
import type { CityCode } from '#service/cities.ts';
import { type Command, centres } from './commands.ts';
import { idFrom, idOf } from './hear.ts';
import type { Known } from './real.ts';
import type { World } from './world.ts';

// Nothing comes by itself: each message is a command of its own.
const platform = {
  ...simulatedTransferPlatform(() => []),
  centres: async () => centres.map((code) => ({ code, name: code })),
};

/** Exchanges what is to be told with a platform that says nothing. */
export const exchange = (context: Context, city: CityCode): Promise<void> =>
  exchangeTransfers({ ...context, transferPlatform: platform }, city);

const textOf = ({ letter, direction, statusCode, endedOn }: Transfer): string =>
  [letter, direction, statusCode, endedOn ?? '-'].join(' ');

/** Carries out what is asked about money between centres. */
export async function ofTransfers(
  { register, payouts }: Known,
  world: World,
  command: Extract<Command, { kind: 'ask-in' | 'leave' | 'cancel' | 'message' | 'return' }>,
  idempotencyKey: string,
): Promise<string> {
  const context: Context = { ...register.context(), transferPlatform: platform };
  switch (command.kind) {
    case 'ask-in':
      return textOf(
        await requestTransferIn(context, { memberId: idOf(command.who), centre: command.centre, idempotencyKey }),
      );
    case 'leave': {
      const { who, letter, centre, refused } = command;
      const about = { memberId: idOf(who), letter, centre, idempotencyKey };
      if (refused !== null) return textOf(await refuseTransferOut(context, { ...about, reason: refused }));
      const transfer = await acceptTransferOut(context, about);
      const payout = (await findPayout(register.database, 'id', transfer.payoutId!))!;
      if (!payouts.some(({ id }) => id === payout.id)) payouts.push(payout);
      return textOf(transfer);
    }
    case 'cancel': {
      const letter = world.transfers[command.transfer]?.letter ?? '';
      const known = await findTransfer(register.database, 'letter', letter);
      const transferId = known?.id ?? idFrom(3, '0');
      return textOf(await cancelTransferIn(context, { transferId, idempotencyKey }));
    }
    case 'message':
      return takeTransferMessage(context, messageOf(command));
    case 'return':
      await returnTransferMoney(context, { itemId: command.message, idempotencyKey });
      return '';
  }
}

function messageOf({ id, letter, says }: Extract<Command, { kind: 'message' }>): TransferMessage {
  if (says.kind !== 'INFO') return { id, letter, ...says };
  const { amount, principal, interest } = says;
  return { id, letter, kind: 'INFO', info: { ...demonstrationInfo, amount, principal, interest } };
}
