import type { CivilDate } from '#kernel/calendar.ts';
import type { AccountAnswer, AccountInquiry, NationalPlatform } from './national-platform.ts';

/** What the platform answers about one person; undefined for nothing yet. */
export type PlatformStory = (inquiry: AccountInquiry) => readonly AccountAnswer[] | undefined;

/** A platform in memory that answers at once by a story; unless told otherwise it knows of no other account. */
export function simulatedNationalPlatform(today: () => CivilDate, story?: PlatformStory): NationalPlatform {
  const none: PlatformStory = ({ inquiry }) => [{ id: `${inquiry}:none`, inquiry, centre: null, asOf: today() }];
  return { normalAccounts: async (inquiries) => inquiries.flatMap((each) => (story ?? none)(each) ?? []) };
}
