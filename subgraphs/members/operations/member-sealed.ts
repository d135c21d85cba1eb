import { maskIdentityNumber, maskPhone } from '#kernel/mask.ts';
import type { Context } from '../context.ts';
import type { MemberRow } from '../tables/member.ts';

/** The columns a sealed text is bound to; one moved to another column or row cannot be opened. */
export const sealedColumns = {
  identity: 'member.identity',
  name: 'member.name',
  phone: 'member.phone',
  spouse: 'application.spouse',
  corrected: 'identity_correction.number',
  former: 'identity_correction.former',
  correctedName: 'identity_correction.name',
  formerName: 'identity_correction.former_name',
} as const;

const indexColumn = 'member.identity';

/** The fingerprints by which an identity number is found, one under each key of the index, the current one's first. */
export const fingerprintsOf = ({ index }: Pick<Context, 'index'>, identityNumber: string): Buffer[] =>
  index.all(indexColumn, identityNumber);

/** SQL: the member of whom one of the given fingerprints is; null where nobody is known by any. */
export const memberBy = (fingerprints: string): string =>
  `(SELECT i.member_id FROM person_index i WHERE i.fingerprint = ANY(${fingerprints}) LIMIT 1)`;

type Sealed = Pick<MemberRow, 'id' | 'identity_sealed' | 'name_sealed' | 'phone_sealed'>;

/** The whole name, for those whose duty needs it. */
export const openName = ({ sealer }: Pick<Context, 'sealer'>, member: Pick<Sealed, 'id' | 'name_sealed'>): string =>
  sealer.open(member.name_sealed, sealedColumns.name, member.id);

/** The whole identity number, for those whose duty needs it. */
export const openIdentity = (
  { sealer }: Pick<Context, 'sealer'>,
  member: Pick<Sealed, 'id' | 'identity_sealed'>,
): string => sealer.open(member.identity_sealed, sealedColumns.identity, member.id);

/** The identity number with its middle hidden. */
export const maskedIdentity = (context: Pick<Context, 'sealer'>, member: Sealed): string =>
  maskIdentityNumber(openIdentity(context, member));

/** The whole phone number, for the member alone. */
export const openPhone = ({ sealer }: Pick<Context, 'sealer'>, member: Pick<Sealed, 'id' | 'phone_sealed'>): string =>
  sealer.open(member.phone_sealed, sealedColumns.phone, member.id);

/** The phone number with its middle hidden. */
export const maskedPhone = (context: Pick<Context, 'sealer'>, member: Sealed): string =>
  maskPhone(openPhone(context, member));
