import type { CivilDate, CivilMonth } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import type { TransferStatus } from '../rules/transfer-status.ts';

/** A centre as the platform lists it (BDC909): 15 digits and a name. */
export type Centre = { code: string; name: string };

/**
 * A contact letter to another centre (BDC901, several of them BDC902). EmpName, DocType and IdNum are the members
 * register's: what speaks to the real platform has them from there, this register knows nobody by name or number.
 */
export type ContactLetter = {
  letter: string;
  /** The centre that has the money. */
  from: string;
  /** The centre that asks for it. */
  to: string;
  memberId: string;
  writtenOn: CivilDate;
};

/** What a centre tells of an account that it sends (BDC905, several BDC906): TranAmt, OrAcctAmt, Yinter in fen, and its history. */
export type OutInfo = {
  amount: Fen;
  principal: Fen;
  interest: Fen;
  openedOn: CivilDate;
  /** PayEndDate. */
  paidThrough: CivilMonth | null;
  /** SixMconFlag. */
  sixMonthsRunning: boolean;
  /** LoanNum, LoanEndFlag, FrLoanFlag. */
  loans: number;
  loansSettled: boolean;
  fraud: boolean;
};

/** This centre's answer to another's letter: 08 with what it sends, or 13 with the reason why it does not. */
export type OutAnswer = { letter: string } & ({ status: '08'; info: OutInfo } | { status: '13'; reason: string });

/** What is known of a letter; an id names one message however often it comes. CREDIT is the bank's notice (BDC113). */
export type TransferMessage = { id: string; letter: string } & (
  | { kind: 'STATUS'; status: TransferStatus; reason?: string }
  | { kind: 'INFO'; info: OutInfo }
  | { kind: 'CREDIT'; fen: Fen }
);

/** A letter that has not come to its end, with what this centre sends if it is another's. */
export type OpenLetter = { letter: string; direction: 'IN' | 'OUT'; fen: Fen | null };

/** The national transfer platform (全国住房公积金转移接续平台). Whatever is sent to it again is the same. */
export type TransferPlatform = {
  centres(): Promise<readonly Centre[]>;
  apply(letters: readonly ContactLetter[]): Promise<void>;
  cancel(letters: readonly string[]): Promise<void>;
  answer(answers: readonly OutAnswer[]): Promise<void>;
  /** All that is known of letters (BDC904 and what came of itself), in any order and as often as asked. */
  messages(letters: readonly OpenLetter[]): Promise<readonly TransferMessage[]>;
};
