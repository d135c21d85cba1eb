import type { Dispatcher } from 'undici';

/** What came back, whatever it is. */
export type Posted = { status: number; bytes: Buffer };

export type Posting = {
  path: string;
  /** Names and values in turn. */
  headers: string[];
  body: string | Buffer;
  /** The whole call, from the first byte sent to the last received, takes no longer. */
  limitMs: number;
  /** The most bytes that are read. */
  mostBytes: number;
};

/** No answer came within the limit. */
export class TimedOut extends Error {}

/** The answer is longer than allowed. */
export class TooLong extends Error {}

/**
 * Sends one POST over a pool of kept connections. It is undici's own dispatch: its `request` makes a stream and several
 * promises of each answer, of which a gateway needs none.
 */
export function post(pool: Dispatcher, posting: Posting): Promise<Posted> {
  const { path, headers, body, limitMs, mostBytes } = posting;
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let status = 0;
    let size = 0;
    let abort: ((reason: Error) => void) | undefined;
    let over: Error | undefined;
    const end = (error: Error) => {
      over = error;
      clearTimeout(timer);
      reject(error);
      abort?.(error);
    };
    const timer = setTimeout(() => end(new TimedOut(`no answer within ${limitMs} ms`)), limitMs);
    pool.dispatch(
      { path, method: 'POST', headers, body, headersTimeout: 0, bodyTimeout: 0 },
      {
        onRequestStart(controller) {
          // Given up while it waited for a connection: it must not take one from those who still wait.
          if (over) controller.abort(over);
          abort = (reason) => controller.abort(reason);
        },
        onResponseStart(_, statusCode) {
          status = statusCode;
        },
        onResponseData(_, part) {
          size += part.length;
          parts.push(part);
          if (size > mostBytes) end(new TooLong('the answer is longer than allowed'));
        },
        onResponseEnd() {
          clearTimeout(timer);
          resolve({ status, bytes: parts.length === 1 ? parts[0]! : Buffer.concat(parts, size) });
        },
        onResponseError(_, error) {
          end(error);
        },
      },
    );
  });
}
