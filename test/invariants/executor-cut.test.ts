import { expect, it } from 'vitest';
import { countingCuts, federated, type Part } from '#test/federated.ts';

// What the client is told as it stands is cut out of a subgraph's text. Whatever that text looks like, the answer is the
// one that parsing all of it gives.

const people: Part = {
  name: 'people',
  sdl: `type Query { people: [Person!]! } type Person @key(fields: "id") { id: ID! }`,
  resolvers: { Query: { people: () => [{ id: 'p-1' }, { id: 'p-2' }, { id: 'p-3' }] } },
};

const deductions = {
  'p-1': {
    year: 2026,
    note: '昌吉',
    basis: { clause: 'TAX-2' },
    months: [{ fen: 1 }, { fen: -2 }],
    flags: ['a', null],
  },
  'p-2': { year: 0, note: null, basis: null, months: [], flags: [] },
  'p-3': null,
} as Record<string, object | null>;

const contributions: Part = {
  name: 'contributions',
  sdl: `type Person @key(fields: "id") { id: ID! deduction: Deduction kind: Kind! }
    enum Kind { ONE TWO }
    type Deduction { year: Int! note: String basis: Basis months: [Month!]! flags: [String] }
    type Basis { clause: String! } type Month { fen: Int! }`,
  resolvers: { Person: { deduction: ({ id }: { id: string }) => deductions[id], kind: () => 'TWO' } },
};

const question = '{ people { id kind deduction { year note basis { clause } months { fen } flags } } }';

/** Asks over subgraphs whose text is changed on the way; tells the answer, and how often it was cut. */
async function asked(change: (text: string) => string = (text) => text) {
  const { counted, cut } = countingCuts();
  const { ask, dropped } = federated([people, contributions], undefined, { text: change, cut });
  return { ...(await ask(question)), ...counted, dropped };
}

const whole = {
  people: ['p-1', 'p-2', 'p-3'].map((id) => ({ id, kind: 'TWO', deduction: deductions[id] })),
};

it('tells what it cut out of an answer as parsing would', async () => {
  const { data, text, cuts, paths } = await asked();
  expect(cuts).toBe(1);
  expect(data).toEqual(whole);
  expect(JSON.parse(text!)).toEqual(whole);
  expect(paths).toEqual([]);
});

const odd: [string, (text: string) => string][] = [
  ['with blanks', (text) => JSON.stringify(JSON.parse(text), null, 1)],
  ['with an escape', (text) => text.replace('"昌吉"', String.raw`"\u660c\u5409"`)],
  ['with its keys in another order', (text) => text.replace('"year":2026,"note":"昌吉"', '"note":"昌吉","year":2026')],
  ['with a number in another form', (text) => text.replace('"fen":1}', '"fen":1.0}')],
];

it.each(odd)('parses a text %s, and tells the same', async (_, change) => {
  const { data, cuts } = await asked(change);
  expect(cuts).toBe(0);
  expect(data).toEqual(whole);
});

it.each([3, 60])('tells each which of %d objects they have', async (count) => {
  const names = Array.from({ length: count }, (_, index) => `f${index}`);
  const [first, last] = [names.slice(0, 2), names.slice(-1)];
  const having: Record<string, readonly string[]> = { 'p-1': first, 'p-2': last, 'p-3': [...first, ...last] };
  const form = ({ id }: { id: string }) =>
    Object.fromEntries(names.map((name) => [name, having[id]!.includes(name) ? { note: '昌吉' } : null]));
  const forms: Part = {
    name: 'contributions',
    sdl: `type Person @key(fields: "id") { id: ID! form: Form } type Form { ${names.map((name) => `${name}: Of_${name}`)} }
      ${names.map((name) => `type Of_${name} { note: String }`).join(' ')}`,
    resolvers: { Person: { form } },
  };
  const { counted, cut } = countingCuts();
  const query = `{ people { id form { ${names.map((name) => `${name} { note }`)} } } }`;
  const { data, text, executed } = await federated([people, forms], undefined, { cut }).ask(query);
  expect(counted.cuts).toBe(1);
  expect(data).toEqual({ people: Object.keys(having).map((id) => ({ id, form: form({ id }) })) });
  expect(JSON.parse(text!)).toEqual(data);
  Object.values(having).forEach((has, index) => {
    const told = executed.told(['people', index]);
    expect(names.filter((name) => told?.includes(`Of_${name}.note`))).toEqual(has);
  });
});

it('drops what was not asked for, also where all else could be cut', async () => {
  const { data, dropped, cuts } = await asked((text) => text.replace('"fen":1}', '"fen":1,"more":2}'));
  expect([data, dropped, cuts]).toEqual([whole, ['more'], 0]);
});

it('cuts nothing where a text has a brace of its own', async () => {
  const { data, cuts } = await asked((text) => text.replace('昌吉', '{昌吉'));
  expect(cuts).toBe(0);
  expect(JSON.stringify(data)).toContain('{昌吉');
});

it.each([
  ['a value of another type', (text: string) => text.replace('"fen":1}', '"fen":"1"}')],
  ['a value that is no longer in range', (text: string) => text.replace('"fen":1}', '"fen":3000000000}')],
])('tells of %s', async (_, change) => {
  const { data, paths, cuts } = await asked(change);
  expect(cuts).toBe(0);
  expect(paths).toEqual([['people', 0, 'deduction', 'months', 0, 'fen']]);
  expect(data).toMatchObject({ people: [{ deduction: null }, {}, {}] });
});

it('takes no data that a text gives twice', async () => {
  const twice = (text: string) => text.replace(/\}$/, ',"data":{"_entities":[null,null,null]}}');
  const { data, paths } = await asked((text) => (text.includes('_entities') ? twice(text) : text));
  expect(paths).toHaveLength(1);
  expect(data).toBeNull();
});

it('takes no entity for another, also where all could be cut', async () => {
  const { paths } = await asked((text) =>
    text.includes('_entities') ? text.replace('"id":"p-1"', '"id":"p-2"') : text,
  );
  expect(paths).toHaveLength(1);
});

// Of a long answer a view at a time is looked at, of 64 KiB: some 400 of these people.
const notes = new Map<string, string>();
let change = (text: string): string => text;
const crowd = federated(
  [
    {
      ...people,
      resolvers: { Query: { people: () => Array.from(notes.keys(), (id) => ({ id })) } },
    },
    {
      ...contributions,
      resolvers: {
        Person: {
          deduction: ({ id }: { id: string }) => ({ ...deductions['p-1'], note: notes.get(id) }),
          kind: () => 'TWO',
        },
      },
    },
  ],
  undefined,
  {
    text: (text) => (text.includes('_entities') ? change(text) : text),
    cut: (cut) =>
      cut &&
      ((answer) => {
        bytes = answer.length;
        const before = outside();
        const found = cut(answer);
        outsideTheHeap = outside() - before;
        if (answer.includes('_entities')) cutOf.push(found ? (found.data['_entities'] as object[]).length : 'parsed');
        return found;
      }),
  },
);
const cutOf: (number | 'parsed')[] = [];
let [outsideTheHeap, bytes] = [0, 0];

function outside(): number {
  const { external, arrayBuffers } = process.memoryUsage();
  return external - arrayBuffers;
}

async function askedOfCrowd(each: readonly string[]) {
  notes.clear();
  each.forEach((note, index) => void notes.set(`p-${String(index).padStart(5, '0')}`, note));
  cutOf.length = 0;
  const { data, text, paths } = await crowd.ask(question);
  const expected = Array.from(notes, ([id, note]) => ({
    ...{ id, kind: 'TWO', deduction: { ...deductions['p-1'], note } },
  }));
  expect(data).toEqual({ people: expected });
  expect(JSON.parse(text!)).toEqual({ people: expected });
  expect(paths).toEqual([]);
  return [...cutOf];
}

it('cuts a long answer wherever one view of it ends', async () => {
  const bytesOfOne = 160;
  for (let more = 0; more <= bytesOfOne; more += 1) {
    const each = ['x'.repeat(more), ...Array.from({ length: 600 }, () => '昌吉')];
    expect(await askedOfCrowd(each)).toEqual([each.length]);
  }
  expect(await askedOfCrowd(Array.from({ length: 5_000 }, () => '湖州'))).toEqual([5_000]);
});

it('cuts an answer that ends where a view does', async () => {
  await askedOfCrowd(['']);
  const withOne = bytes;
  await askedOfCrowd(['', '']);
  // Behind the entities there are three more letters.
  const [each, view] = [bytes - withOne, 64 * 1024];
  const count = Math.floor((view - withOne) / each);
  const left = view - withOne - count * each;
  for (let more = Math.max(0, left - 4); more <= left + 4; more += 1) {
    const crowded = ['x'.repeat(more), ...Array.from({ length: count }, () => '')];
    expect(await askedOfCrowd(crowded)).toEqual([crowded.length]);
    expect(bytes).toBe(view - left + more);
  }
});

it('reads what stands behind the entities of a long answer', async () => {
  const more = ',"errors":[{"message":"湖州","path":["_entities",599]}],"extensions":{"filler":"FILLER"}}';
  change = (text) => text.replace(/\}$/, more.replace('FILLER', '昌'.repeat(40_000)));
  notes.clear();
  for (let index = 0; index < 600; index += 1) notes.set(`p-${index}`, '昌吉');
  const { paths } = await crowd.ask(question);
  change = (text) => text;
  expect(cutOf.at(-1)).toBe(600);
  expect(paths).toEqual([['people', 599]]);
});

it('tells nothing of what it has let go of', async () => {
  const { executed } = await federated([people, contributions]).ask(question);
  expect(executed.written('')?.text).toContain('TAX-2');
  executed.forget();
  expect(() => executed.written('')).toThrow('let go');
  expect(() => executed.complete()).toThrow('let go');
});

it('parses an answer in which one of many is longer than a view', async () => {
  const each = Array.from({ length: 5 }, () => '昌吉');
  expect(await askedOfCrowd([...each, '长'.repeat(30_000), ...each])).toEqual(['parsed']);
  expect(await askedOfCrowd(['长'.repeat(30_000)])).toEqual(['parsed']);
});

it('makes no text of a long answer that only a collection of everything would find to be over', async () => {
  const each = Array.from({ length: 12_000 }, () => '湖州');
  expect(await askedOfCrowd(each)).toEqual([each.length]);
  expect(outsideTheHeap).toBeLessThan(1_000_000);
});
