import { type Db, rows } from '#service/database.ts';
import type { Transaction } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { retirement, retirementCategory } from '../rules/retirement.ts';
import type { IdentityCorrectionRow } from '../tables/identity-correction.ts';
import { findMemberOf } from './correction-holder.ts';
import { factsOnApproval } from './member-facts.ts';
import { fingerprintsOf, openIdentity, openName, sealedColumns } from './member-sealed.ts';

const correctSql = 'SELECT correct_identity($1, $2::bytea[], $3::text[])';

/** CJ-03: gives a member the number of a correction, and tells the other registers; the one that was stays on record. */
export async function correctNumber(
  context: Context,
  transaction: Transaction,
  correction: IdentityCorrectionRow,
): Promise<void> {
  const { db, today } = transaction;
  const { id, memberId, numberSealed } = correction;
  const number = context.sealer.open(numberSealed, sealedColumns.corrected, id);
  const holder = await findMemberOf(context, db, number);
  if (holder) throw holder.refusal(memberId);
  await keepFormer(context, db, { id, of: memberId });
  await db.query(correctSql, [id, fingerprintsOf(context, number), context.index.keys]);
  await replace(context, db, correction, number, today);
  await tellFactsAnew(context, transaction, memberId);
}

/** Tells the other registers of a member whose identity changed, and of whoever declared them as spouse (CJ-13). */
export async function tellFactsAnew(context: Context, { db, emit, today }: Transaction, memberId: string) {
  const { own, declarers } = await factsOnApproval(context, db, memberId, today);
  for (const facts of [...(own ? [own] : []), ...declarers]) emit({ type: 'member-facts-changed', ...facts });
}

type Before = { id: string; identity_sealed: Buffer; name_sealed: Buffer; document_kind: string; birth_date: string };

async function former(db: Db, id: string): Promise<Before> {
  const sql = 'SELECT id, identity_sealed, name_sealed, document_kind, birth_date FROM member WHERE id = $1';
  return (await rows<Before>(db, sql, [id]))[0]!;
}

const keepSql = `
  UPDATE identity_correction SET former_sealed = $2, former_kind = $3, former_birth_date = $4 WHERE id = $1`;

/** Keeps with a correction the number that a record had before it. */
export async function keepFormer(context: Context, db: Db, { id, of }: { id: string; of: string }): Promise<void> {
  const before = await former(db, of);
  const sealed = context.sealer.seal(openIdentity(context, before), sealedColumns.former, id);
  await db.query(keepSql, [id, sealed, before.document_kind, before.birth_date]);
}

const replaceSql = `
  UPDATE member SET identity_sealed = $2, document_kind = $3, birth_date = $4, sex = $5, retirement_on = $6 WHERE id = $1`;

async function replace(
  context: Context,
  db: Db,
  { memberId, city, documentKind, birthDate, sex }: IdentityCorrectionRow,
  number: string,
  today: string,
): Promise<void> {
  const { national } = context.policy(city, today);
  const { retirementOn } = retirement(birthDate, retirementCategory(sex, national), national);
  const sealed = context.sealer.seal(number, sealedColumns.identity, memberId);
  await db.query(replaceSql, [memberId, sealed, documentKind, birthDate, sex, retirementOn]);
}

/** CJ-03: gives a member the name of a correction; the one that was stays on record. No other register knows names. */
export async function correctName(
  context: Context,
  { db }: Transaction,
  { id, memberId }: IdentityCorrectionRow,
  nameSealed: Buffer,
): Promise<void> {
  const { sealer } = context;
  const was = sealer.seal(openName(context, await former(db, memberId)), sealedColumns.formerName, id);
  await db.query('UPDATE identity_correction SET former_name_sealed = $2 WHERE id = $1', [id, was]);
  const name = sealer.open(nameSealed, sealedColumns.correctedName, id);
  const sealed = sealer.seal(name, sealedColumns.name, memberId);
  await db.query('UPDATE member SET name_sealed = $2 WHERE id = $1', [memberId, sealed]);
}
