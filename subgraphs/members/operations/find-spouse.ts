import { admit, type Context } from '../context.ts';
import type { MemberRow } from '../tables/member.ts';

/** A member of whom the caller may know the id; the rest is told only of members of the caller's own cities. */
export type MemberReference = Pick<MemberRow, 'id'>;

/** The spouse by a link that either of the two declared, for a centre; from another city no more than the id (CJ-13, AG-04). */
export async function findSpouse(context: Context, memberId: string): Promise<MemberReference | undefined> {
  admit(context.caller, 'centre');
  const spouse = await context.loaders.spouse.load(memberId);
  return spouse && ((await context.loaders.member.load(spouse.id)) ?? { id: spouse.id });
}
