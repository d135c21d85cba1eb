import type { CivilDate } from '#kernel/calendar.ts';

/** What the national platform said of one person: the centre of another normal account, or null for none. */
export type PlatformAnswer = { centre: string | null; asOf: CivilDate };

export type PlatformStatus = 'OPEN' | 'CLEAR' | 'OTHER_ACCOUNT' | 'CONTRADICTED' | 'UNANSWERED';

/**
 * CJ-08: what all the answers together say, in whichever order they came: an account in the very centre applied to is
 * none elsewhere, and answers that disagree say nothing until staff have looked.
 */
export function platformVerdict(answers: readonly PlatformAnswer[], ownCentre: string): PlatformStatus {
  const elsewhere = answers.filter(({ centre }) => centre !== null && centre !== ownCentre);
  if (answers.length === 0) return 'OPEN';
  if (elsewhere.length === 0) return 'CLEAR';
  return elsewhere.length === answers.length ? 'OTHER_ACCOUNT' : 'CONTRADICTED';
}

/** CJ-08: whether somebody may be approved as far as the platform goes: it knows of no other account, or staff admitted them. */
export const platformAdmits = (status: PlatformStatus, resolution: 'ADMIT' | 'REFUSE' | null): boolean =>
  resolution === null ? status === 'CLEAR' : resolution === 'ADMIT';

/** CJ-08: why an applicant with a normal account elsewhere is refused, with the centre and the day that the platform named. */
export function otherAccountReason(answers: readonly PlatformAnswer[], ownCentre: string): string {
  const found = answers.find(({ centre }) => centre !== null && centre !== ownCentre);
  return `全国住房公积金公共服务平台${found?.asOf ?? ''}答复：在其他中心（${found?.centre ?? ''}）已有正常账户`;
}
