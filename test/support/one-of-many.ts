import type { ServerResponse } from 'node:http';
import { Writable } from 'node:stream';
import { answerBytes, readCalls } from '#service/calls.ts';

/** What a call is answered with: a response of its own, or one of several in the same. */
export type Answering = Writable & { writeHead(status: number, headers?: Record<string, string>): unknown };

type Whose = { index: number; asker: string };

class OneOfMany extends Writable {
  readonly #parts: Buffer[] = [];
  readonly #whose: Whose;
  readonly #response: ServerResponse;
  readonly #done: () => void;
  #status = 200;

  constructor(whose: Whose, response: ServerResponse, done: () => void) {
    super();
    this.#whose = whose;
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
    const { index, asker } = this.#whose;
    this.#response.write(answerBytes(index, this.#status, asker, Buffer.concat(this.#parts)));
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
  return calls.map(({ caller, body }, index) => ({
    body: body.toString('utf8'),
    response: new OneOfMany({ index, asker: caller.correlation }, response, done),
  }));
}
