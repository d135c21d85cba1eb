import type { CivilDate } from '#kernel/calendar.ts';
import type { CityCode } from '#service/cities.ts';
import type { MergeObstacle } from '#service/event-types.ts';
import type { Sex } from '../rules/declaration.ts';
import type { DocumentKind } from '../rules/eligibility.ts';

export type NameReason = 'NAME_TYPING_ERROR' | 'RENAMED';
export type CorrectionReason = 'TYPING_ERROR' | 'REISSUED' | 'MERGED' | NameReason;

/** A correction of a member's identity; numbers and names stay sealed until they are asked for. */
export type IdentityCorrectionRow = {
  id: string;
  memberId: string;
  city: CityCode;
  reason: CorrectionReason;
  mergedId: string | null;
  numberSealed: Buffer;
  formerSealed: Buffer | null;
  /** Null where it is not the name that is corrected. */
  nameSealed: Buffer | null;
  formerNameSealed: Buffer | null;
  documentKind: DocumentKind;
  birthDate: CivilDate;
  sex: Sex;
  evidenceReference: string;
  status: 'PROPOSED' | 'ASKED' | 'APPLIED' | 'REJECTED' | 'HINDERED';
  /** What the registers told that the record which is to end still has. */
  obstacles: MergeObstacle[];
  proposedBy: string;
  proposedOn: CivilDate;
  decidedBy: string | null;
  decidedOn: CivilDate | null;
};

/** The columns of an IdentityCorrectionRow, from `identity_correction c JOIN member m ON m.id = c.member_id`. */
export const correctionColumns = `
  c.id, c.member_id AS "memberId", m.city, c.reason, c.merged_id AS "mergedId", c.number_sealed AS "numberSealed",
  c.former_sealed AS "formerSealed", c.name_sealed AS "nameSealed", c.former_name_sealed AS "formerNameSealed", c.document_kind AS "documentKind", c.birth_date AS "birthDate", c.sex,
  c.evidence_reference AS "evidenceReference", c.status, c.proposed_by AS "proposedBy", c.proposed_on AS "proposedOn",
  c.decided_by AS "decidedBy", c.decided_on AS "decidedOn",
  ARRAY(SELECT DISTINCT unnest(r.obstacles) FROM merge_answer r WHERE r.correction_id = c.id ORDER BY 1) AS obstacles`;
