import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { type CityCode, cityCodes } from '#service/cities.ts';

/** By which reference the tax bureau of a city knows the holder of an identity number. */
export type TaxReference = (city: CityCode, identityNumber: string) => string;

/**
 * From which the keys are derived by which outsiders know persons, in hex: REFERENCE_KEY, or where that is not given the
 * key of the blind index while it has but one. With a second one it has to be said, or every reference would change.
 */
export function referenceRoot(indexKeys: string, given?: string): string {
  const keys = indexKeys.split(',').map((entry) => entry.replace(/^.*:/, ''));
  const root = given || (keys.length === 1 ? keys[0]! : '');
  if (!/^[0-9a-f]{64}$/i.test(root)) {
    throw new TypeError('REFERENCE_KEY: expected the hex of the first key that IDENTITY_INDEX_KEY ever had');
  }
  return root;
}

/**
 * The key agreed with the tax bureau of a city, 32 bytes: derived (HKDF-SHA-256), so that a bureau that holds its own
 * learns neither what it is derived from nor another bureau's.
 */
export function bureauKey(root: string, city: CityCode): Buffer {
  return Buffer.from(hkdfSync('sha256', Buffer.from(root, 'hex'), '', `tax-reference ${city}`, 32));
}

/**
 * AG-01: the pairwise reference of a person for their city's tax bureau: HMAC-SHA-256 of the identity number, as it is
 * written on the document with a capital X, under the key agreed with that bureau, as 64 hex digits. The bureau reckons
 * the same from the numbers it holds; nobody else can tell whose it is, and two bureaus know one person by two.
 */
export function taxReferences(root: string): TaxReference {
  const keys = Object.fromEntries(cityCodes.map((city) => [city, createSecretKey(bureauKey(root, city))])) as Record<
    CityCode,
    KeyObject
  >;
  return (city, identityNumber) => createHmac('sha256', keys[city]).update(identityNumber).digest('hex');
}
