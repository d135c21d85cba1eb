import type { GraphQLFormattedError } from 'graphql';
import type { Call, SubgraphAnswer } from './answer.ts';
import { type Asking, bodyOf, type Fetch } from './asking.ts';
import { renamedPath } from './rewrites.ts';
import type { Path, Row } from './row.ts';
import type { Run } from './run.ts';
import type { Taking } from './take.ts';

type Answering = { asking: Asking | undefined; data: unknown };

const entityAt = (data: unknown, index: number): unknown =>
  (data as { _entities?: readonly unknown[] | null } | null)?._entities?.[index];

/** Adds an error at every place in the client's answer that its path means. */
function addError<C>(run: Run<C>, fetch: Fetch, error: GraphQLFormattedError, { asking, data }: Answering): void {
  const path = error.path ?? [];
  const [first, index] = path;
  const entity = asking !== undefined && first === '_entities' && typeof index === 'number' ? index : undefined;
  if (path.length === 0 || (asking !== undefined && entity === undefined)) {
    const { path: _, ...told } = error;
    run.errors.push(told);
    leaveUnanswered(run, fetch, [fetch.at.path]);
    return;
  }
  const rest = renamedPath(fetch.node.outputRewrites, entity === undefined ? path : path.slice(2));
  const places = fetch.at.paths(run.root).filter((_, row) => entity === undefined || asking?.entity[row] === entity);
  for (const place of places) run.errors.push({ ...error, path: fetch.clientPath([...place, ...rest]) });
  // An error empties the whole entity where it stands for what may not be null.
  if (entity !== undefined && entityAt(data, entity) === null) leaveUnanswered(run, fetch, places);
}

/** Notes that the fetch filled nothing at some places. */
export function leaveUnanswered<C>(
  { unanswered }: Run<C>,
  { fills, clientPath }: Fetch,
  places: readonly (readonly (string | number)[])[],
): void {
  for (const place of places) {
    for (const key of fills) {
      const path = clientPath([...place, key]);
      // Of a key that only the plan asked for, nothing but its place is left.
      if (path.length > place.length) unanswered.push(path);
    }
  }
}

/** Notes that rows which lack what the fetch needs of them, for an error told before, are not asked about. */
export function leaveUnasked<C>(run: Run<C>, fetch: Fetch, { entity }: Asking): void {
  if (!entity.includes(-1)) return;
  leaveUnanswered(
    run,
    fetch,
    fetch.at.paths(run.root).filter((_, row) => entity[row] === -1),
  );
}

type Entities = { _entities?: unknown };

/** The entities answered, if they are as many and the very ones that were asked about. */
function entitiesOf(fetch: Fetch, data: unknown, { rows, entity, texts }: Asking): unknown[] {
  const entities = (data as Entities | null)?._entities;
  if (!Array.isArray(entities)) throw new Error('it gave no list of entities');
  if (entities.length !== texts.length) throw new Error(`it gave ${entities.length} entities of ${texts.length}`);
  rows.forEach((row, index) => {
    const answered: unknown = entities[entity[index]!];
    if (typeof answered !== 'object' || answered === null) return;
    if (!fetch.isTheOne(answered as Record<string, unknown>, row)) throw new Error('it gave another entity than asked');
  });
  return entities;
}

function takeAll<C>(run: Run<C>, fetch: Fetch, rows: Row[], values: (row: number) => unknown): void {
  const dropped = new Set<string>();
  const wrong: Path[] = [];
  let paths: Path[] | undefined;
  rows.forEach((row, index) => {
    const value = values(index);
    if (value === null || value === undefined) return;
    const taking: Taking = { trail: [], wrong: [], dropped };
    if (!fetch.take(value, row, taking)) taking.wrong.push([]);
    if (taking.wrong.length === 0) return;
    paths ??= fetch.at.paths(run.root);
    for (const rest of taking.wrong) {
      const place = [...paths[index]!, ...renamedPath(fetch.node.outputRewrites, rest)];
      wrong.push(place);
      run.errors.push(run.surroundings.fault(run.context, fetch.clientPath(place)));
    }
  });
  if (wrong.length === 0 && dropped.size === 0) return;
  run.surroundings.notice(run.context, { subgraph: fetch.node.serviceName, dropped: [...dropped], wrong });
}

/** The call to the subgraph. */
export const callOf = <C>({ context, variables }: Run<C>, fetch: Fetch, asking: Asking | undefined): Call<C> => ({
  subgraph: fetch.node.serviceName,
  kind: fetch.node.operationKind,
  body: bodyOf(fetch, variables, asking?.texts),
  context,
  representations: asking?.texts,
  cut: fetch.cut(),
});

type Asked = { rows: Row[]; asking: Asking | undefined };

/** Takes what the subgraph answered; throws if it is no answer to what was asked. */
export function takeAnswer<C>(run: Run<C>, fetch: Fetch, { rows, asking }: Asked, answer: SubgraphAnswer): void {
  const { data, errors } = answer;
  for (const error of errors) addError(run, fetch, error, { asking, data });
  const isNull = data === null || data === undefined;
  if (isNull && errors.length === 0) throw new Error('it gave neither data nor errors');
  if (isNull || (asking && (data as Entities)._entities === null && errors.length > 0)) {
    leaveUnanswered(run, fetch, [fetch.at.path]);
  } else if (asking) {
    const entities = entitiesOf(fetch, data, asking);
    takeAll(run, fetch, rows, (row) => entities[asking.entity[row]!]);
  } else takeAll(run, fetch, rows, () => data);
}
