import { Refusal } from '#kernel/refusal.ts';
import type { Audience, Caller } from './caller.ts';
import { type CityCode, type CityName, cityCode } from './cities.ts';

/** A member as the gateway refers to them: the id, with the city that the register of members told this caller. */
export type MemberTold = { id: string; city?: CityName | null };

/** The city by which a register itself knows a member; undefined where it does not know them. */
export type CityOfMember = { load(memberId: string): Promise<CityCode | undefined> };

/** The record of the same person in which a record ended; undefined where it did not (CJ-08). */
export type KeptOfMember = { load(memberId: string): Promise<string | undefined> };

type Asking = { caller: Caller };
type Answer<Member, Arguments, C, T> = (member: Member, asked: Arguments, context: C) => T | Promise<T>;

const endedNowhere: KeptOfMember = { load: async () => undefined };

/** The one refusal of a person whom the caller does not answer for, whether the register knows them or not. */
export const outOfReach = () =>
  new Refusal('FORBIDDEN', 'Not a person whom this caller answers for', { rule: 'jurisdiction' });

type Known = { cityOf: CityOfMember; keptOf: KeptOfMember };

async function mayLearn(caller: Caller, member: MemberTold, { cityOf, keptOf }: Known): Promise<boolean> {
  if (caller.audience === 'member') {
    return (
      caller.member === member.id || (caller.member !== undefined && caller.member === (await keptOf.load(member.id)))
    );
  }
  if (caller.audience !== 'centre') return false;
  // Asked for everyone, so that the answer is the same work for a person who is here and one who is not.
  const known = await cityOf.load(member.id);
  const told = member.city ? cityCode(member.city) : undefined;
  return told !== undefined && caller.cities.includes(told) && (known === undefined || caller.cities.includes(known));
}

/**
 * Answers of a member only to themselves, also of what ended in their record (CJ-08), and to a centre of their city, by what the register of members told and by
 * what this register knows (AG-04, AG-06); a fact that a decision for another audience needs, to that one too.
 */
export function ofReached<C extends Asking>(
  cityOf: (context: C) => CityOfMember,
  keptOf: (context: C) => KeptOfMember = () => endedNowhere,
) {
  return <Arguments, T>(answer: Answer<MemberTold, Arguments, C, T>, also?: Audience) =>
    async (member: MemberTold, asked: Arguments, context: C): Promise<T> => {
      const { caller } = context;
      if (
        caller.audience !== also &&
        !(await mayLearn(caller, member, { cityOf: cityOf(context), keptOf: keptOf(context) }))
      )
        throw outOfReach();
      return answer(member, asked, context);
    };
}
