import type { Dispatcher } from 'undici';
import { type Came, cameAs } from './wire.ts';

/** What came back, whatever it is. */
export type Posted = { status: number } & Came;

export type Posting = {
  path: string;
  /** Names and values in turn. */
  headers: string[];
  body: string | Buffer;
  /** The whole call, from the first byte sent to the last received, takes no longer. */
  limitMs: number;
  /** The most bytes that are read. */
  mostBytes: number;
  /** Whether the answer is wished as text of bytes. */
  wire?: boolean | undefined;
};

/** No answer came within the limit. */
export class TimedOut extends Error {}

/** The answer is longer than allowed. */
export class TooLong extends Error {}

// An answer is read as soon as it is whole, so that one place serves them all: for megabytes of each, memory would have
// to be asked for and cleared away again.
let place = Buffer.alloc(0);

function whole(parts: readonly Buffer[], size: number): Buffer {
  if (parts.length === 1) return parts[0]!;
  if (place.length < size) place = Buffer.allocUnsafeSlow(size);
  let at = 0;
  for (const part of parts) at += part.copy(place, at);
  return place.subarray(0, size);
}

/**
 * Sends one POST over a pool of kept connections. It is undici's own dispatch: its `request` makes a stream and several
 * promises of each answer, of which a gateway needs none.
 */
export function post(pool: Dispatcher, posting: Posting): Promise<Posted> {
  const { path, headers, body, limitMs, mostBytes, wire = false } = posting;
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
          resolve({ status, ...cameAs(whole(parts, size), wire) });
        },
        onResponseError(_, error) {
          end(error);
        },
      },
    );
  });
}
