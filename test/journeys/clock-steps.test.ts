import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { authenticator } from '#gateway/authenticate.ts';
import { seal } from '#gateway/disclosures/seal.ts';
import { storedLog } from '#gateway/disclosures/stored-log.ts';
import { verifyLog } from '#gateway/disclosures/verify.ts';
import { addSeconds, type Clock, civilDateOf, monotonicMs, systemClock } from '#kernel/clock.ts';
import { serveMembers } from '#members/serve.ts';
import { keysFor, signCaller } from '#service/caller.ts';
import { openDatabase } from '#service/database.ts';
import { testSealing } from '#test/disclosure-log.ts';
import { countDisclosures, ownerOf } from '#test/disclosures.ts';
import { startTestGateway, type TestGateway, testCallerKeys } from '#test/gateway.ts';
import { approved, callerOf, membersRegister } from '#test/members.ts';
import { type Misbehaving, misbehaving } from '#test/misbehaving.ts';

// The clock of one machine, or of all, is set five minutes forward or back while they serve: nobody is told anything on
// an introduction or a token that the clock no longer bears out, deadlines stay as long as they were, and all is well as
// soon as the clock is.

/** The machine's clock, and how far it is off. */
function steppingClock(): Clock & { off(seconds: number): void } {
  let seconds = 0;
  const now = () => addSeconds(systemClock.now(), seconds);
  return {
    now,
    today: () => civilDateOf(now()),
    off: (by) => {
      seconds = by;
    },
  };
}

const steps = [
  ['forward', 300],
  ['back', -300],
] as const;
const query = '{ me { name city } }';
const keys = testCallerKeys();
const [doors, registers] = [steppingClock(), steppingClock()];

let register: Awaited<ReturnType<typeof membersRegister>>;
let members: Awaited<ReturnType<typeof serveMembers>>;
let risk: Misbehaving;
let gateway: TestGateway;
let owner: Awaited<ReturnType<typeof ownerOf>>;
let token: string;

beforeAll(async () => {
  register = await membersRegister(systemClock.today());
  const { memberId } = await approved(register, {});
  members = await serveMembers({
    ...{ url: register.fresh.url('members'), port: 0, keys: keysFor(keys, 'members') },
    ...{ identity: register.keys, clock: registers },
  });
  risk = await misbehaving();
  const subgraphUrls = { members: `http://127.0.0.1:${members.port}/graphql`, risk: risk.url };
  gateway = await startTestGateway({ keys, subgraphUrls, clock: doors, database: register.fresh });
  owner = await ownerOf(register.fresh.ownerUrl);
  token = await gateway.token('member', { member: memberId, scope: 'member:read' });
});
afterEach(() => {
  doors.off(0);
  registers.off(0);
});
afterAll(async () => {
  await owner.end();
  await gateway.stop();
  await members.stop();
  await risk.stop();
  await register.close();
});

const ask = () => gateway.ask(token, query);

async function expectTold(): Promise<void> {
  const { body } = await ask();
  expect(body.errors).toBeUndefined();
  expect(body.data).toMatchObject({ me: { city: 'CHANGJI' } });
}

for (const [way, seconds] of steps) {
  describe(`set five minutes ${way}`, () => {
    for (const [whose, clock] of [
      ['the gateway', doors],
      ['a register', registers],
    ] as const) {
      it(`the clock of ${whose} has nobody told anything, and nothing written down, until it is right again`, async () => {
        await expectTold();
        const before = await countDisclosures(owner);
        clock.off(seconds);
        const { text, body } = await ask();
        expect(body.errors).toMatchObject([{ message: 'Internal fault', extensions: { code: 'INTERNAL' } }]);
        expect(text).not.toMatch(/CHANGJI|signature|clock/);
        expect(await countDisclosures(owner)).toBe(before);
        clock.off(0);
        await expectTold();
      });
    }

    it('the clocks of both are as good as before', async () => {
      doors.off(seconds);
      registers.off(seconds);
      await expectTold();
    });

    it('a clock does not let an introduction be used twice', async () => {
      const body = JSON.stringify({ query: '{ __typename }' });
      const caller = callerOf('centre');
      const headers = signCaller(keysFor(keys, 'members'), caller, body, systemClock.now());
      const send = async () => {
        const sent = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body };
        return (await fetch(`http://127.0.0.1:${members.port}/graphql`, sent)).status;
      };
      expect(await send()).toBe(200);
      registers.off(seconds);
      expect(await send()).toBe(401);
      registers.off(0);
      expect(await send()).toBe(401);
    });

    it('a clock neither shortens nor lengthens what a subgraph is waited for', async () => {
      risk.behave = () => doors.off(seconds);
      const began = monotonicMs();
      const { body } = await gateway.ask(await gateway.token('regulator'), '{ pools { id } }');
      expect(body.errors).toMatchObject([{ extensions: { code: 'DEADLINE_EXCEEDED' } }]);
      expect(monotonicMs() - began).toBeGreaterThan(1_900);
      expect(monotonicMs() - began).toBeLessThan(3_500);
    });

    it('a clock proves no token that it finds expired or issued in the future', async () => {
      const clock = steppingClock();
      const { url: issuer, audience } = gateway.issuer;
      const tokens = authenticator({ issuer, audience, clock });
      const short = () =>
        gateway.issuer.token({ client_id: 'bank-a', audience_class: 'bank', cities: ['652300'] }, { expires: '3m' });
      const [early, late] = [await short(), await short()];
      clock.off(seconds);
      await expect(tokens.caller(early)).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
      clock.off(0);
      expect(await tokens.caller(late)).toMatchObject({ client: 'bank-a' });
      // What was proven is believed for as long as it really lives, whatever the clock says meanwhile.
      clock.off(seconds);
      expect(await tokens.caller(late)).toMatchObject({ client: 'bank-a' });
    });
  });
}

it('AG-06 leaves a log that is whole, whatever times are written in it', async () => {
  for (const seconds of [300, -300, 0]) {
    doors.off(seconds);
    registers.off(seconds);
    await expectTold();
  }
  const database = await openDatabase({ url: register.fresh.url('gateway'), schema: 'gateway' });
  await seal(database, testSealing);
  const verdict = await verifyLog(storedLog(database), testSealing.keys);
  await database.destroy();
  expect(verdict.findings).toEqual([]);
  expect(verdict.rows).toBe(await countDisclosures(owner));
});
