import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { personTokens } from './person-token.ts';

const tokens = personTokens('2e'.repeat(32));
const member = '6f1c2a34-5b67-4c89-9abc-def012345678';

describe('a pairwise token (AG-01, AG-02)', () => {
  it('is always the same for one client and member, and another at every client and under every version', () => {
    const made = ['tax-bureau-changji', 'hr-bureau-changji', 'hr-bureau-huzhou'].flatMap((client) =>
      [1, 2].map((version) => tokens.make(client, version, member)),
    );
    expect(new Set(made).size).toBe(made.length);
    expect(personTokens('2e'.repeat(32)).make('tax-bureau-changji', 1, member)).toBe(made[0]);
    expect(personTokens('2f'.repeat(32)).make('tax-bureau-changji', 1, member)).not.toBe(made[0]);
    for (const token of made) expect(token).not.toContain(member.slice(0, 8));
  });

  it('opens to its own client under whichever version, and to nobody else', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 1, max: 9 }), (id, version) => {
        const token = tokens.make('hr-bureau-changji', version, id);
        expect(tokens.open('hr-bureau-changji', token)).toBe(id);
        expect(tokens.open('hr-bureau-huzhou', token)).toBeUndefined();
        const [, body] = token.split('.');
        expect(tokens.open('hr-bureau-changji', `${version + 1}.${body}`)).toBeUndefined();
      }),
    );
  });

  it('opens to nobody once any letter of it is changed, and no other text does', () => {
    const token = tokens.make('hr-bureau-changji', 1, member);
    for (let at = 2; at < token.length; at += 1) {
      const other = token[at] === 'A' ? 'B' : 'A';
      const changed = tokens.open('hr-bureau-changji', token.slice(0, at) + other + token.slice(at + 1));
      // The last letter has two bits that mean nothing.
      if (at < token.length - 1) expect(changed).toBeUndefined();
    }
    for (const text of [
      '',
      '1.',
      member,
      randomUUID(),
      `0.${token.slice(2)}`,
      `${token}A`,
      `99999.${token.slice(2)}`,
    ]) {
      expect(tokens.open('hr-bureau-changji', text)).toBeUndefined();
    }
  });
});
