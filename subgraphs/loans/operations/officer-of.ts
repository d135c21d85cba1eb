import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '../context.ts';

/** The officer who acts; refuses FORBIDDEN where the request names none, since two are to have seen it. */
export function officerOf({ caller }: Context): string {
  if (caller.officer) return caller.officer;
  throw new Refusal('FORBIDDEN', 'The request names the officer who acts', { field: 'officer', rule: 'four-eyes' });
}

/** Refuses FORBIDDEN where the officer who decides is the one who acted before. */
export function refuseSecondHand(officer: string, before: string): void {
  if (officer !== before) return;
  throw new Refusal('FORBIDDEN', 'Another officer decides', { field: 'officer', rule: 'four-eyes' });
}

/** A text of a clerk as it is kept; refused where it is empty or longer than a text of its kind is. */
export function textOf(field: string, given: string, longest = 500): string {
  const text = given.trim();
  if (text.length >= 1 && text.length <= longest) return text;
  throw new Refusal('INVALID_INPUT', `1 to ${longest} characters`, { field });
}
