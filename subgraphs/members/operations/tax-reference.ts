import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { type CityCode, cityCodes } from '#service/cities.ts';

/** By which reference the tax bureau of a city knows the holder of an identity number. */
export type TaxReference = (city: CityCode, identityNumber: string) => string;

/**
 * The key agreed with the tax bureau of a city, 32 bytes: derived (HKDF-SHA-256) from the key of the blind index, so that
 * a bureau that holds its own learns neither that one nor another bureau's.
 */
export function bureauKey(indexKey: string, city: CityCode): Buffer {
  return Buffer.from(hkdfSync('sha256', Buffer.from(indexKey, 'hex'), '', `tax-reference ${city}`, 32));
}

/**
 * AG-01: the pairwise reference of a person for their city's tax bureau: HMAC-SHA-256 of the identity number, as it is
 * written on the document with a capital X, under the key agreed with that bureau, as 64 hex digits. The bureau reckons
 * the same from the numbers it holds; nobody else can tell whose it is, and two bureaus know one person by two.
 */
export function taxReferences(indexKey: string): TaxReference {
  const keys = Object.fromEntries(
    cityCodes.map((city) => [city, createSecretKey(bureauKey(indexKey, city))]),
  ) as Record<CityCode, KeyObject>;
  return (city, identityNumber) => createHmac('sha256', keys[city]).update(identityNumber).digest('hex');
}
