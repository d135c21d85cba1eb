import type { CivilDate } from '#kernel/calendar.ts';
import type { Instant } from '#kernel/clock.ts';

/** A consent as given, and when it was withdrawn. */
export type ConsentRow = {
  id: string;
  memberId: string;
  recipient: string;
  purpose: string;
  fields: string[];
  textVersion: string;
  givenOn: CivilDate;
  validUntil: CivilDate;
  withdrawnAt: Instant | null;
};

/** The columns of a ConsentRow, from `consent c`. */
export const consentColumns = `
  c.id, c.member_id AS "memberId", c.recipient, c.purpose, c.fields, c.text_version AS "textVersion",
  c.given_on AS "givenOn", c.valid_until AS "validUntil", c.withdrawn_at AS "withdrawnAt"`;
