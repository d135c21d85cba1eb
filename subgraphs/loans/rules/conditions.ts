import type { CivilDate } from '#kernel/calendar.ts';
import type { Reason } from '#kernel/refusal.ts';
import { demonstrationFigures, type Figure } from '#policy/policy.ts';

/** A fact with its day and its source. */
export type Fact = { name: string; value: string; asOf: CivilDate; source: string };

/** One condition of a decision about a person; one that is not `binding` rests on a figure that no document gives. */
export type Condition = {
  code: string;
  clause: string;
  description: string;
  met: boolean;
  binding: boolean;
  facts: Fact[];
};

/** A figure in the version that a decision used. */
export type FigureUsed = { name: string; text: string; from: CivilDate; reference: string; status: string };

/** Whether a condition on these figures binds: an unpublished one is shown, and never passed off as law. */
export const binds = (...figures: readonly Figure<unknown>[]): boolean => demonstrationFigures(...figures).length === 0;

/** The figures of a decision as they are kept with it. */
export const figuresUsed = (figures: readonly Figure<unknown>[]): FigureUsed[] =>
  figures.map(({ name, text, from, reference, status }) => ({ name, text, from, reference, status }));

/** The binding conditions that are not met, as a refusal tells them. */
export const unmet = (conditions: readonly Condition[]): Reason[] =>
  conditions
    .filter(({ met, binding }) => binding && !met)
    .map(({ clause, met, description, code }) => ({ clause, met, text: description, code }));
