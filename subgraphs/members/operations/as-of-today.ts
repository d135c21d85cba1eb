import type { Context } from '../context.ts';
import { consentStatus } from '../rules/consent.ts';
import { type Industry, industryOn, isKeyIndustry } from '../rules/key-industry.ts';
import type { ConsentRow } from '../tables/consent.ts';
import type { MemberRow } from '../tables/member.ts';

/** The industry that the member works in today, as declared on joining or recorded since (CJ-17). */
export async function industryToday({ clock, loaders }: Context, member: MemberRow): Promise<Industry> {
  const declared = { code: member.industry_code, name: member.industry_name };
  return industryOn(declared, await loaders.industry.load(member.id), clock.today());
}

/** Whether that is a key industry of their city today (CJ-17). */
export const inKeyIndustry = async (context: Context, member: MemberRow): Promise<boolean> =>
  isKeyIndustry((await industryToday(context, member)).code, context.policy(member.city, context.clock.today()));

/** What became of a consent by now (CJ-18). */
export const consentNow = ({ clock }: Context, consent: ConsentRow): ReturnType<typeof consentStatus> =>
  consentStatus(consent, clock.now(), clock.today());
