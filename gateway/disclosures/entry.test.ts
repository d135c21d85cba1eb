import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Entry, entryBytes, entryHash } from './entry.ts';
import { leafHash } from './merkle.ts';

const entry: Entry = {
  id: '1',
  at: '2026-07-01T02:00:00.000000Z',
  correlation: 'c',
  client: 'bank-a',
  audience: 'bank',
  officer: null,
  purpose: 'green-channel',
  caseReference: null,
  operationName: null,
  documentHash: 'h',
  contract: 'k',
  basis: '个人信息保护法',
  subject: '00000000-0000-4000-8000-000000000001',
  fields: ['Member.city'],
};

const text = fc.string({ unit: 'grapheme', maxLength: 5 });
const maybe = fc.option(text, { nil: null });
const entries: fc.Arbitrary<Entry> = fc.record({
  id: text,
  at: text,
  correlation: text,
  client: text,
  audience: text,
  officer: maybe,
  purpose: text,
  caseReference: maybe,
  operationName: maybe,
  documentHash: text,
  contract: text,
  basis: text,
  subject: text,
  fields: fc.array(text, { maxLength: 3 }),
});

describe('the bytes of an entry', () => {
  it('are as they are documented', () => {
    const bytes = entryBytes(258, entry);
    const heading = Buffer.from('provident-graph/disclosure/1').toString('hex');
    expect(bytes.toString('hex').startsWith(`${heading}0000000000000102${'0100000001'}31${'010000001b'}`)).toBe(true);
    expect(bytes.subarray(-21).toString('hex')).toBe(
      `${'0200000001'}${'010000000b'}${Buffer.from('Member.city').toString('hex')}`,
    );
    expect(entryHash(258, entry).equals(leafHash(bytes))).toBe(true);
  });

  it('are no other entry’s, nor its own at another position', () => {
    fc.assert(
      fc.property(entries, entries, fc.nat(3), fc.nat(3), (one, other, here, there) => {
        const same = here === there && JSON.stringify(one) === JSON.stringify({ ...one, ...other });
        expect(entryBytes(here, one).equals(entryBytes(there, other))).toBe(same);
      }),
      { numRuns: 2_000 },
    );
    // Where one value ends and the next begins, and nothing from an empty text, is part of what is sealed.
    const pairs: Partial<Entry>[][] = [
      [
        { client: 'ab', audience: 'c' },
        { client: 'a', audience: 'bc' },
      ],
      [{ officer: null }, { officer: '' }],
      [
        { officer: 'x', caseReference: null },
        { officer: null, caseReference: 'x' },
      ],
      [{ fields: ['a', 'b'] }, { fields: ['ab'] }],
      [{ fields: [] }, { fields: [''] }],
    ];
    for (const [one, other] of pairs) {
      expect(entryHash(0, { ...entry, ...one }).equals(entryHash(0, { ...entry, ...other }))).toBe(false);
    }
  });

  it('grow with what is in it', () => {
    const fields = Array.from({ length: 5_000 }, (_, at) => `Type.field${at}`);
    expect(entryBytes(0, { ...entry, fields }).length).toBeGreaterThan(60_000);
  });

  it('do not exist for what is no entry', () => {
    for (const fields of [[['a']], [null]]) {
      expect(() => entryHash(0, { ...entry, fields: fields as never })).toThrow(TypeError);
    }
  });
});
