import { cityName } from '#service/cities.ts';
import type { Context } from '../context.ts';
import { consentNow, industryToday, inKeyIndustry } from '../operations/as-of-today.ts';
import type { MemberPair } from '../operations/duplicate-members.ts';
import { findSpouse } from '../operations/find-spouse.ts';
import { heldOfMember } from '../operations/held-of-member.ts';
import { correctedMasked, correctedName, formerMasked, formerName } from '../operations/identity-corrections.ts';
import { maskedIdentity, maskedPhone, openName } from '../operations/member-sealed.ts';
import type { ConsentRow } from '../tables/consent.ts';
import type { IdentityCorrectionRow } from '../tables/identity-correction.ts';
import type { MemberRow } from '../tables/member.ts';

type Nothing = Record<string, never>;

/** A member, whose facts beyond the row come from batched reads. */
export const member = {
  Member: {
    __resolveReference: ({ id }: { id: string }, context: Context) => context.loaders.member.load(id),
    city: (row: MemberRow) => cityName(row.city),
    name: (row: MemberRow, _: Nothing, context: Context) => openName(context, row),
    identityNumberMasked: (row: MemberRow, _: Nothing, context: Context) => maskedIdentity(context, row),
    identityDocumentKind: (row: MemberRow) => row.document_kind,
    phoneMasked: (row: MemberRow, _: Nothing, context: Context) => maskedPhone(context, row),
    birthDate: (row: MemberRow) => row.birth_date,
    employmentForm: (row: MemberRow) => row.employment_form,
    industry: (row: MemberRow, _: Nothing, context: Context) => industryToday(context, row),
    keyIndustry: (row: MemberRow, _: Nothing, context: Context) => inKeyIndustry(context, row),
    creditStanding: (row: MemberRow, _: Nothing, { loaders }: Context) => loaders.credit.load(row.id),
    inUnit: async (row: MemberRow, _: Nothing, { loaders }: Context) =>
      (await loaders.unit.load(row.id))?.inUnit ?? row.declared_in_unit,
    categories: (row: MemberRow, _: Nothing, { loaders }: Context) => loaders.categories.load(row.id),
    categoryHistory: (row: MemberRow, _: Nothing, { loaders }: Context) => loaders.categoryLines.load(row.id),
    industryHistory: async (row: MemberRow, _: Nothing, { loaders }: Context) => {
      const lines = await loaders.industryLines.load(row.id);
      return lines.map(({ code, name, ...line }) => ({ ...line, industry: { code, name } }));
    },
    application: (row: MemberRow, _: Nothing, { loaders }: Context) => loaders.application.load(row.application_id),
    consents: (row: MemberRow, _: Nothing, { loaders }: Context) => loaders.consents.load(row.id),
    identityCorrections: async (row: MemberRow, _: Nothing, { loaders }: Context) => loaders.corrections.load(row.id),
    held: (row: MemberRow, _: Nothing, context: Context) => heldOfMember(context, row),
    mergedRecords: async (row: MemberRow, _: Nothing, { loaders }: Context) =>
      loaders.member.loadMany((await loaders.merged.load(row.id)).map(({ id }) => id)),
    spouse: (row: MemberRow, _: Nothing, context: Context) => findSpouse(context, row.id),
  },
  IdentityCorrection: {
    numberMasked: (row: IdentityCorrectionRow, _: Nothing, context: Context) => correctedMasked(context, row),
    name: (row: IdentityCorrectionRow, _: Nothing, context: Context) => correctedName(context, row),
    formerName: (row: IdentityCorrectionRow, _: Nothing, context: Context) => formerName(context, row),
    formerMasked: (row: IdentityCorrectionRow, _: Nothing, context: Context) => formerMasked(context, row),
  },
  MemberPair: {
    first: (pair: MemberPair, _: Nothing, { loaders }: Context) => loaders.member.load(pair.first),
    second: (pair: MemberPair, _: Nothing, { loaders }: Context) => loaders.member.load(pair.second),
  },
  Consent: {
    status: (row: ConsentRow, _: Nothing, context: Context) => consentNow(context, row),
  },
};
