import { type CityName, cityCode, cityName } from '#service/cities.ts';
import type { Context } from '../context.ts';
import { type AwardTrial, findTrial, readTrials } from '../operations/award-trials.ts';
import { readSubsidyCosts, type SubsidyCost } from '../operations/subsidy-costs.ts';
import { tryAwards } from '../operations/try-awards.ts';
import type { TriedMonth, TriedTotal } from '../rules/trial.ts';
import type { TryAwardsInput } from '../schema.generated.ts';

type Trials = { city: CityName; first: number };

/** Query: what subsidies cost, and what staff have tried. */
export const queryResolvers = {
  subsidyCosts: (_: unknown, span: { from: string; to: string }, context: Context) => readSubsidyCosts(context, span),
  awardTrials: (_: unknown, { city, first }: Trials, context: Context) => readTrials(context, cityCode(city), first),
  awardTrial: (_: unknown, { id }: { id: string }, context: Context) => findTrial(context, id),
};

/** Mutation: what staff try. */
export const mutationResolvers = {
  tryAwards: (_: unknown, { input }: { input: TryAwardsInput }, context: Context) =>
    tryAwards(context, { ...input, city: cityCode(input.city) }),
};

/** SubsidyCost: its city by name. */
export const subsidyCostResolvers = { city: ({ city }: SubsidyCost) => cityName(city) };

/** AwardTrial: what was changed beside what is in force, and what came of it. */
export const awardTrialResolvers = {
  city: ({ city }: AwardTrial) => cityName(city),
  changes: ({ changes }: AwardTrial) => changes.map(({ value, ...change }) => ({ ...change, tried: value })),
  months: ({ outcome }: AwardTrial) => outcome?.months.map(toldCells) ?? [],
  totals: ({ outcome }: AwardTrial) =>
    outcome?.totals.map((total) => ({ ...toldCells(total), difference: total.tried.fen - total.inForce.fen })) ?? [],
};

const toldCells = <T extends TriedMonth | TriedTotal>({ inForce, tried, ...rest }: T) => ({
  ...rest,
  ...{ personsInForce: inForce.persons, amountInForce: inForce.fen },
  ...{ personsTried: tried.persons, amountTried: tried.fen },
});
