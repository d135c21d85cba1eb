import { z } from 'zod';
import type { Instant } from '#kernel/clock.ts';
import { cityCode } from '#service/cities.ts';
import type { Context } from '../context.ts';
import { type GreenChannelDecision, type GreenChannelFacts, greenChannel } from '../rules/green-channel.ts';

const required = z.object({
  city: z.enum(['CHANGJI', 'HUZHOU']),
  keyIndustry: z.boolean(),
  creditStanding: z.object({ value: z.enum(['GOOD', 'ADVERSE', 'NOT_CHECKED']) }),
  streak: z.object({ continuousFullMonths: z.number().int().nonnegative() }),
  overdueState: z.object({ overdue: z.boolean() }),
});

export type GreenChannel = GreenChannelDecision & { evidence: GreenChannelFacts; asOf: Instant };

/** CJ-18: green-channel eligibility as of now, from the facts of three registers; a fact not brought is a fault. */
export function decideGreenChannel(context: Context, representation: unknown): GreenChannel {
  const brought = required.safeParse(representation);
  if (!brought.success) {
    // Only the places: an unexpected value may be personal.
    const places = brought.error.issues.map(({ path }) => path.join('.')).join(', ');
    throw new Error(`The green channel was asked without its facts: ${places}`);
  }
  const { city, keyIndustry, creditStanding, streak, overdueState } = brought.data;
  const evidence: GreenChannelFacts = {
    continuousFullMonths: streak.continuousFullMonths,
    keyIndustry,
    creditStanding: creditStanding.value,
    overdue: overdueState.overdue,
  };
  const policy = context.policy(cityCode(city), context.clock.today());
  return { ...greenChannel(policy, evidence), evidence, asOf: context.clock.now() };
}
