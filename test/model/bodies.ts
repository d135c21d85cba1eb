import type { Command } from './commands.ts';

/** Whether a command is given under an idempotency key. */
export const hasKey = ({ kind }: Command) =>
  [
    'sign',
    'contribute',
    'pay-now',
    'change',
    'terminate',
    'withdraw',
    'void',
    'unit',
    'freeze',
    'lift',
    'close',
    'propose',
    'decide',
    'reverse',
    'resume',
    'ask-in',
    'leave',
    'cancel',
    'return',
    'suspense',
  ].includes(kind);

/** The command as it would be with another body; nothing for one that is known by the id of something made before. */
export function otherBody(command: Command): Command | undefined {
  switch (command.kind) {
    case 'sign':
    case 'change':
      return { ...command, base: command.base + 1n };
    case 'contribute':
    case 'pay-now':
    case 'withdraw':
      return { ...command, amount: command.amount + 1n };
    case 'unit':
      return { ...command, fen: command.fen + 1n };
    case 'terminate':
      return { ...command, who: command.who === 0 ? 1 : 0 };
    case 'freeze':
      return { ...command, until: (command.until ?? 2_470_000) + 1 };
    case 'close':
      return { ...command, reason: command.reason === '99' ? '03' : '99' };
    default:
      return undefined;
  }
}
