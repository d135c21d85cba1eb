import type { CivilDate } from '#kernel/calendar.ts';
import type { CityCode } from '#service/cities.ts';

/** A question about one applicant: whether any other centre has a normal account of theirs. */
export type AccountInquiry = { inquiry: string; city: CityCode; identityNumber: string };

/** What the platform answers; an id names one message however often it comes. `centre` is null where there is none. */
export type AccountAnswer = { id: string; inquiry: string; centre: string | null; asOf: CivilDate };

/**
 * The national public service platform (全国住房公积金公共服务平台), asked about normal accounts (CJ-08). Asking again is
 * the same; it may answer late, not at all, several times, or differently, and an answer may be about an earlier question.
 */
export type NationalPlatform = {
  normalAccounts(inquiries: readonly AccountInquiry[]): Promise<readonly AccountAnswer[]>;
};
