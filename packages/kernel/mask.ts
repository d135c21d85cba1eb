/**
 * What may be shown of personal data (DOMAIN 9.1). None of these returns what it was given: where the text is too short
 * or not of the expected length, only stars remain.
 */

const stars = (count: number): string => '*'.repeat(Math.max(1, count));

function keepEnds(text: string, first: number, last: number): string {
  return text.slice(0, first) + stars(text.length - first - last) + text.slice(text.length - last);
}

/** A name with only its first character shown: 张三丰 becomes 张**; a single character is hidden too. */
export function maskName(name: string): string {
  const [first = '', ...rest] = name;
  return rest.length === 0 ? stars(1) : first + stars(rest.length);
}

/** An identity number of 18 or 15 characters with its first six and last four shown. */
export function maskIdentityNumber(number: string): string {
  return number.length === 18 || number.length === 15 ? keepEnds(number, 6, 4) : stars(number.length);
}

/** A mobile number of 11 digits with its first three and last four shown: 138****5678. */
export function maskPhone(phone: string): string {
  return phone.length === 11 ? keepEnds(phone, 3, 4) : stars(phone.length);
}

/** A bank or provident fund account number with its last four shown, if at least as many stay hidden. */
export function maskAccount(account: string): string {
  return account.length >= 8 ? keepEnds(account, 0, 4) : stars(account.length);
}
