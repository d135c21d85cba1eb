import '#gateway/memory.ts';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerBytes, callsPath, readCalls } from '#service/calls.ts';
import { firstOf, uuid, uuidStart } from './people.ts';
import { questions } from './questions.ts';

// Subgraphs that answer at once, from bytes made beforehand, so that the gateway is what takes time. Which question is
// meant is told by the field that is asked for, and for one with many people by the length of the request. The first
// person is the one that the request names, and another each time where it names none by an id, so that each answer is
// one of its own. Entities come with their keys where these are asked for, which ours alone does.

const names = ['members', 'contributions', 'subsidies', 'loans', 'risk', 'disclosures'];
const long = 30_000;
// Longer than any contestant waits for its turn: one that had no other try was given a connection that had just been closed.
const idleMs = 600_000;
// Above the numbers of all others who are in an answer.
let others = 1_000_000;

type Answer = { data: Record<string, unknown> & { _entities?: object[] } };

/** The field that only this answer has. */
const fieldOf = ({ data }: Answer): string => Object.keys(data._entities?.[0] ?? data)[0]!;

function personNamed(body: string): string {
  const at = body.indexOf(uuidStart);
  if (at >= 0) return body.slice(at, at + uuid(0).length);
  others += 1;
  return uuid(others);
}

/** The same for whoever does not ask for the keys by which entities are known again: each has its own field first. */
function withoutKeys(answer: Answer): Answer {
  const { _entities: entities } = answer.data;
  if (!entities) return answer;
  return { ...answer, data: { _entities: entities.map((one) => Object.fromEntries(Object.entries(one).slice(0, 1))) } };
}

/** The bytes of an answer in parts, between which the person's id stands. */
type Parts = Buffer[];

function answersOf(subgraph: string) {
  const all = questions.flatMap(({ people, answers }) => {
    const answer = answers[subgraph] as Answer | undefined;
    if (!answer) return [];
    const parts = (is: Answer): Parts =>
      JSON.stringify(is)
        .split(firstOf(people))
        .map((part) => Buffer.from(part));
    const [, key] = Object.keys(answer.data._entities?.[0] ?? {});
    const asksForKeys = new RegExp(`\\b${key ?? 'no key'}\\b`);
    const [whole, own] = [parts(answer), parts(withoutKeys(answer))];
    const partsFor = (query: string) => (asksForKeys.test(query) ? whole : own);
    return [{ field: fieldOf(answer), many: people > 100, partsFor }];
  });
  return (body: string): Parts => {
    const many = body.length > long;
    const { partsFor } = all.find((one) => one.many === many && body.includes(one.field))!;
    const parts = partsFor(body.slice(0, body.indexOf('"variables"')));
    const person = Buffer.from(personNamed(body));
    return parts.flatMap((part, index) => (index === 0 ? [part] : [person, part]));
  };
}

const sizeOf = (parts: Parts): number => parts.reduce((sum, part) => sum + part.length, 0);

async function serve(subgraph: string): Promise<[string, string]> {
  const answer = answersOf(subgraph);
  const answerTo = (path: string, body: Buffer): Parts => {
    if (path !== callsPath) return answer(body.toString('latin1'));
    return readCalls(body).map((call) =>
      answerBytes(call.mark, 200, Buffer.concat(answer(call.body.toString('latin1')))),
    );
  };
  const server = createServer({ keepAliveTimeout: idleMs }, (request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => void parts.push(part));
    request.on('end', () => {
      const answered = answerTo(request.url!, Buffer.concat(parts));
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': sizeOf(answered) });
      response.cork();
      for (const part of answered) response.write(part);
      response.end();
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return [subgraph, `http://127.0.0.1:${(server.address() as AddressInfo).port}`];
}

process.send!({ urls: Object.fromEntries(await Promise.all(names.map(serve))) });
process.on('disconnect', () => process.exit());
