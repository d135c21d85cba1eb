import type { GraphQLFormattedError } from 'graphql';
import type { Cut } from './cut.ts';
import type { Path } from './row.ts';

/** One call to a subgraph. */
export type Call<C> = {
  subgraph: string;
  kind: 'query' | 'mutation' | 'subscription';
  /** The request as JSON text. */
  body: string;
  context: C;
  /** The representations asked about, as JSON texts; undefined for a fetch of root fields. */
  representations: readonly string[] | undefined;
  /** How the entities answered can be read without parsing all of them, where they can. */
  cut: Cut | undefined;
};

/** What a subgraph answered, its errors already as a client may see them, with the paths that the subgraph gave. */
export type SubgraphAnswer = { data: unknown; errors: readonly GraphQLFormattedError[] };

/** Asks a subgraph; throws what the client is told if there is no answer. */
export type Ask<C> = (call: Call<C>) => Promise<SubgraphAnswer>;

/** What the executor notices that its owner should know. */
export type Noticed = { subgraph: string; dropped: readonly string[]; wrong: readonly Path[] };

/** What surrounds an execution. */
export type Surroundings<C> = {
  ask: Ask<C>;
  /** How a value that may not be told, or is missing without a reason, is told. */
  fault(context: C, path?: Path): GraphQLFormattedError;
  /** How it is told that a subgraph gave no answer, or none that can be taken. */
  told(context: C, error: unknown, subgraph: string): GraphQLFormattedError;
  notice(context: C, noticed: Noticed): void;
};
