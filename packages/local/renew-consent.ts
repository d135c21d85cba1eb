import { addMonths } from '#kernel/calendar.ts';
import { systemClock } from '#kernel/clock.ts';
import { type IdentityKeys, membersContext } from '#members/context.ts';
import { openMembersDatabase } from '#members/database.ts';
import { giveConsent } from '#members/operations/give-consent.ts';
import type { Caller } from '#service/caller.ts';
import { openEvents } from '#service/events.ts';

export type Renewal = {
  url: string;
  keys: IdentityKeys;
  memberId: string;
  recipient: string;
  /** How many consents the member has given before, so that one withdrawn today can be given again today. */
  earlier: number;
};

/** Gives a bank a member's consent for a year from today, by the operation that everyone uses; the consent's id. */
export async function renewConsent({ url, keys, memberId, recipient, earlier }: Renewal): Promise<string> {
  const today = systemClock.today();
  const caller: Caller = {
    client: 'demonstration',
    audience: 'member',
    cities: [],
    scopes: [],
    member: memberId,
    correlation: 'demonstration',
  };
  const database = await openMembersDatabase(url);
  const events = await openEvents({ url, consumer: 'members' });
  try {
    const context = membersContext({ database, events, clock: systemClock, caller, keys });
    const given = await giveConsent(context, {
      memberId,
      recipient,
      purpose: 'GREEN_CHANNEL',
      validUntil: addMonths(today, 12),
      idempotencyKey: `demonstration-consent-${today}-${earlier}`,
    });
    return given.id;
  } finally {
    await events.stop();
    await database.destroy();
  }
}
