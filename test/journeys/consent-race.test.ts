import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agency, join, newKey, trusted } from '#test/agencies.ts';
import { ownerOf } from '#test/disclosures.ts';
import { purposeOf } from '#test/gateway.ts';
import { identityNumber } from '#test/members.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// A withdrawal and a bank's question that meet: the bank is answered wholly or not at all, and never after the withdrawal.

let stack: TestStack;
let owner: pg.Client;
let memberId: string;
beforeAll(async () => {
  stack = await startTestStack('2026-08-03');
  owner = await ownerOf(stack.database.ownerUrl);
  const plan = { base: '6000.00', ratio: '20%', mode: 'MONTHLY' };
  memberId = await join(stack, 'changji', { identityNumber: identityNumber('1990-04-01') }, plan);
});
afterAll(async () => {
  await owner?.end();
  await stack?.stop();
});

const rounds = 12;
const question = `query ($consent: ID!) { consentedMember(consent: $consent) {
  greenChannel { eligible tier reasons { clause met } evidence { continuousFullMonths keyIndustry overdue } } } }`;

async function give(textVersion?: string): Promise<string> {
  const terms = { recipient: 'bank-a', purpose: 'GREEN_CHANNEL', validUntil: '2026-12-31', textVersion };
  const told = await agency(stack, 'member-demo', memberId).ask<{ giveConsent: { id: string } }>(
    trusted('member/give-consent'),
    { input: { memberId, ...terms, idempotencyKey: newKey() } },
  );
  return told.giveConsent.id;
}

const asked = async (token: string, consent: string) => {
  const { body, headers } = await stack.ask(token, question, { variables: { consent }, headers: purposeOf('bank') });
  const code = body.errors?.[0]?.extensions['code'];
  const told = (body.data as { consentedMember?: unknown } | undefined)?.consentedMember;
  return { answered: told !== null && told !== undefined, code, correlation: headers.get('x-correlation-id') };
};

describe('a consent that is withdrawn while a bank asks', () => {
  it('CJ-18 AG-03 answers wholly or refuses, and refuses every question that begins after the withdrawal', async () => {
    const token = await stack.token('bank', { client_id: 'bank-a', cities: ['652300', '330500'], scope: '' });
    const self = agency(stack, 'member-demo', memberId);
    for (let round = 0; round < rounds; round += 1) {
      const consent = await give();
      expect((await asked(token, consent)).answered).toBe(true);
      const withdrawing = self.ask(trusted('member/withdraw-consent'), {
        input: { consentId: consent, idempotencyKey: newKey() },
      });
      const meeting = [asked(token, consent), asked(token, consent), asked(token, consent)];
      await withdrawing;
      const after = await asked(token, consent);
      expect(after).toMatchObject({ answered: false, code: 'CONSENT_NOT_VALID' });
      for (const { answered, code, correlation } of await Promise.all(meeting)) {
        expect(answered ? code : (code ?? 'none')).toBe(answered ? undefined : 'CONSENT_NOT_VALID');
        const { rowCount } = await owner.query(
          "SELECT FROM gateway.disclosed WHERE correlation = $1 AND 'GreenChannel.tier' = ANY(fields)",
          [correlation],
        );
        expect(rowCount).toBe(answered ? 1 : 0);
      }
    }
  });

  it('CJ-18 PIPL 23 a member reads the wording before consenting, and gives no consent to another than they read', async () => {
    const self = agency(stack, 'member-demo', memberId);
    const { consentText } = await self.ask<{ consentText: { textVersion: string; fields: { name: string }[] } }>(
      '{ consentText(purpose: GREEN_CHANNEL) { textVersion fields { name meaning } } }',
    );
    const consent = await give(consentText.textVersion);
    const { me } = await self.ask<{ me: { consents: { id: string; fields: string[]; textVersion: string }[] } }>(
      '{ me { consents { id fields textVersion status } } }',
    );
    const given = me.consents.find(({ id }) => id === consent)!;
    expect([...given.fields].sort()).toEqual(consentText.fields.map(({ name }) => name).sort());
    expect(given.textVersion).toBe(consentText.textVersion);
    const terms = { recipient: 'bank-a', purpose: 'GREEN_CHANNEL', validUntil: '2026-12-31' };
    const refused = await self.refused(trusted('member/give-consent'), {
      input: { memberId, ...terms, textVersion: 'green-channel-0', idempotencyKey: newKey() },
    });
    expect(refused).toMatchObject({ code: 'CONSENT_TEXT_CHANGED', field: 'textVersion' });
  });
});
