import { describe, expect, it } from 'vitest';
import { beforeTheFirst, checkpointNote, openCheckpoint } from './checkpoint.ts';
import { sha256 } from './merkle.ts';
import { disclosureKeys, openNote, signedNote, verifierFrom } from './signing.ts';

// From the documentation of Go's golang.org/x/mod/sumdb/note, the first implementation of signed notes.
const foreignKey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const foreignText = `If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n`;
const foreignNote = `${foreignText}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;

const [signer, other] = disclosureKeys(`a:${'1a'.repeat(32)},b:${'2b'.repeat(32)}`);
const checkpoint = {
  size: 7,
  root: sha256('root'),
  number: 1,
  previous: beforeTheFirst,
  at: '2026-07-01T02:00:00.000Z',
};

describe('a signed note', () => {
  it('is read as others write it', () => {
    expect(openNote(foreignNote, [verifierFrom(foreignKey)])).toBe(foreignText);
    expect(openNote(foreignNote.replace('your', 'my'), [verifierFrom(foreignKey)])).toBeUndefined();
  });

  it('is checked with the key as it is given to others, by nobody else’s', () => {
    const note = signedNote('text\n', signer!);
    expect(openNote(note, [verifierFrom(signer!.verifierText)])).toBe('text\n');
    expect(openNote(note, [verifierFrom(other!.verifierText)])).toBeUndefined();
    expect(openNote(note, [])).toBeUndefined();
  });

  it('is not taken for signed by a key that only has the same name', () => {
    const [imposter] = disclosureKeys(`a:${'3c'.repeat(32)}`);
    expect(openNote(signedNote('text\n', imposter!), [signer!])).toBeUndefined();
  });

  it('may carry the signatures of witnesses as well', () => {
    const note = `${signedNote('text\n', signer!)}— witness AAAA\n`;
    expect(openNote(note, [signer!])).toBe('text\n');
  });
});

describe('a checkpoint', () => {
  it('says what was signed and by which key, and nothing after a change of any byte of it', () => {
    const note = checkpointNote(checkpoint, signer!);
    expect(openCheckpoint(note, [other!, signer!])).toMatchObject(checkpoint);
    const text = note.slice(0, note.indexOf('\n\n'));
    for (let at = 0; at < text.length; at += 1) {
      const changed = `${note.slice(0, at)}${note[at] === '1' ? '2' : '1'}${note.slice(at + 1)}`;
      expect(openCheckpoint(changed, [signer!])).toBeUndefined();
    }
  });

  it('is refused in any other form, though it be signed', () => {
    for (const text of ['x\n', `provident-graph/disclosures\n07\n${sha256('').toString('base64')}\n`]) {
      expect(openCheckpoint(signedNote(text, signer!), [signer!])).toBeUndefined();
    }
  });
});

it('refuses settings that are no keys', () => {
  for (const text of ['', 'a', 'a:12', `a b:${'1a'.repeat(32)}`, `:${'1a'.repeat(32)}`]) {
    expect(() => disclosureKeys(text)).toThrow('DISCLOSURE_KEYS');
  }
  expect(() => verifierFrom(foreignKey.replace('Peter', 'Paul'))).toThrow('does not fit');
});
