import type { ServerResponse } from 'node:http';
import { Writable } from 'node:stream';
import { answerBytes, readCalls } from '#service/calls.ts';

/** What a call is answered with: a response of its own, or one of several in the same. */
export type Answering = Writable & { writeHead(status: number, headers?: Record<string, string>): unknown };

class OneOfMany extends Writable {
  readonly #parts: Buffer[] = [];
  readonly #mark: string;
  readonly #response: ServerResponse;
  readonly #done: () => void;
  #status = 200;

  constructor(mark: string, response: ServerResponse, done: () => void) {
    super();
    this.#mark = mark;
    this.#response = response;
    this.#done = done;
  }

  writeHead(status: number): void {
    this.#status = status;
  }

  override _write(part: Buffer, _: string, written: () => void): void {
    this.#parts.push(part);
    written();
  }

  override _final(ended: () => void): void {
    this.#response.write(answerBytes(this.#mark, this.#status, Buffer.concat(this.#parts)));
    this.#done();
    ended();
  }

  override _destroy(_: Error | null, ended: () => void): void {
    if (!this.writableFinished) this.#response.destroy();
    ended();
  }
}

/** The calls that came together, each with what it is answered by. */
export function callsIn(sent: Buffer, response: ServerResponse): { body: string; response: Answering }[] {
  const calls = readCalls(sent);
  let left = calls.length;
  const done = () => {
    left -= 1;
    if (left === 0) response.end();
  };
  response.writeHead(200);
  return calls.map(({ mark, body }) => ({
    body: body.toString('utf8'),
    response: new OneOfMany(mark, response, done),
  }));
}
