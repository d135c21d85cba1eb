import { maskIdentityNumber, maskPhone } from '#kernel/mask.ts';
import type { Context } from '../context.ts';
import type { MemberRow } from '../tables/member.ts';

/** The columns a sealed text is bound to; one moved to another column or row cannot be opened. */
export const sealedColumns = { identity: 'member.identity', name: 'member.name', phone: 'member.phone' } as const;

/** The column of the blind index by which an identity number is found. */
export const indexColumn = 'member.identity';

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

/** The phone number with its middle hidden. */
export const maskedPhone = ({ sealer }: Pick<Context, 'sealer'>, member: Sealed): string =>
  maskPhone(sealer.open(member.phone_sealed, sealedColumns.phone, member.id));
