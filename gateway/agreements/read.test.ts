import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readAgreement } from './read.ts';

const good = readFileSync(new URL('bank-a.yaml', import.meta.url), 'utf8');
const read = (yaml: string, file = 'bank-a.yaml') => readAgreement(yaml, file);

describe('an agreement', () => {
  it('is read whole, and its fields are coordinates of the graph', () => {
    const { client, standing, purposes, rate } = read(good);
    expect([client, standing, rate.lookupsPerDay]).toEqual(['bank-a', 'demonstration', 2000]);
    expect(purposes['green-channel']).toMatchObject({ consent: 'required', caseReference: 'required' });
    expect(purposes['green-channel']!.fields).toContain('GreenChannel.tier');
  });

  const wrong: Record<string, [(yaml: string) => string, RegExp]> = {
    'an unknown key': [(yaml) => `${yaml}\nsecret: true\n`, /secret/],
    'a missing key': [(yaml) => yaml.replace(/^until: .*\n/m, ''), /until/],
    'a key twice': [(yaml) => `${yaml}\nclient: bank-b\n`, /unique/],
    'a day that does not exist': [(yaml) => yaml.replace('2029-12-31', '2029-02-30'), /must be a date/],
    'an end before its beginning': [(yaml) => yaml.replace('2029-12-31', '2019-12-31'), /is before from/],
    'a city of no pilot': [(yaml) => yaml.replace('652300', '110000'), /pilot city/],
    'a city twice': [(yaml) => yaml.replace('652300, 330500', '652300, 652300'), /names one twice/],
    'a rate of nothing': [(yaml) => yaml.replace('lookupsPerDay: 2000', 'lookupsPerDay: 0'), /whole number from 1/],
    'a rate in words': [(yaml) => yaml.replace('lookupsPerDay: 2000', 'lookupsPerDay: many'), /whole number from 1/],
    'a purpose of another audience': [
      (yaml) => yaml.replace('  green-channel:', '  deduction-check:'),
      /no purpose of bank/,
    ],
    'a field that is no name': [(yaml) => yaml.replace('[greenChannel]', '["*"]'), /fields/],
    'an alias': [(yaml) => yaml.replace('party: 银行甲', 'party: *nobody'), /alias/i],
  };
  for (const [what, [change, said]] of Object.entries(wrong)) {
    it(`is refused for ${what}, naming file and place`, () => {
      expect(change(good)).not.toBe(good);
      expect(() => read(change(good))).toThrow(said);
      expect(() => read(change(good))).toThrow(/^bank-a\.yaml/);
    });
  }

  it('is refused under another client’s name', () => {
    expect(() => read(good, 'bank-b.yaml')).toThrow('bank-b.yaml: client: must be the name of the file');
  });
});
