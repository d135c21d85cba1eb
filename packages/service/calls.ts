import type { Caller } from './caller.ts';

// Several calls to a subgraph in one HTTP request, as the gateway sends them: each is a line of JSON with its mark, its
// caller and how many bytes its body has, then the body. The answers come in one response, each as soon as it is ready
// and in any order: a line with status, bytes and the call's mark, then the answer.

/** Where calls are taken that come together. */
export const callsPath = '/calls';

/** So many calls come together at most; the gateway sends what is more in another request. */
export const mostCalls = 32;

/** Bytes of the longest head: more than a token within its limits can make of its caller. */
export const longestHead = 16 * 1024;

const newline = 10;
const longestAnswerHead = 120;

/**
 * By what the answer is known again, who asks, and for how many milliseconds the answer is waited for. No two calls that
 * a gateway makes have the same mark, so that an answer cannot reach anybody else.
 */
export type CallHead = { mark: string; caller: Caller; forMs?: number | undefined; traceparent?: string | undefined };
export type CallAmongOthers = CallHead & { body: Buffer };

/** What came is not of the form above. */
export class MalformedCalls extends SyntaxError {}

/** One call as it is sent. */
export const callText = (head: CallHead, body: string): string =>
  `${JSON.stringify({ ...head, bytes: Buffer.byteLength(body) })}\n${body}`;

function readHead(line: string): CallHead & { bytes: number } {
  const head = JSON.parse(line) as Partial<CallHead & { bytes: number }> | null;
  const { mark, caller, bytes } = head ?? {};
  if (typeof mark !== 'string' || typeof caller !== 'object' || caller === null) throw new MalformedCalls('no caller');
  if (typeof bytes !== 'number' || !Number.isSafeInteger(bytes) || bytes < 0) throw new MalformedCalls('no length');
  return { ...head, mark, caller, bytes };
}

/** The calls of a request, whose signature was verified. */
export function readCalls(sent: Buffer): CallAmongOthers[] {
  const calls: CallAmongOthers[] = [];
  for (let at = 0; at < sent.length; ) {
    const end = sent.indexOf(newline, at);
    if (end < 0 || end - at > longestHead) throw new MalformedCalls('a call has no head');
    const { bytes, ...head } = readHead(sent.toString('utf8', at, end));
    at = end + 1 + bytes;
    if (at > sent.length) throw new MalformedCalls('a call ends early');
    calls.push({ ...head, body: sent.subarray(end + 1, at) });
    if (calls.length > mostCalls) throw new MalformedCalls('too many calls');
  }
  return calls;
}

/** One answer as it is sent. */
export const answerBytes = (mark: string, status: number, answer: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${status} ${answer.length} ${mark}\n`), answer]);

const answerHead = /^(\d{3}) (\d{1,12}) (.{1,100})$/;

/** What is done with answers: with one that is whole, and with one that is longer than allowed and passed over. */
export type Taking = {
  taken(mark: string, status: number, bytes: Buffer): void;
  tooLong(mark: string): void;
};

/** Takes answers out of what comes, piece by piece. */
export function answersIn(mostBytes: number, { taken, tooLong }: Taking) {
  let parts: Buffer[] = [];
  let size = 0;
  // So much there must be before it is worth looking again; and so much of what comes is passed over.
  let wanted = 1;
  let passing = 0;

  /** How many of the bytes from `at` on are an answer; 0 if it is not whole yet. */
  function take(bytes: Buffer, at: number): number {
    const end = bytes.indexOf(newline, at);
    if ((end < 0 ? bytes.length : end) - at > longestAnswerHead) throw new MalformedCalls('an answer has no head');
    if (end < 0) return 0;
    const [, status, length, mark] = answerHead.exec(bytes.toString('utf8', at, end)) ?? [];
    if (mark === undefined) throw new MalformedCalls('an answer has no head');
    const whole = end + 1 + Number(length);
    if (Number(length) > mostBytes) {
      tooLong(mark);
      passing = Math.max(0, whole - bytes.length);
      return Math.min(whole, bytes.length) - at;
    }
    if (whole > bytes.length) {
      wanted = whole - at;
      return 0;
    }
    taken(mark, Number(status), bytes.subarray(end + 1, whole));
    return whole - at;
  }

  function passed(part: Buffer): Buffer {
    const over = Math.min(passing, part.length);
    passing -= over;
    return part.subarray(over);
  }

  return {
    add(given: Buffer): void {
      const part = passing > 0 ? passed(given) : given;
      if (part.length === 0) return;
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
    ended: () => size === 0 && passing === 0,
  };
}
