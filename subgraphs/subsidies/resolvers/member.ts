import type { RequestContext } from '../context.ts';
import { decideGreenChannel } from '../operations/green-channel.ts';

type Reference = { id: string };

export const memberResolvers = {
  __resolveReference: (reference: Reference) => reference,
  greenChannel: (member: Reference, _: unknown, context: RequestContext) => decideGreenChannel(context, member),
  subsidyAwards: (member: Reference, _: unknown, context: RequestContext) => context.awards.load(member.id),
};
