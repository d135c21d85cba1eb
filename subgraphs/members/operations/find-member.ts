import { parseIdentityNumber } from '#kernel/identity-card.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import { isId } from '#service/ids.ts';
import { admit, type Context, mayReach } from '../context.ts';
import type { MemberRow } from '../tables/member.ts';
import { fingerprintsOf, memberBy } from './member-sealed.ts';

const notFound = () => new Refusal('NOT_FOUND', 'No such member', { field: 'memberId' });

/** The member of an id whom the caller may act for, locked for a command; refused alike if there is none (AG-04, AG-06). */
export async function reachMember(context: Context, db: Db, id: string): Promise<{ id: string; city: CityCode }> {
  if (!isId(id)) throw notFound();
  const sql = 'SELECT id, city, merged_into IS NOT NULL AS ended FROM member WHERE id = $1 FOR UPDATE';
  const [member] = await rows<{ id: string; city: CityCode; ended: boolean }>(db, sql, [id]);
  if (!member || !mayReach(context.caller, member)) throw notFound();
  if (!member.ended) return member;
  const detail = { field: 'memberId', clause: 'CJ-08', rule: 'merged' };
  throw new Refusal('NOT_ELIGIBLE', 'This record has ended in another of the same person', detail);
}

/** A member by id, for a centre of the member's city (AG-04). */
export async function findMember(context: Context, id: string): Promise<MemberRow | undefined> {
  admit(context.caller, 'centre');
  return context.loaders.member.load(id);
}

/** A member by identity number, for a centre of the member's city (AG-04). */
export async function findMemberByIdentityNumber(context: Context, text: string): Promise<MemberRow | undefined> {
  admit(context.caller, 'centre');
  const document = parseIdentityNumber(text, context.clock.today());
  if (!document.ok) return undefined;
  const sql = `SELECT ${memberBy('$1::bytea[]')} AS id`;
  const [found] = await rows<{ id: string | null }>(context.database, sql, [fingerprintsOf(context, document.number)]);
  return found?.id ? context.loaders.member.load(found.id) : undefined;
}

/** The member whose own token asks (AG-06). */
export async function ownMember(context: Context): Promise<MemberRow> {
  admit(context.caller, 'member');
  const member = context.caller.member && (await context.loaders.member.load(context.caller.member));
  if (!member) throw new Refusal('NOT_FOUND', 'This token names no member');
  return member;
}
