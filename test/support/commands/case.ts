import type { Stage } from './stage.ts';

export type City = 'changji' | 'huzhou';
export type Values = Record<string, unknown>;

/** An input that is taken as it stands, and whose token a member gives it with. */
export type Prepared = { input: Values; memberId?: string };

/** A command as somebody gives it who may, about something that waits for it. */
export type Case = {
  prepare(stage: Stage, city: City): Promise<Prepared>;
  /** Who gives it at a centre; of those that two officers decide the second. */
  officer?: string;
  /** Why the same wish may be done under another key; where nothing is said it is refused, as what it was about has moved on. */
  repeats?: string;
  /** What another wish is, where not every one is for everybody. */
  other?: Values;
  /** Last days that no rule bounds: any day to come is one. */
  unbounded?: readonly string[];
};

export type Cases = Record<string, Case>;
