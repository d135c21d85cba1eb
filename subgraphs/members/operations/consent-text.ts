import { type ConsentPurpose, consentTexts } from '../rules/consent.ts';

/** The wording of a consent that is now in use: its version, and each field in the words in which a member is told (PIPL 23). */
export function consentText(purpose: ConsentPurpose) {
  const { textVersion, fields } = consentTexts[purpose];
  return { purpose, textVersion, fields: Object.entries(fields).map(([name, meaning]) => ({ name, meaning })) };
}
