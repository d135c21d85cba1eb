import type { Transaction } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { factsOnApproval } from './member-facts.ts';

/** Tells the other registers of a member who was just approved, and of whoever declared them as spouse (CJ-13, CJ-23). */
export async function tellApproved(
  context: Context,
  { db, emit, today }: Pick<Transaction, 'db' | 'emit' | 'today'>,
  memberId: string,
): Promise<void> {
  const { own, declarers } = await factsOnApproval(context, db, memberId, today);
  if (own) emit({ type: 'application-approved', ...own });
  for (const facts of declarers) emit({ type: 'member-facts-changed', ...facts });
}
