import type { Dispatcher } from 'undici';
import { type AnswerTaken, answersIn, callsPath, callText, mostCalls } from '#service/calls.ts';
import { type Posted, post, TimedOut, TooLong } from './post.ts';

/** A call to a subgraph, as it is sent by itself and among others. */
export type Sendable = {
  /** By itself: made anew for each try, since an introduction is good for one. */
  alone: () => { headers: string[]; body: string | Buffer };
  /** Among others: who asks, as JSON and by what the answer is known again, and the body; undefined if it goes by itself. */
  among?: { head: () => string; asker: string; body: string } | undefined;
  limitMs: number;
  mostBytes: number;
};

/** A way to send calls to one subgraph. */
export type Transport = (call: Sendable) => Promise<Posted>;

/** Headers, names and values in turn, for a body with several calls. */
type Sign = (body: Buffer) => string[];
type Waiting = Sendable & { done: (posted: Posted) => void; failed: (error: Error) => void; over: boolean };

const path = '/graphql';

/** Each call by itself. */
export function alone(pool: Dispatcher): Transport {
  return ({ alone: make, limitMs, mostBytes }) => post(pool, { path, ...make(), limitMs, mostBytes });
}

/** Calls that were sent in one request, until each has its answer or its time is over. */
function pending(calls: readonly Waiting[], allOver: (why: Error) => void) {
  const unanswered = new Set(calls.keys());
  let left = calls.length;

  function end(call: Waiting, how: () => void): void {
    if (call.over) return;
    call.over = true;
    left -= 1;
    how();
  }
  function endSome(error: Error, which: (call: Waiting) => boolean): void {
    for (const call of calls) if (which(call)) end(call, () => call.failed(error));
    if (left === 0) allOver(error);
  }
  // Most have the same time.
  const limits = new Set(calls.map(({ limitMs }) => limitMs));
  const timers = Array.from(limits, (limitMs) =>
    setTimeout(
      () => endSome(new TimedOut(`no answer within ${limitMs} ms`), (call) => call.limitMs === limitMs),
      limitMs,
    ),
  );
  return {
    left: () => left,
    taken(index: number, { asker, ...posted }: AnswerTaken): void {
      const call = calls[index];
      // What is told of one must not reach another, whatever the subgraph mistakes.
      if (call?.among?.asker !== asker || !unanswered.delete(index)) throw new Error('it answered what was not asked');
      end(call, () => call.done(posted));
    },
    endAll: (error: Error) => endSome(error, () => true),
    stop: () => timers.forEach(clearTimeout),
  };
}

/** Sends calls in one request; each ends by itself, with its answer or its time. */
function sendTogether(pool: Dispatcher, sign: Sign, calls: readonly Waiting[]): void {
  let abort: ((why: Error) => void) | undefined;
  const { left, taken, endAll, stop } = pending(calls, (why) => abort?.(why));
  const tooLong = () => new TooLong('the answer is longer than allowed');
  const answers = answersIn(calls[0]!.mostBytes, taken, tooLong);
  const body = Buffer.from(calls.map(({ among }) => callText(among!.head(), among!.body)).join(''));
  pool.dispatch(
    { path: callsPath, method: 'POST', headers: sign(body), body, headersTimeout: 0, bodyTimeout: 0 },
    {
      onRequestStart(controller) {
        abort = (why) => controller.abort(why);
        if (left() === 0) abort(new TimedOut('given up while it waited for a connection'));
      },
      onResponseStart(_, status) {
        if (status !== 200) endAll(new Error(`status ${status}`));
      },
      onResponseData(_, part) {
        try {
          answers.add(part);
        } catch (error) {
          endAll(error as Error);
        }
      },
      onResponseEnd() {
        stop();
        if (left() > 0) endAll(new Error('the answers ended early'));
      },
      onResponseError(_, error) {
        stop();
        endAll(error);
      },
    },
  );
}

/**
 * Calls that are made in one turn of the loop go as one request, so that a busy gateway pays for HTTP and a signature once
 * for many; a call that has no company goes by itself.
 */
export function together(pool: Dispatcher, sign: Sign): Transport {
  const byItself = alone(pool);
  let gathered: Waiting[] = [];

  function flush(): void {
    const calls = gathered;
    gathered = [];
    for (let at = 0; at < calls.length; at += mostCalls) {
      const some = calls.slice(at, at + mostCalls);
      const [first] = some;
      if (some.length === 1) byItself(first!).then(first!.done, first!.failed);
      else sendTogether(pool, sign, some);
    }
  }

  return (call) => {
    if (!call.among) return byItself(call);
    return new Promise((done, failed) => {
      if (gathered.push({ ...call, done, failed, over: false }) === 1) setImmediate(flush);
    });
  };
}
