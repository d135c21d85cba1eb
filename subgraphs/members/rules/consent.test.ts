import { describe, expect, test } from 'vitest';
import { policyOn } from '#policy/policy.ts';
import { consentCovers, consentStatus, fieldsTold, latestConsentEnd } from './consent.ts';

const terms = {
  recipient: 'bank-a',
  purpose: 'GREEN_CHANNEL',
  validUntil: '2027-03-31',
  withdrawnAt: '2027-01-10T02:00:00.000Z',
  fields: fieldsTold('GREEN_CHANNEL'),
} as const;
const open = { ...terms, withdrawnAt: null };
const at = (now: string, today: string) => ({ recipient: 'bank-a', purpose: 'GREEN_CHANNEL', now, today }) as const;

describe('a consent', () => {
  test('CJ-18 holds through its last day and not a day longer', () => {
    expect(consentCovers(open, at('2027-03-31T15:59:59.999Z', '2027-03-31'))).toBe(true);
    expect(consentStatus(open, '2027-03-31T16:00:00.000Z', '2027-04-01')).toBe('EXPIRED');
  });

  test('CJ-18 ends at the moment it is withdrawn', () => {
    expect(consentStatus(terms, '2027-01-10T01:59:59.999Z', '2027-01-10')).toBe('ACTIVE');
    expect(consentStatus(terms, '2027-01-10T02:00:00.000Z', '2027-01-10')).toBe('WITHDRAWN');
  });

  test('AG-03 lets nobody but its recipient ask, and for nothing but its purpose', () => {
    const asked = at('2026-10-01T02:00:00.000Z', '2026-10-01');
    expect(consentCovers(open, { ...asked, recipient: 'bank-b' })).toBe(false);
    expect(consentCovers({ ...open, purpose: 'OTHER' }, asked)).toBe(false);
    expect(consentCovers(open, asked)).toBe(true);
  });

  test('PIPL 23 to fewer fields than are told now, as an older wording named them, does not suffice', () => {
    const asked = at('2026-10-01T02:00:00.000Z', '2026-10-01');
    expect(consentCovers({ ...open, fields: open.fields.slice(1) }, asked)).toBe(false);
    expect(consentCovers({ ...open, fields: [...open.fields, 'account.balance'] }, asked)).toBe(true);
  });

  test('PIPL 23 lasts at most as long as policy lets it', () => {
    const { national } = policyOn('652300', '2026-10-01');
    expect(latestConsentEnd('2026-10-01', national)).toBe('2027-10-01');
  });
});
