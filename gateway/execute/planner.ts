import { Worker } from 'node:worker_threads';
import type { QueryPlan } from '@apollo/query-planner';
import { print } from 'graphql';
import type { ScalarChecks } from './leaves.ts';
import { type Graph, graphInParts, type Parts } from './plan.ts';

/** What the thread is asked for, and what it says. */
export type Wanted =
  | { kind: 'read'; graph: number; sdl: string }
  | { kind: 'check'; graph: number; text: string }
  | { kind: 'plan'; graph: number; text: string; operationName: string | undefined }
  | { kind: 'forget'; graph: number };
export type Said = { number: number; done?: unknown; fault?: string };

/** A graph that is planned in a thread of its own. */
export type PlannedAside = {
  graph: Graph;
  /** What is wrong with a document, if anything is. */
  check(text: string): Promise<string | undefined>;
  /** Nobody plans against it any more. */
  forget(): void;
};

export type Planner = {
  read(sdl: string, scalars: ScalarChecks): Promise<PlannedAside>;
  stop(): Promise<void>;
};

type Waiting = { resolve: (done: unknown) => void; reject: (error: Error) => void };

/** A thread that does one thing after the other; begun anew if it ends while it is needed. */
function thread() {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let numbers = 0;

  // Told of its error and once more of its end, when another may have begun for whoever waits now.
  function ended(one: Worker, why = 'without an error'): void {
    if (worker !== one) return;
    worker = undefined;
    for (const { reject } of waiting.values()) reject(new Error(`The thread that plans has ended: ${why}`));
    waiting.clear();
  }

  function begun(): Worker {
    const one = new Worker(new URL('./planner-main.ts', import.meta.url), { execArgv: [] });
    one.on('message', ({ number, done, fault }: Said) => {
      const { resolve, reject } = waiting.get(number)!;
      waiting.delete(number);
      if (waiting.size === 0) one.unref();
      if (fault === undefined) resolve(done);
      else reject(new Error(fault));
    });
    one.on('error', (error) => ended(one, String(error)));
    one.on('exit', () => ended(one));
    return one;
  }

  function current(): Worker {
    worker ??= begun();
    return worker;
  }

  return {
    /** Which thread it is now: whoever told another one something must tell it again. */
    current,
    ask<T>(wanted: Wanted): Promise<T> {
      const to = current();
      to.ref();
      numbers += 1;
      const number = numbers;
      return new Promise<T>((resolve, reject) => {
        waiting.set(number, { resolve: resolve as Waiting['resolve'], reject });
        to.postMessage({ number, wanted });
      });
    },
    stop: async () => void (await worker?.terminate()),
  };
}

/** Reads supergraphs and plans against them in a thread of its own. */
export function planner(): Planner {
  const aside = thread();
  let graphs = 0;

  async function read(sdl: string, scalars: ScalarChecks): Promise<PlannedAside> {
    graphs += 1;
    const graph = graphs;
    const readBy = async () => {
      const by = aside.current();
      return { by, parts: await aside.ask<Parts>({ kind: 'read', graph, sdl }) };
    };
    let reading = readBy();
    // A thread that was begun anew has read nothing, and one that ended may not have read it whole.
    const isRead = async () => {
      const by = await reading.then(
        (read) => read.by,
        () => undefined,
      );
      if (by !== aside.current()) reading = readBy();
      await reading;
    };
    const plan: Graph['plan'] = async (document, operationName) => {
      await isRead();
      return aside.ask<QueryPlan>({ kind: 'plan', graph, text: print(document), operationName });
    };
    return {
      graph: await graphInParts({ sdl, scalars, parts: (await reading).parts, plan }),
      check: async (text) => {
        await isRead();
        return aside.ask<string | undefined>({ kind: 'check', graph, text });
      },
      forget: () => void aside.ask({ kind: 'forget', graph }).catch(() => undefined),
    };
  }

  return { read, stop: aside.stop };
}
