import type { Context } from '../context.ts';
import { consentStatus } from '../rules/consent.ts';
import { isKeyIndustry } from '../rules/key-industry.ts';
import type { ConsentRow } from '../tables/consent.ts';
import type { MemberRow } from '../tables/member.ts';

/** Whether the member works today in a key industry of their city (CJ-17). */
export const inKeyIndustry = ({ policy, clock }: Context, member: MemberRow): boolean =>
  isKeyIndustry(member.industry_code, policy(member.city, clock.today()));

/** What became of a consent by now (CJ-18). */
export const consentNow = ({ clock }: Context, consent: ConsentRow): ReturnType<typeof consentStatus> =>
  consentStatus(consent, clock.now(), clock.today());
