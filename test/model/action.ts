import type { Run } from './commands.ts';
import type { Freeze } from './freezes.ts';
import type { Status } from './transfers.ts';
import type { By, Mode, Outcome, Purse } from './world.ts';

/** What somebody does, without the figures that depend on how things stand: those are chosen when it is done. */
export type Action =
  | { kind: 'nothing' }
  | { kind: 'facts'; who: number; inUnit: boolean; late: boolean; spouse: number | null }
  | { kind: 'unit'; who: number; ago: number; fen: number }
  | { kind: 'freeze'; who: number; freeze: Freeze['kind']; part: number; days: number | null }
  | { kind: 'lift'; freeze: number }
  | { kind: 'propose'; who: number; back: number }
  | { kind: 'decide'; correction: number; decision: 'BOOK' | 'REJECT'; officer: 'first' | 'second' }
  | { kind: 'look'; who: number; ago: number; span: number }
  | { kind: 'lien'; who: number; loan: number }
  | { kind: 'close'; who: number; reason: string; breach: string | null }
  | {
      kind: 'sign';
      who: number;
      base: number;
      percent: number;
      mode: Mode;
      first: number;
      account: 'good' | 'bad';
      own: boolean;
    }
  | { kind: 'contribute'; who: number; months: number; off: number; from: number; by: By }
  | { kind: 'pay-now'; who: number; months: number; off: number; from: number }
  | { kind: 'change'; who: number; base: number; percent: number }
  | { kind: 'terminate'; who: number }
  | { kind: 'withdraw'; who: number; part: number; off: number; reason: string; evidence: boolean }
  | { kind: 'answer'; payout: number; outcome: Outcome }
  | { kind: 'void'; payout: number }
  | { kind: 'mood'; mood: Outcome | null }
  | { kind: 'loan'; who: number; loan: number; what: 'granted' | 'settled' }
  | { kind: 'subsidy'; who: number; award: number; fen: number; ahead: number }
  | { kind: 'purse'; who: number; purse: Purse }
  | { kind: 'suspense'; back: number; who: number; credit: boolean }
  | { kind: 'hop'; to: 'debit' | 'month' | 'june' | 'july' | 'days'; days: number; runs: boolean }
  | { kind: 'run'; run: Run }
  | { kind: 'reverse'; city: number; ago: number }
  | { kind: 'resume'; city: number; ago: number }
  | { kind: 'ask-in'; who: number; centre: string }
  | { kind: 'leave'; who: number; letter: number; refused: string | null }
  | { kind: 'cancel'; transfer: number }
  | { kind: 'message'; transfer: number; says: Status | 'INFO' | 'CREDIT'; off: number; salt: number }
  | { kind: 'return'; back: number }
  | { kind: 'again'; back: number; how: 'same' | 'other-body' | 'other-command' };
