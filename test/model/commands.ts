import type { Choice, Signing } from './agreements.ts';
import { type Day, day, type Month } from './calendar.ts';
import type { Facts } from './facts.ts';
import type { City } from './figures.ts';
import type { Freeze } from './freezes.ts';
import type { Says } from './transfers.ts';
import type { By, Lien, Outcome, Purse } from './world.ts';

export type Run = 'collect' | 'close-month' | 'settle-interest' | 'payouts' | 'freezes' | 'transfers';
/** An action with its figures: what is asked of the register and of the model. */
export type Command =
  | ({ kind: 'facts'; who: number } & Facts)
  | { kind: 'unit'; who: number; month: Month; fen: bigint }
  | { kind: 'freeze'; who: number; freeze: Freeze['kind']; fen: bigint | null; until: Day | null }
  | { kind: 'lift'; freeze: number }
  | { kind: 'propose'; who: number; move: number }
  | { kind: 'decide'; correction: number; decision: 'BOOK' | 'REJECT'; officer: string }
  | { kind: 'lien'; who: number; loan: number; lien: Lien['kind'] }
  | { kind: 'look'; who: number; from: Day; on: Day; year: number }
  | { kind: 'close'; who: number; reason: string; breach: string | null }
  | ({ kind: 'sign'; who: number } & Signing)
  | { kind: 'contribute'; who: number; month: Month; amount: bigint; by: By }
  | { kind: 'pay-now'; who: number; month: Month; amount: bigint }
  | { kind: 'reverse'; city: City; year: number }
  | { kind: 'resume'; city: City; year: number }
  | ({ kind: 'change'; who: number } & Choice)
  | { kind: 'terminate'; who: number }
  | { kind: 'withdraw'; who: number; amount: bigint; reason: string; evidence: string | null }
  | { kind: 'answer'; payout: number; outcome: Outcome }
  | { kind: 'void'; payout: number }
  | { kind: 'mood'; mood: Outcome | null }
  | { kind: 'loan'; who: number; loan: number; what: 'granted' | 'settled' }
  | { kind: 'subsidy'; who: number; award: string; fen: bigint; payOn: Day }
  | { kind: 'purse'; who: number; purse: Purse }
  | { kind: 'ask-in'; who: number; centre: string }
  | { kind: 'leave'; who: number; letter: string; centre: string; refused: string | null }
  | { kind: 'cancel'; transfer: number }
  | ({ kind: 'message' } & Told)
  | { kind: 'suspense'; item: number; to: number | null }
  | { kind: 'return'; message: string }
  | { kind: 'today'; on: Day; runs: readonly Run[] };

type Told = { id: string; letter: string; says: Says };
/** The centres that the platform lists. */
export const centres = ['652300000000000', '330500000000000', '650100000000000'];

/** The day on which the members were approved. */
export const approved: Day = day(2025, 12, 1);
