import { describe, expect, it } from 'vitest';
import { count, flag, list, money, oneOf, percent, record } from './decode.ts';
import { readPolicy } from './read.ts';
import { figure, group, optional } from './shape.ts';

const shape = group({
  base: figure(money),
  ratio: optional(figure(percent)),
  rules: group({
    months: figure(count),
    first: optional(figure(flag)),
    modes: optional(figure(list(oneOf('monthly', 'yearly')))),
    tiers: optional(figure(list(record({ tier: oneOf('A', 'B'), months: count })))),
  }),
});

const dated = (value: string, from = '2026-07-01') =>
  `- { from: ${from}, value: ${value}, reference: 公告, status: draft }`;
const months = 'rules:\n  months:\n    - { from: 2026-07-01, value: 3, reference: 公告, status: draft }\n';
const read = (yaml: string) => readPolicy(yaml, { file: 'city.yaml', shape, prefix: '' });
const withBase = (entries: string) => `base:\n  ${entries}\n${months}`;

describe('the strict reader', () => {
  it('keeps every scalar a text, so that 35283.00 is yuan and not fen', () => {
    expect(read(withBase(dated('35283.00'))).get('base')?.[0]?.value).toBe(3528300n);
  });

  it('gives a figure its name, date, document, standing and the value as written', () => {
    expect(read(withBase(dated('718.00'))).get('base')).toEqual([
      { name: 'base', value: 71800n, text: '718.00', from: '2026-07-01', reference: '公告', status: 'draft' },
    ]);
  });

  const ruled = (more: string) => withBase(dated('718.00')) + more;
  it.each([
    [
      'an amount without its two places',
      withBase(dated('35283')),
      'city.yaml base[0].value: must be yuan with two places',
    ],
    ['an amount with a thousands comma', withBase(dated('"35,283.00"')), 'city.yaml base[0].value: must be yuan'],
    ['a negative amount', withBase(dated('-718.00')), 'city.yaml base[0].value: must be yuan'],
    [
      'a percentage without its sign',
      ruled(`ratio:\n  ${dated('0.5')}\n`),
      'city.yaml ratio[0].value: must be a percentage',
    ],
    ['a day that does not exist', withBase(dated('718.00', '2026-02-30')), 'city.yaml base[0].from: must be a date'],
    ['an empty value', withBase(dated('""')), 'city.yaml base[0].value: must not be empty'],
    ['an unknown key in a group', ruled('rations: 1\n'), 'city.yaml: unknown key rations'],
    ['a missing key', months, 'city.yaml: missing key base'],
    [
      'a missing key in a nested group',
      `base:\n  ${dated('1.00')}\nrules: {}\n`,
      'city.yaml rules: missing key months',
    ],
    [
      'an unknown key in a figure',
      withBase('- { from: 2026-07-01, value: 1.00, reference: x, status: draft, til: 2027 }'),
      'city.yaml base[0]: unknown key til',
    ],
    [
      'a figure without its document',
      withBase('- { from: 2026-07-01, value: 1.00, status: draft }'),
      'city.yaml base[0]: missing key reference',
    ],
    [
      'a standing that is none of the three',
      withBase('- { from: 2026-07-01, value: 1.00, reference: x, status: law }'),
      'city.yaml base[0].status: must be one of in force, draft, unknown',
    ],
    [
      'an unknown figure without a note on whose number it is',
      withBase('- { from: 2026-07-01, value: 1.00, reference: x, status: unknown }'),
      'city.yaml base[0]: an unknown figure needs a note',
    ],
    ['a duplicate key', `${withBase(dated('1.00'))}base: x\n`, 'Map keys must be unique'],
    [
      'dates out of order',
      withBase(`${dated('1.00')}\n  ${dated('2.00', '2025-07-01')}`),
      'city.yaml base[1].from: 2025-07-01 must be later than 2026-07-01',
    ],
    [
      'two values from the same day',
      withBase(`${dated('1.00')}\n  ${dated('2.00')}`),
      'city.yaml base[1].from: 2026-07-01 must be later',
    ],
    [
      'a bare value where dated ones belong',
      `base: 718.00\n${months}`,
      'city.yaml base: must be a list of dated values',
    ],
    ['a figure without any value', `base: []\n${months}`, 'city.yaml base: must be a list of dated values'],
    [
      'a yes that is not true or false',
      `${ruled('')}  first:\n    ${dated('yes')}\n`,
      'city.yaml rules.first[0].value: must be true or false',
    ],
    [
      'an item of a list that is none of the known',
      `${ruled('')}  modes:\n    ${dated('[monthly, weekly]')}\n`,
      'city.yaml rules.modes[0].value[1]: must be one of',
    ],
    [
      'a missing part of a listed record',
      `${ruled('')}  tiers:\n    ${dated('[{ tier: A }]')}\n`,
      'city.yaml rules.tiers[0].value[0]: missing key months',
    ],
    ['a typed scalar', withBase(dated('!!float 718.00')), 'city.yaml: Unresolved tag'],
    ['a text that is not YAML', 'base: [', 'city.yaml: '],
    ['an empty file', '', 'city.yaml: must be a group of keys'],
  ])('refuses %s', (_, yaml, message) => {
    expect(() => read(yaml)).toThrow(message);
  });
});
