import type { GraphQLFormattedError } from 'graphql';
import type { ClientKeys } from './aliases.ts';
import type { Surroundings } from './answer.ts';
import type { Conditions } from './conditions.ts';
import type { Path, Row } from './row.ts';

/** One execution under way. */
export type Run<C> = {
  context: C;
  surroundings: Surroundings<C>;
  variables: Readonly<Record<string, unknown>>;
  conditions: Conditions;
  /** The answer as it comes together. */
  root: Row;
  errors: GraphQLFormattedError[];
  /** Places that a fetch left without an answer; "@" stands for every item of a list. */
  unanswered: Path[];
};

/** A part of a plan, compiled. */
export type Step = <C>(run: Run<C>) => Promise<void>;

/** What the client asked, as response keys below response keys, whatever the types. */
export type Keys = Map<string, Keys>;

/** The part of an error's path that the client asked for: what a plan fetches beside it is not the client's to know. */
export function clientPath(keys: Keys, names: ClientKeys, path: Path): Path {
  const told: Path = [];
  let here: Keys | undefined = keys;
  for (let index = 0; index < path.length; index += 1) {
    const step = path[index]!;
    if (typeof step === 'string' && step !== '@') {
      here = here?.get(step);
      if (!here) return told;
    }
    told.push(typeof step === 'string' ? (names.get(step) ?? step) : step);
  }
  return told;
}
