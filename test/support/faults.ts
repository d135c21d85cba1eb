import { gzipSync } from 'node:zlib';
import type { Answering } from './one-of-many.ts';

/** Answers one request as a subgraph should not; `well` is what it should have answered. */
type Fault = (response: Answering, well: object) => void;

const json = { 'content-type': 'application/json' };

function send(response: Answering, text: string | Buffer, status = 200, headers: Record<string, string> = json): void {
  response.writeHead(status, headers);
  response.end(text);
}

const page = '<html>upstream postgres://owner:secret@10.0.0.1/fund 65230119900101001X</html>';
const words = 'duplicate key: (65230119900101001X) postgres://10.0.0.1';

type Entities = { data: { _entities: Record<string, unknown>[] } };

/** Answers with the entities changed; a question for none is answered well. */
const entities =
  (change: (all: Record<string, unknown>[]) => unknown[]): Fault =>
  (response, well) => {
    const { data } = well as Partial<Entities>;
    const told = data?._entities ? { data: { _entities: change(data._entities) } } : well;
    send(response, JSON.stringify(told));
  };

const later =
  (ms: number): Fault =>
  (response, well) =>
    void setTimeout(() => send(response, JSON.stringify(well)), ms);

function trickle(response: Answering, well: object): void {
  const text = JSON.stringify(well);
  response.writeHead(200, json);
  let at = 0;
  const timer = setInterval(() => {
    response.write(text.slice(at, at + 1));
    at += 1;
    if (at >= text.length) response.end();
  }, 150);
  response.on('close', () => clearInterval(timer));
}

const part = Buffer.alloc(1024 * 1024, 0x20);

function huge(response: Answering): void {
  response.writeHead(200, json);
  let left = 200;
  const more = () => {
    while (left > 0) {
      left -= 1;
      if (!response.write(part)) return void response.once('drain', more);
    }
    response.end('{}');
  };
  more();
}

// Fifty megabytes in fifty thousand bytes, made once.
const bomb = gzipSync(Buffer.alloc(50_000_000));
const extra = '"id":"652300:other","city":"HUZHOU","__proto__":{"city":"HUZHOU"},"constructor":"x","toString":"x"';

/** What a subgraph may do wrong, by name. */
export const faults: Record<string, Fault> = {
  well: (response, well) => send(response, JSON.stringify(well)),
  'no JSON': (response) => send(response, 'postgres://10.0.0.1 is down'),
  'a page of HTML': (response) => send(response, page, 200, { 'content-type': 'text/html' }),
  'a page of HTML with 502': (response) => send(response, page, 502, { 'content-type': 'text/html' }),
  'an object for an amount': entities((all) => all.map((one) => ({ ...one, depositBalance: { yuan: '1.00' } }))),
  'too few entities': entities((all) => all.slice(1)),
  'too many entities': entities((all) => [...all, ...all]),
  'entities in another order': entities((all) => all.toReversed()),
  'entities of other keys': entities((all) => all.map((one) => ({ ...one, id: '652300:other' }))),
  'keys that nobody asked for': (response, well) =>
    send(
      response,
      JSON.stringify(well).replaceAll('"depositBalance"', `${extra.slice(extra.indexOf('"city"'))},"depositBalance"`),
    ),
  'the words of its database': (response) =>
    send(
      response,
      JSON.stringify({ data: null, errors: [{ message: words, extensions: { code: 'XX000', sql: words } }] }),
    ),
  'a reset in the middle': (response, well) => {
    response.writeHead(200, { ...json, 'content-length': '100000' });
    response.write(JSON.stringify(well).slice(0, 10), () => response.destroy());
  },
  'a trickle': trickle,
  silence: () => {},
  '200 ms': later(200),
  'two seconds': later(2_000),
  '200 megabytes': huge,
  'a bomb of gzip': (response) => send(response, bomb, 200, { ...json, 'content-encoding': 'gzip' }),
  'refuses to work': (response) => send(response, '{"errors":[]}', 503),
};
