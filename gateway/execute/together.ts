import type { Dispatcher } from 'undici';
import { monotonicMs } from '#kernel/clock.ts';
import { answersIn, type CallHead, callsPath, callText, mostCalls } from '#service/calls.ts';
import { type Posted, type Posting, post, TimedOut, TooLong } from './post.ts';

/** A call to a subgraph, as it is sent by itself and among others. */
export type Sendable = Pick<Posting, 'limitMs' | 'mostBytes'> & {
  /** By itself: made anew for each try, since an introduction is good for one. */
  alone: () => { headers: string[]; body: string | Buffer };
  /** Among others: the head that introduces it under a mark of its own, and the body; undefined if it goes by itself. */
  among?: { head: (mark: string) => CallHead; body: string } | undefined;
};

/** A way to send calls to one subgraph. */
export type Transport = (call: Sendable) => Promise<Posted>;

/** Headers, names and values in turn, for a body with several calls. */
type Sign = (body: Buffer) => string[];
type Waiting = Sendable & { mark: string; done: (posted: Posted) => void; failed: (error: unknown) => void };

const path = '/graphql';
const nothing = Buffer.alloc(0);
// A subgraph that knows only single calls is asked again whether it knows more after so long.
const unknownMs = 60_000;
// After a request with several calls the next one waits so many milliseconds for more of them.
const usuallyApart = 1;

/** Each call by itself. */
export function alone(pool: Dispatcher): Transport {
  return ({ alone: make, among: _, ...how }) => post(pool, { path, ...make(), ...how });
}

/** Calls that were sent in one request, until each has its answer or its time is over. */
function pending(calls: readonly Waiting[], allOver: (why: Error) => void) {
  const open = new Map(calls.map((call) => [call.mark, call]));
  const given = new Set<string>();

  function giveUp(limitMs: number): void {
    for (const [mark, call] of open) {
      if (call.limitMs !== limitMs) continue;
      open.delete(mark);
      given.add(mark);
      call.failed(new TimedOut(`no answer within ${limitMs} ms`));
    }
    if (open.size === 0) allOver(new TimedOut('all were given up'));
  }
  // Most have the same time.
  const limits = new Set(calls.map(({ limitMs }) => limitMs));
  const timers = Array.from(limits, (limitMs) => setTimeout(giveUp, limitMs, limitMs));

  /** The call with this mark, once; undefined if it was given up. */
  function take(mark: string): Waiting | undefined {
    const call = open.get(mark);
    // What is told of one must not reach another, whatever the subgraph mistakes.
    if (!open.delete(mark) && !given.delete(mark)) throw new Error('it answered what was not asked');
    return call;
  }
  const stop = () => timers.forEach(clearTimeout);
  return {
    isOver: () => open.size === 0,
    stop,
    taken: (mark: string, status: number, bytes: Buffer) => take(mark)?.done({ status, bytes }),
    tooLong: (mark: string) => take(mark)?.failed(new TooLong('the answer is longer than allowed')),
    /** Ends all that are open. */
    end(how: (call: Waiting) => void): void {
      stop();
      const all = [...open.values()];
      open.clear();
      for (const call of all) how(call);
    },
  };
}

type Way = { pool: Dispatcher; sign: Sign; byItself: Transport; unknown: () => void };

/** Sends calls in one request; each ends by itself, with its answer or its time. */
function sendTogether({ pool, sign, byItself, unknown }: Way, calls: readonly Waiting[]): void {
  const body = Buffer.from(calls.map(({ among, mark }) => callText(among!.head(mark), among!.body)).join(''));
  const headers = sign(body);
  let abort: ((why: Error) => void) | undefined;
  let status = 0;
  const { isOver, end, stop, ...taking } = pending(calls, (why) => abort?.(why));
  const answers = answersIn(calls[0]!.mostBytes, taking);
  // The same error for all, by which it is known for one fault.
  const fail = (error: unknown) => end((call) => call.failed(error));

  /** What a whole request is answered with other than answers, is each call's answer. */
  function endWith(): void {
    if (status === 504) end((call) => call.failed(new TimedOut('it gave up for want of time')));
    else if (status >= 500) fail(new Error(`status ${status}`));
    else if (status === 404) {
      // It knows only single calls, and has done none of these.
      unknown();
      end((call) => void byItself(call).then(call.done, call.failed));
    } else end((call) => call.done({ status, bytes: nothing }));
  }

  pool.dispatch(
    { path: callsPath, method: 'POST', headers, body, headersTimeout: 0, bodyTimeout: 0 },
    {
      onRequestStart(controller) {
        abort = (why) => controller.abort(why);
        if (isOver()) abort(new TimedOut('given up while it waited for a connection'));
      },
      onResponseStart(_, statusCode) {
        status = statusCode;
        if (status > 200) endWith();
      },
      onResponseData(_, part) {
        if (status !== 200) return;
        try {
          answers.add(part);
        } catch (error) {
          fail(error);
          abort?.(error as Error);
        }
      },
      onResponseEnd() {
        if (isOver()) stop();
        else fail(new Error('the answers ended early'));
      },
      onResponseError(_, error) {
        fail(error);
      },
    },
  );
}

// Of more than ten digits: of what is shorter V8's JSON parser keeps one of each in a table, which subgraphs would fill with
// marks, and stand still for tens of milliseconds whenever it is made twice as large.
let marks = 10 ** 10;

/**
 * Calls that are made at about the same time go as one request, so that a busy gateway pays for HTTP and a signature once
 * for many: those of one turn of the loop, and just after a request with several those of the next moment. A call without
 * company goes by itself, and as long as there is none at once.
 */
export function together(pool: Dispatcher, sign: Sign, apartMs = usuallyApart): Transport {
  const byItself = alone(pool);
  let gathered: Waiting[] = [];
  let unknownUntil = 0;
  const unknown = () => {
    unknownUntil = monotonicMs() + unknownMs;
  };

  function send(calls: readonly Waiting[]): void {
    try {
      const [first] = calls;
      if (calls.length > 1) sendTogether({ pool, sign, byItself, unknown }, calls);
      else if (first) byItself(first).then(first.done, first.failed);
    } catch (error) {
      for (const { failed } of calls) failed(error);
    }
  }

  let last = { at: Number.NEGATIVE_INFINITY, calls: 0 };
  let unplan = () => {};

  function flush(): void {
    unplan();
    const calls = gathered;
    gathered = [];
    last = { at: monotonicMs(), calls: calls.length };
    send(calls);
  }

  function plan(): void {
    if (last.calls > 1 && monotonicMs() - last.at < apartMs) {
      const timer = setTimeout(flush, apartMs);
      unplan = () => clearTimeout(timer);
    } else {
      const immediate = setImmediate(flush);
      unplan = () => clearImmediate(immediate);
    }
  }

  return (call) => {
    if (!call.among || monotonicMs() < unknownUntil) return byItself(call);
    return new Promise((done, failed) => {
      marks += 1;
      const count = gathered.push({ ...call, mark: String(marks), done, failed });
      if (count === 1) plan();
      if (count === mostCalls) flush();
    });
  };
}
