import type { Action } from './action.ts';
import type { Command } from './commands.ts';
import type { Says } from './transfers.ts';
import type { Member, World } from './world.ts';

/** What an action about a transfer means as things stand now. */
export function ofTransfer(
  { transfers, taken, cities }: World,
  action: Extract<Action, { kind: 'message' | 'return' | 'cancel' }>,
): Command {
  if (action.kind === 'cancel') return { kind: 'cancel', transfer: transfers.length - action.transfer };
  if (action.kind === 'return') {
    const suspended = [...taken].filter(([, { suspended: by }]) => by !== null);
    return { kind: 'return', message: suspended.at(-action.back)?.[0] ?? 'none' };
  }
  const { says, off, salt } = action;
  const transfer = transfers.at(-action.transfer);
  const letter = (action.transfer > 0 && transfer?.letter) || `${cities[0]}9901010001`;
  return { kind: 'message', id: `${letter}:${says}:${salt}`, letter, says: saying(says, BigInt(off), letter) };
}

// By the letter, so that the word and the money agree as a rule.
function saying(says: (Action & { kind: 'message' })['says'], off: bigint, letter: string): Says {
  const principal = 100_000n + (BigInt(letter) % 7919n);
  if (says === 'CREDIT') return { kind: 'CREDIT', fen: principal + 321n + (off === 1n ? 1n : 0n) };
  if (says !== 'INFO') return { kind: 'STATUS', status: says };
  return {
    kind: 'INFO',
    amount: principal + 321n + (off === 2n ? 1n : 0n),
    principal: principal + off,
    interest: 321n - (off === 1n ? 1n : 0n),
  };
}

/** Another centre asks for the money of a member by its letter. */
export const leaving = ({ who }: Member, { letter: n, refused }: Action & { kind: 'leave' }): Command => {
  const letter = n === 9 ? '65010026010' : `650100260101000${n}`;
  return { kind: 'leave', who, letter, centre: '650100000000000', refused };
};
