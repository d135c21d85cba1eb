import type { Caller } from './caller.ts';

// Several calls to a subgraph in one HTTP request, as the gateway sends them: each is a line of JSON that introduces its
// caller and tells how many bytes its body has, then the body. The answers come in one response, each as soon as it is
// ready and in any order: a line with the call's number (from 0), its status, how many bytes it has and whose it is, then
// the answer.

/** Where calls are taken that come together. */
export const callsPath = '/calls';

/** So many calls come together at most; the gateway sends what is more in another request. */
export const mostCalls = 32;

const newline = 10;
const longestHead = 4 * 1024;
const longestAnswerHead = 120;

/** Who asks and for how many milliseconds the answer is waited for, as a call among others tells it. */
export type CallHead = { caller: Caller; forMs?: number; traceparent?: string };
export type CallAmongOthers = CallHead & { body: Buffer };

/** What came is not of the form above. */
export class MalformedCalls extends SyntaxError {}

/** One call as it is sent; `head` is a CallHead as JSON. */
export const callText = (head: string, body: string): string =>
  `${head.slice(0, -1)},"bytes":${Buffer.byteLength(body)}}\n${body}`;

/** The calls of a request, whose signature was verified. */
export function readCalls(sent: Buffer): CallAmongOthers[] {
  const calls: CallAmongOthers[] = [];
  for (let at = 0; at < sent.length; ) {
    const end = sent.indexOf(newline, at);
    if (end < 0 || end - at > longestHead) throw new MalformedCalls('a call has no head');
    const { bytes, ...head } = JSON.parse(sent.toString('utf8', at, end)) as CallHead & { bytes: number };
    at = end + 1 + bytes;
    if (!Number.isSafeInteger(bytes) || bytes < 0 || at > sent.length) throw new MalformedCalls('a call ends early');
    calls.push({ ...head, body: sent.subarray(end + 1, at) });
    if (calls.length > mostCalls) throw new MalformedCalls('too many calls');
  }
  return calls;
}

/** One answer as it is sent: whose, by the caller's correlation id, so that it cannot reach anybody else. */
export const answerBytes = (index: number, status: number, asker: string, answer: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${index} ${status} ${answer.length} ${asker}\n`), answer]);

const answerHead = /^(\d{1,2}) (\d{3}) (\d{1,9}) (.{1,100})$/;

export type AnswerTaken = { status: number; asker: string; bytes: Buffer };

type Taken = (index: number, answer: AnswerTaken) => void;

/** Takes answers out of what comes, piece by piece; tells each once it is whole. Fails on one longer than `mostBytes`. */
export function answersIn(mostBytes: number, taken: Taken, tooLong: () => Error) {
  let parts: Buffer[] = [];
  let size = 0;
  // So much there must be before it is worth looking again.
  let wanted = 1;

  /** How many of the bytes from `at` on are an answer; 0 if it is not whole yet. */
  function take(bytes: Buffer, at: number): number {
    const end = bytes.indexOf(newline, at);
    if ((end < 0 ? bytes.length : end) - at > longestAnswerHead) throw new MalformedCalls('an answer has no head');
    if (end < 0) return 0;
    const [, index, status, length, asker] = answerHead.exec(bytes.toString('utf8', at, end)) ?? [];
    if (asker === undefined) throw new MalformedCalls('an answer has no head');
    if (Number(length) > mostBytes) throw tooLong();
    const whole = end + 1 + Number(length);
    if (whole > bytes.length) {
      wanted = whole - at;
      return 0;
    }
    taken(Number(index), { status: Number(status), asker, bytes: bytes.subarray(end + 1, whole) });
    return whole - at;
  }

  return {
    add(part: Buffer): void {
      parts.push(part);
      size += part.length;
      if (size < wanted) return;
      const bytes = parts.length === 1 ? part : Buffer.concat(parts, size);
      let at = 0;
      wanted = 1;
      for (let used = -1; used !== 0 && at < bytes.length; at += used) used = take(bytes, at);
      parts = at < bytes.length ? [bytes.subarray(at)] : [];
      size = bytes.length - at;
    },
    /** Whether there is nothing of a further answer. */
    ended: () => size === 0,
  };
}
