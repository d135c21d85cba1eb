import { admit, type Context } from '../context.ts';
import type { MemberRow } from '../tables/member.ts';

/**
 * The spouse by a link that either of the two declared, for a centre of both; of a spouse in another city nothing is
 * told, not even that there is one: a clerk can declare any number for an applicant of their own (CJ-13, AG-04).
 */
export async function findSpouse(context: Context, memberId: string): Promise<MemberRow | undefined> {
  admit(context.caller, 'centre');
  const spouse = await context.loaders.spouse.load(memberId);
  return spouse && context.loaders.member.load(spouse.id);
}
