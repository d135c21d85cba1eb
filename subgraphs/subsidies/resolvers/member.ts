import { type MemberTold, ofReached } from '#service/reach.ts';
import type { RequestContext } from '../context.ts';
import { decideGreenChannel, decideProducts } from '../operations/green-channel.ts';

const reached = ofReached(
  ({ cities }: RequestContext) => cities,
  ({ kept }) => kept,
);

/** Member: the green channel and the awards, each only to who answers for the member. */
export const memberResolvers = {
  __resolveReference: (reference: MemberTold) => reference,
  // A bank gets here only by a consent.
  greenChannel: reached(
    (member, { product }: { product?: string | null }, context) => decideGreenChannel(context, member, product),
    'bank',
  ),
  greenChannelProducts: reached((member, _: unknown, context) => decideProducts(context, member)),
  subsidyAwards: reached(({ id }, _: unknown, { awards }) => awards.load(id)),
};
