import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '#kernel/clock.ts';
import { startTestIssuer, type TestIssuer } from '#test/tokens.ts';
import { authenticator } from './authenticate.ts';

let issuer: TestIssuer;

beforeAll(async () => {
  issuer = await startTestIssuer();
});

afterAll(() => issuer.stop());

const claims = { client_id: 'bank-a', audience_class: 'bank', cities: ['652300'] };
const open = (more: Partial<Parameters<typeof authenticator>[0]> = {}) =>
  authenticator({ issuer: issuer.url, audience: issuer.audience, clock: systemClock, ...more });

describe('the issuer’s keys', () => {
  it('change under load without a request lost, if the next one is published before it signs', async () => {
    const tokens = open({ refreshMs: 50 });
    const outcomes: string[] = [];
    let sent = 0;
    // Every token is a new one, so that none is taken from memory.
    const some = async () => {
      const asked = Array.from({ length: 8 }, async () => {
        sent += 1;
        return tokens.caller(await issuer.token({ ...claims, jti: String(sent) }));
      });
      const answered = await Promise.allSettled(asked);
      outcomes.push(...answered.map((each) => (each.status === 'fulfilled' ? each.value.client : String(each.reason))));
    };
    await some();
    for (let round = 0; round < 4; round += 1) {
      await issuer.publishNext();
      const before = issuer.keyRequests();
      while (issuer.keyRequests() === before) await some();
      await pause(200);
      await issuer.rotate({ keepOld: true });
      for (let n = 0; n < 4; n += 1) await some();
    }
    expect(new Set(outcomes)).toEqual(new Set(['bank-a']));
    expect(outcomes.length).toBe(sent);
  });

  it('stay as they are while the issuer is away', async () => {
    const leaving = await startTestIssuer();
    const { url, audience } = leaving;
    const tokens = authenticator({ issuer: url, audience, clock: systemClock, refreshMs: 1 });
    const [first, second] = [await leaving.token(claims), await leaving.token({ ...claims, jti: 'second' })];
    expect(await tokens.caller(first)).toMatchObject({ client: 'bank-a' });
    await leaving.stop();
    await pause(20);
    expect(await tokens.caller(second)).toMatchObject({ client: 'bank-a' });
  });

  it('are not taken from where an issuer sends one', async () => {
    const away = createServer((_, response) =>
      response.writeHead(307, { location: `${issuer.url}/.well-known` }).end(),
    );
    await new Promise<void>((resolve) => void away.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(away.address() as AddressInfo).port}`;
    const tokens = authenticator({ issuer: url, audience: issuer.audience, clock: systemClock });
    await expect(tokens.caller(await issuer.token(claims))).rejects.toMatchObject({
      extensions: { code: 'UNAVAILABLE' },
    });
    away.close();
  });
});

describe('a token', () => {
  it.each(['at once', 'later'])(
    'is asked for its revocation each time, also from memory, answered %s',
    async (when) => {
      let revoked = false;
      const tokens = open({ revoked: () => (when === 'later' ? Promise.resolve(revoked) : revoked) });
      const token = await issuer.token({ ...claims, jti: when });
      expect(await tokens.caller(token)).toMatchObject({ client: 'bank-a' });
      revoked = true;
      await expect(async () => tokens.caller(token)).rejects.toMatchObject({ extensions: { rule: 'revoked' } });
    },
  );

  it('bound to a certificate is worth nothing with another, or none', async () => {
    const tokens = open();
    const mine = 'm'.repeat(43);
    const token = await issuer.token({ ...claims, cnf: { 'x5t#S256': mine } });
    expect(await tokens.caller(token, mine)).toMatchObject({ client: 'bank-a' });
    for (const other of ['o'.repeat(43), undefined]) {
      await expect(async () => tokens.caller(token, other)).rejects.toMatchObject({
        extensions: { rule: 'certificate' },
      });
    }
  });

  it('bound to something else, which nobody here can check, is refused', async () => {
    const token = await issuer.token({ ...claims, cnf: { jkt: 'x'.repeat(43) } });
    await expect(open().caller(token)).rejects.toMatchObject({ extensions: { rule: 'claims' } });
  });

  it('must be bound where the agreement says so', async () => {
    const tokens = open({ mustBind: (client) => client === 'bank-a' });
    await expect(tokens.caller(await issuer.token(claims))).rejects.toMatchObject({
      extensions: { rule: 'certificate' },
    });
    const other = await issuer.token({ ...claims, client_id: 'bank-b' });
    expect(await tokens.caller(other)).toMatchObject({ client: 'bank-b' });
  });
});
