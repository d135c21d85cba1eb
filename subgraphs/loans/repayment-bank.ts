import type { CivilDate } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';

/** A debit asked of the bank: `key` is the same when the same debit is asked again, so that the bank takes it once. */
export type DebitRequest = { key: string; loanId: string; memberId: string; on: CivilDate; fen: Fen };

/** The bank that debits borrowers (委托扣款); answers for each request, in their order, whether it was paid in full. */
export type RepaymentBank = { debit(requests: readonly DebitRequest[]): Promise<boolean[]> };

/** A bank whose customers pay as told; for demonstrations and tests, until a bank's own adaptor takes its place. */
export function simulatedRepaymentBank(pays: (request: DebitRequest) => boolean): RepaymentBank {
  return { debit: async (requests) => requests.map(pays) };
}
