import type { PayingBank, PayoutOrder, PayoutOutcome } from './paying-bank.ts';

/** How the bank answers an order on its first being sent; undefined leaves it open. */
export type AnsweringHabit = (order: PayoutOrder) => PayoutOutcome | undefined;

const paysAll: AnsweringHabit = () => 'paid';

/** A bank in memory that answers by a habit and stays with its answer; unless told otherwise it pays at once. */
export function simulatedPayingBank(habit: AnsweringHabit = paysAll): PayingBank {
  const answers = new Map<string, PayoutOutcome>();
  return {
    pay: async (order) => {
      const answer = answers.get(order.reference) ?? habit(order);
      if (answer) answers.set(order.reference, answer);
      return answer;
    },
    ask: async (reference) => answers.get(reference),
  };
}
