import type { CivilDate } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { CityCode, CityPolicy } from '#policy/policy.ts';
import { clauseOf } from './clauses.ts';

/** A contact letter number (联系函编号): the centre's first six digits, YYMMDD and four digits that count. */
const letterPattern = /^\d{6}\d{6}\d{4}$/;
/** A centre code: an administrative division code and nine digits. */
const centrePattern = /^\d{15}$/;
const lettersADay = 9999;

/** CJ-10: the contact letter number of the nth letter that a city's centre writes on a day; refuses one past four digits. */
export function letterNumber(city: CityCode, on: CivilDate, nth: number): string {
  if (nth > lettersADay) throw new Refusal('LIMIT_EXCEEDED', 'No more contact letters can be written today');
  return `${city}${on.slice(2).replaceAll('-', '')}${String(nth).padStart(4, '0')}`;
}

/** HZ-12: the contact letter number of another centre, as it was given; refused where it cannot be one of that centre's. */
export function otherLetter(letter: string, centre: string): string {
  if (letterPattern.test(letter) && letter.startsWith(centre.slice(0, 6))) return letter;
  throw new Refusal('INVALID_INPUT', 'Not a contact letter number of that centre', { field: 'letter' });
}

/** CJ-10, HZ-12: another centre's code, as it was given; refused where it cannot be one or is the city's own. */
export function otherCentre(city: CityCode, centre: string): string {
  if (centrePattern.test(centre) && !centre.startsWith(city)) return centre;
  throw new Refusal('INVALID_INPUT', 'Not the code of another centre', {
    field: 'centre',
    clause: clauseOf(city, 'transfer'),
  });
}

/** What the other centre says it sends, in fen: TranAmt, OrAcctAmt and Yinter of a BDC905. */
export type TransferAmounts = { amount: Fen; principal: Fen; interest: Fen };

/** CJ-10, HZ-12: whether TranAmt = OrAcctAmt + Yinter, with neither below zero and something to send. */
export function addsUp({ amount, principal, interest }: TransferAmounts): boolean {
  return principal >= 0n && interest >= 0n && amount > 0n && amount === principal + interest;
}

/** CJ-10, HZ-12: the code of a city's own centre, 15 digits (BDC909). */
export const centreCode = (policy: CityPolicy): string => policy.plan.value.centreCode;
