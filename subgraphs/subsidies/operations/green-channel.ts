import { z } from 'zod';
import { type CivilMonth, isCivilMonth } from '#kernel/calendar.ts';
import type { Instant } from '#kernel/clock.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { CityPolicy } from '#policy/policy.ts';
import { cityCode } from '#service/cities.ts';
import type { Context } from '../context.ts';
import {
  type ChannelTerms,
  type GreenChannelDecision,
  type GreenChannelFacts,
  generalTerms,
  greenChannel,
  nextTier,
  productTerms,
} from '../rules/green-channel.ts';

const required = z.object({
  city: z.enum(['CHANGJI', 'HUZHOU']),
  keyIndustry: z.boolean(),
  creditStanding: z.object({ value: z.enum(['GOOD', 'ADVERSE', 'NOT_CHECKED']) }),
  streak: z.object({
    continuousFullMonths: z.number().int().nonnegative(),
    throughMonth: z.string().refine(isCivilMonth).nullable(),
  }),
  overdueState: z.object({ overdue: z.boolean() }),
});

export type GreenChannel = GreenChannelDecision & {
  evidence: GreenChannelFacts;
  asOf: Instant;
  nextTier: ReturnType<typeof nextTier>;
};

type Brought = { policy: CityPolicy; evidence: GreenChannelFacts; through: CivilMonth | null };

function factsBrought(context: Context, representation: unknown): Brought {
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
  return { policy, evidence, through: streak.throughMonth };
}

function decide({ clock }: Context, { policy, evidence, through }: Brought, terms: ChannelTerms): GreenChannel {
  return {
    ...greenChannel(policy, evidence, terms),
    nextTier: nextTier(policy, evidence, { terms, through, today: clock.today() }),
    evidence,
    asOf: clock.now(),
  };
}

/**
 * CJ-18: green-channel eligibility as of now, from the facts of three registers; a fact not brought is a fault. A bank is
 * answered by its own product, its first unless it names one; a centre or member may name any.
 */
export function decideGreenChannel(context: Context, representation: unknown, code?: string | null): GreenChannel {
  const brought = factsBrought(context, representation);
  return decide(context, brought, termsAsked(context, brought.policy, code));
}

function termsAsked({ caller }: Context, policy: CityPolicy, code?: string | null): ChannelTerms {
  const all = policy.greenChannel.products.value;
  // Whoever is no bank may name any product; to a bank another's is as good as none.
  const bank = caller.audience === 'bank' ? caller.client : all.find((each) => each.code === code)?.bank;
  const terms = bank && productTerms(policy, bank, code);
  if (code && !terms) throw new Refusal('NOT_FOUND', 'There is no such product', { field: 'product', clause: 'CJ-18' });
  return terms || generalTerms(policy);
}

/** CJ-18: the same for each product of each bank of the city. */
export function decideProducts(context: Context, representation: unknown) {
  const brought = factsBrought(context, representation);
  const { products } = brought.policy.greenChannel;
  return products.value.map(({ bank, code, name, tiers }) => {
    const channel = decide(context, brought, { tiers, figure: products });
    return { bank, product: code, name, channel };
  });
}
