import { parseIdentityNumber } from '#kernel/identity-card.ts';
import type { DocumentKind } from './eligibility.ts';

/** A record as far as it is compared with another. */
export type Compared = { number: string; name: string; documentKind: DocumentKind };

export type SamePerson = 'RESIDENCE_CARD_15_AND_18' | 'OTHER_DOCUMENT';

const provinceOf15 = (number: string) => number.slice(3, 5);
const provinceOf18 = (number: string) => number.slice(1, 3);
const spelt = (name: string) =>
  name
    .normalize('NFKC')
    .replace(/[\s·•‧.'’-]/g, '')
    .toUpperCase();

/**
 * Whether two records with one birth date may be of one person, to be looked at by staff: under one name, an old and a new
 * permanent residence number of one province, or two documents of different kinds (CJ-03, CJ-08).
 */
export function maySamePerson(one: Compared, another: Compared, today: string): SamePerson | undefined {
  if (spelt(one.name) !== spelt(another.name)) return undefined;
  if (one.documentKind !== another.documentKind) return 'OTHER_DOCUMENT';
  const forms = [one, another].map(({ number }) => {
    const read = parseIdentityNumber(number, today);
    return read.ok ? read.form : undefined;
  });
  if (forms[0] === undefined || forms[0] === forms[1]) return undefined;
  const [old, renewed] = forms[0] === 'old-15' ? [one, another] : [another, one];
  return provinceOf15(old.number) === provinceOf18(renewed.number) ? 'RESIDENCE_CARD_15_AND_18' : undefined;
}
