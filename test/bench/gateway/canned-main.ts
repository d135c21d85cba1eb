import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerBytes, callsPath, readCalls } from '#service/calls.ts';
import { firstOf, questions, uuid, uuidStart } from './questions.ts';

// Subgraphs that answer at once, from bytes made beforehand, so that the gateway is what takes time. Which question is
// meant is told by the field that is asked for, and for one with many people by the length of the request. The first
// person is the one that the request names, and another each time where it names none by an id, so that each answer is
// one of its own.

const names = ['members', 'contributions', 'subsidies', 'loans', 'risk', 'disclosures'];
const long = 30_000;
// Above the numbers of all others who are in an answer.
let others = 1_000_000;

type Answer = { data: Record<string, unknown> & { _entities?: object[] } };

/** The field that only this answer has. */
const fieldOf = ({ data }: Answer): string => Object.keys(data._entities?.[0] ?? data)[0]!;

function placesIn(bytes: Buffer, text: string): number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) places.push(at);
  return places;
}

function personNamed(body: string): string {
  const at = body.indexOf(uuidStart);
  others += 1;
  return at < 0 ? uuid(others) : body.slice(at, at + uuid(0).length);
}

function bytesOf(subgraph: string) {
  const all = questions.flatMap(({ people, answers }) => {
    const answer = answers[subgraph] as Answer | undefined;
    if (!answer) return [];
    const bytes = Buffer.from(JSON.stringify(answer));
    return [{ field: fieldOf(answer), many: people > 100, bytes, places: placesIn(bytes, firstOf(people)) }];
  });
  return (body: string): Buffer => {
    const many = body.length > long;
    const { bytes, places } = all.find((one) => one.many === many && body.includes(one.field))!;
    const own = Buffer.from(bytes);
    const person = personNamed(body);
    for (const at of places) own.write(person, at, 'latin1');
    return own;
  };
}

async function serve(subgraph: string): Promise<[string, string]> {
  const answer = bytesOf(subgraph);
  const bytesFor = (path: string, body: Buffer): Buffer => {
    if (path !== callsPath) return answer(body.toString('latin1'));
    const answers = readCalls(body).map((call) => answerBytes(call.mark, 200, answer(call.body.toString('latin1'))));
    return Buffer.concat(answers);
  };
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => void parts.push(part));
    request.on('end', () => {
      const bytes = bytesFor(request.url!, Buffer.concat(parts));
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length });
      response.end(bytes);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return [subgraph, `http://127.0.0.1:${(server.address() as AddressInfo).port}`];
}

process.send!({ urls: Object.fromEntries(await Promise.all(names.map(serve))) });
process.on('disconnect', () => process.exit());
