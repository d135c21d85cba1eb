import { expect, it } from 'vitest';
import { countingCuts, federated, type Part } from '#test/federated.ts';

// Where one subgraph tells all that a client asks of it, that is cut out of its text as it stands. Whatever the text looks
// like, the answer is the one that parsing all of it gives.

type Standing = {
  state: string;
  since: string | null;
  industry: { name: string } | null;
  periods: { months: number }[];
};

const standing: Standing = { state: 'ACTIVE', since: '昌吉', industry: { name: '农业' }, periods: [{ months: 3 }] };
const others: Standing[] = [
  standing,
  { ...standing, industry: null, periods: [] },
  { ...standing, since: null, periods: [] },
  { ...standing, industry: null },
];

const members: Part = {
  name: 'members',
  sdl: `type Query { standing(number: Int!): Standing standings: [Standing!]! periods: [Period!]! count: Int! }
    enum State { ACTIVE ENDED }
    type Standing { state: State! since: String industry: Industry periods: [Period!]! }
    type Industry { name: String! } type Period { months: Int! }`,
  resolvers: {
    Query: {
      standing: (_: unknown, { number }: { number: number }) => others[number] ?? null,
      standings: () => others,
      periods: () => standing.periods,
      count: () => others.length,
    },
  },
};

const own = ['Standing.industry', 'Standing.periods', 'Standing.since', 'Standing.state'];
const toldOf = [['Industry.name', 'Period.months', ...own], own, ['Industry.name', ...own], ['Period.months', ...own]];

const fields = '{ state since industry { name } periods { months } }';
const ofOne = (number = 0) => `{ standing(number: ${number}) ${fields} }`;

/** Asks over a subgraph whose text is changed on the way; tells the answer, and how often it was cut. */
function serving(change: (text: string) => string = (text) => text) {
  const { counted, cut } = countingCuts();
  const served = federated([members], undefined, { text: change, cut });
  return { ...served, counted };
}

async function asked(query: string, change?: (text: string) => string) {
  const { ask, dropped, counted } = serving(change);
  return { ...(await ask(query)), ...counted, dropped };
}

it.each([0, 1, 2, 3, 4])('tells what it cut out of answer %d as parsing would', async (number) => {
  const { data, text, cuts, paths } = await asked(ofOne(number));
  const expected = { standing: others[number] ?? null };
  expect([data, JSON.parse(text!), paths, cuts]).toEqual([expected, expected, [], 1]);
});

it('tells fields of a root beside each other, in the order asked, and counts all objects', async () => {
  const query = `{ count b: standing(number: 1) ${fields} a: standing(number: 0) ${fields} }`;
  const { data, text, cuts, executed } = await asked(query);
  const expected = { count: 4, b: others[1], a: standing };
  expect([data, cuts, text]).toEqual([expected, 1, JSON.stringify(expected)]);
  // The root, a standing without an industry or a period, and one with both.
  expect(executed.written('')?.objects).toBe(1 + 1 + 3);
});

const odd: [string, (text: string) => string][] = [
  ['with blanks', (text) => JSON.stringify(JSON.parse(text), null, 1)],
  ['with a blank before its data', (text) => text.replace('{"data":', '{ "data":')],
  ['with an escape', (text) => text.replace('"昌吉"', String.raw`"\u660c\u5409"`)],
  [
    'with its keys in another order',
    (text) => text.replace('"state":"ACTIVE","since":"昌吉"', '"since":"昌吉","state":"ACTIVE"'),
  ],
  ['with a key twice', (text) => text.replace('"state":"ACTIVE"', '"state":"ENDED","state":"ACTIVE"')],
  ['with a number in another form', (text) => text.replace('"months":3', '"months":3.0')],
  ['with something else before its data', (text) => text.replace('{"data":', '{"extensions":{},"data":')],
  ['with the same before its data', (text) => `{"extensions":${text},${text.slice(1)}`],
  ['that is longer than a view', (text) => text.replace('"months":3}', `"months":3}${',{"months":3}'.repeat(6_000)}`)],
];

it.each(odd)('parses a text %s, and tells the same', async (_, change) => {
  const { data, cuts } = await asked(ofOne(), change);
  const { standing: told } = data as { standing: Standing };
  expect(cuts).toBe(0);
  expect({ ...told, periods: told.periods.slice(0, 1) }).toEqual(standing);
});

it.each(['standing', 'industry', 'periods'])('drops what was not asked for of %s', async (where) => {
  const [before, after] = {
    standing: ['"state":', '"name":"x","state":'],
    industry: ['"农业"', '"农业","more":1'],
    periods: ['"months":3', '"months":3,"more":1'],
  }[where]!;
  const { data, dropped, cuts } = await asked(ofOne(), (text) => text.replace(before!, after!));
  expect([data, cuts]).toEqual([{ standing }, 0]);
  expect(dropped).toHaveLength(1);
});

it('drops a root field that was not asked for', async () => {
  const { data, dropped, cuts } = await asked(ofOne(), (text) =>
    text.replace(/\}$/, '').replace(/\}$/, ',"count":4}}'),
  );
  expect([data, dropped, cuts]).toEqual([{ standing }, ['count'], 0]);
});

it.each([
  ['another type', '"months":3', '"months":"3"', ['standing', 'periods', 0, 'months']],
  ['a number out of range', '"months":3', '"months":3000000000', ['standing', 'periods', 0, 'months']],
  ['a state that there is not', '"ACTIVE"', '"GONE"', ['standing', 'state']],
  ['nothing where something must be', '"ACTIVE"', 'null', ['standing', 'state']],
])('tells of %s', async (_, before, after, path) => {
  const { data, paths, cuts, text } = await asked(ofOne(), (told) => told.replace(before, after));
  expect([data, paths, cuts, text]).toEqual([{ standing: null }, [path], 0, undefined]);
});

it('takes no data that a text gives twice, and none of a text that is no JSON', async () => {
  const twice = ['{"standing":null}', 'null', '0', '-0', '{}'].map((data) => `,"data":${data}}`);
  const escaped = String.raw`,"\u0064ata":0}`;
  for (const behind of [...twice, escaped, ',"errors":1}', '} more', '']) {
    const { data, paths } = await asked(ofOne(), (text) => text.replace(/\}$/, behind));
    expect([data, paths]).toEqual([{ standing: null }, [undefined]]);
  }
});

it('tells the errors beside what it cut', async () => {
  const error = ',"errors":[{"message":"no","path":["standing","industry"]}]}';
  const { data, paths, cuts } = await asked(ofOne(1), (text) => text.replace(/\}$/, error));
  expect([data, paths, cuts]).toEqual([{ standing: others[1] }, [['standing', 'industry']], 1]);
});

it('says what was told of whom, each by what they have', async () => {
  const { ask, counted } = serving();
  const query = `query ($number: Int!) { standing(number: $number) ${fields} }`;
  // Twice, since what is of a known form is not looked at again.
  for (const number of [0, 1, 2, 3, 3, 2, 1, 0]) {
    const { executed } = await ask(query, { number });
    expect(executed.told(['standing'])).toEqual(toldOf[number]);
  }
  expect(counted.cuts).toBe(8);
});

it('says it of each of two, whatever the other has', async () => {
  const { ask, counted } = serving();
  const query = `query ($a: Int!, $b: Int!) { a: standing(number: $a) ${fields} b: standing(number: $b) ${fields} }`;
  const all = toldOf.flatMap((_, a) => toldOf.map((_, b) => ({ a, b })));
  for (const { a, b } of all) {
    const { executed } = await ask(query, { a, b });
    expect([executed.told(['a']), executed.told(['b'])]).toEqual([toldOf[a], toldOf[b]]);
  }
  expect(counted.cuts).toBe(all.length);
});

it('says it of lists', async () => {
  const { ask } = serving();
  // Of a list, each by a look into it.
  const { executed } = await ask(`{ standings ${fields} }`);
  expect(others.map((_, index) => executed.told(['standings', index]))).toEqual(toldOf);
  expect([['standings'], ['standings', 4], ['standings', 0, 'state'], ['standing']].map(executed.told)).toEqual([
    ...Array<undefined>(4),
  ]);
  expect(executed.told(['standings', 0, 'industry'])).toEqual(['Industry.name']);
  const { executed: listed } = await ask('{ periods { months } }');
  expect([['periods'], ['periods', 0]].map(listed.told)).toEqual([undefined, ['Period.months']]);
});
