import type { CivilDate } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import type { CityCode } from '#service/cities.ts';

/** An order to pay a member, in fen. */
export type PayoutOrder = {
  /** By which the bank knows it: the same reference is one and the same payment. */
  reference: string;
  city: CityCode;
  fen: Fen;
  /** The member's own account at a bank; null where no agreement named one. */
  account: string | null;
  requestedOn: CivilDate;
};

/** What the bank says of an order at last. */
export type PayoutOutcome = 'paid' | 'refused';

/** The bank that pays members out. It carries out an order once, and may answer at once, later, or only when asked. */
export type PayingBank = {
  /** Sends an order; undefined while the bank has not decided. Sent again, it is the same order. */
  pay(order: PayoutOrder): Promise<PayoutOutcome | undefined>;
  /** What became of an order; undefined while the bank has not decided, or does not know it. */
  ask(reference: string): Promise<PayoutOutcome | undefined>;
};
