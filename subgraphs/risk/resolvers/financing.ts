import { type CityName, cityCode, cityName } from '#service/cities.ts';
import type { Context } from '../context.ts';
import { decideFinancing } from '../operations/decide-financing.ts';
import { type Facility, readFacilities } from '../operations/financing.ts';
import { conditionsToday, drawFinancing, leftToDraw, repayFinancing } from '../operations/move-financing.ts';
import { proposeFinancing } from '../operations/propose-financing.ts';
import type { DecideFinancingInput, MoveFinancingInput, ProposeFinancingInput } from '../schema.generated.ts';

type With<Input> = { input: Input };

/** Query: the financing facilities of a city. */
export const financingQueries = {
  financingFacilities: (_: unknown, { city, first }: { city: CityName; first: number }, context: Context) =>
    readFacilities(context, cityCode(city), first),
};

/** The commands about financing. */
export const financingMutations = {
  proposeFinancing: (_: unknown, { input }: With<ProposeFinancingInput>, context: Context) =>
    proposeFinancing(context, { ...input, city: cityCode(input.city) }),
  decideFinancing: (_: unknown, { input }: With<DecideFinancingInput>, context: Context) =>
    decideFinancing(context, input),
  drawFinancing: (_: unknown, { input }: With<MoveFinancingInput>, context: Context) => drawFinancing(context, input),
  repayFinancing: (_: unknown, { input }: With<MoveFinancingInput>, context: Context) => repayFinancing(context, input),
};

/** FinancingFacility: what may be drawn of it now, and what stands against it. */
export const facilityResolvers = {
  city: ({ city }: Facility) => cityName(city),
  until: ({ untilOn }: Facility) => untilOn,
  undrawn: leftToDraw,
  drawConditions: (facility: Facility, _: unknown, context: Context) => conditionsToday(context, facility),
};

/** FinancingPosting: its amount. */
export const financingPostingResolvers = {
  amount: ({ fen }: Facility['postings'][number]) => BigInt(fen),
};
