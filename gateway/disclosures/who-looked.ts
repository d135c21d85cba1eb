import { Refusal } from '#kernel/refusal.ts';
import type { Audience, Caller } from '#service/caller.ts';
import { type Connection, decodeCursor, page, pageSize } from '#service/connection.ts';
import { type Database, rows } from '#service/database.ts';
import { linkedCheck } from '#service/persons.ts';
import { purposeMeant } from '../purposes.ts';

/** A row of the record as whoever it is about, or an auditor, is told of it. */
export type Look = {
  id: string;
  at: string;
  subject: string;
  client: string;
  audience: Audience;
  officer: string | null;
  purpose: string;
  caseReference: string | null;
  correlation: string;
  basis: string;
  fields: string[];
};

const most = 100;

// What a check of a linked person told is shown whoever asked: to leave out a member's own would say who it was.
const looksSql = `
  SELECT d.id::text AS id, at, subject, client, audience, officer, purpose, case_reference AS "caseReference",
         correlation, basis, fields
  FROM disclosed d
  WHERE subject = $1 AND d.id < coalesce($2::bigint, 9223372036854775807) AND ($3 OR audience <> 'member' OR fields = ARRAY['${linkedCheck}'])
  ORDER BY d.id DESC LIMIT $4`;

export type LooksAsked = { first: number; after?: string | null; own: boolean };

/** Who was told about a member, the latest first (AG-06); an auditor reads it for the purpose audit alone. */
export async function looksAt(
  database: Database,
  caller: Caller,
  memberId: string,
  { first, after, own }: LooksAsked,
): Promise<Connection<Look>> {
  if (caller.audience === 'centre' && caller.purpose !== 'audit') {
    const detail = { field: 'purpose', rule: 'audit' };
    throw new Refusal('PURPOSE_REQUIRED', 'Who looked is read for the purpose "audit" alone', detail);
  }
  const size = pageSize(first, most);
  const [before = null] = decodeCursor(after, 1) ?? [];
  const found = await rows<Look>(database, looksSql, [memberId, before, own, size + 1]).catch((error: unknown) => {
    if (!/^22/.test(String((error as { code?: unknown }).code))) throw error;
    throw new Refusal('INVALID_INPUT', 'The cursor is not one of ours', { field: 'after' });
  });
  return page(found, size, (look) => [look.id]);
}

const isLinkedCheck = ({ fields }: Look): boolean => fields[0] === linkedCheck;

const audienceNames: Record<Audience, string> = {
  'tax-bureau': '税务机关',
  'hr-bureau': '人力资源和社会保障部门',
  bank: '银行',
  centre: '住房公积金管理中心',
  regulator: '监管部门',
  member: '本人',
};

/** Who a member is told was told; of a check of a linked person never who asked for it. */
export function recipientOf(look: Look, partyOf: (client: string) => string | undefined): string {
  if (isLinkedCheck(look)) return audienceNames.centre;
  return look.audience === 'member' ? audienceNames.member : (partyOf(look.client) ?? audienceNames[look.audience]);
}

/** What it was for, in plain words. */
export function purposeText(look: Look): string {
  if (isLinkedCheck(look)) return '关联人资格核查（一位与您关联的人办理业务时，核查了您名下是否有贷款或销户）';
  return purposeMeant(look.audience, look.purpose)?.text ?? look.purpose;
}

/** What allowed it; of a check of a linked person the rule that demands it. */
export const basisText = (look: Look): string =>
  isLinkedCheck(look) ? '住房公积金管理条例（销户与贷款条件）' : look.basis;
