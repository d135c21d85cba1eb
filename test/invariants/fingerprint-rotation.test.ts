import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { monotonicMs } from '#kernel/clock.ts';
import { Refusal } from '#kernel/refusal.ts';
import { random } from '#local/life/random.ts';
import { type Context, type IdentityKeys, identityKeys, membersContext } from '#members/context.ts';
import { applyToJoin } from '#members/operations/apply-to-join.ts';
import { refuseUnfitKeys } from '#members/operations/check-keys.ts';
import { findSpouse } from '#members/operations/find-spouse.ts';
import { findTaxpayers } from '#members/operations/find-taxpayers.ts';
import { renewFingerprints } from '#members/operations/renew-fingerprints.ts';
import { systemCaller } from '#service/caller.ts';
import { rows } from '#service/database.ts';
import { type SeededMember, seedManyMembers } from '#test/many-members.ts';
import { application, callerOf, identityNumber, membersRegister, type Register } from '#test/members.ts';
import { proofSize, report } from './proof-size.ts';

const size = proofSize({ small: { members: 3_500 }, full: { members: 100_000 } });
const draw = random(size.seed);
const sealing = `k1:${'1f'.repeat(32)}`;
const [oldHex, newHex] = ['2e'.repeat(32), '6b'.repeat(32)];
const withIndex = (...keys: string[]) => identityKeys(sealing, keys.join(','), oldHex);
/** The steps in which every instance is renewed; two beside each other may run at the same time. */
const [first, second, third, last] = [
  withIndex(oldHex),
  withIndex(oldHex, `i2:${newHex}`),
  withIndex(`i2:${newHex}`, oldHex),
  withIndex(`i2:${newHex}`),
] as const;
let register: Register;
let seeded: SeededMember[];

const noEvents = { insert: async () => {} } as never;
const contextWith = (keys: IdentityKeys, caller = systemCaller('members')): Context =>
  membersContext({ database: register.database, clock: register.clock, events: noEvents, caller, keys });
const centre = (keys: IdentityKeys) => contextWith(keys, callerOf('centre'));
const fits = (keys: IdentityKeys) => refuseUnfitKeys(register.database, keys);

beforeAll(async () => {
  register = await membersRegister();
  seeded = await seedManyMembers(register.fresh.ownerUrl, first, size.members);
}, 600_000);
afterAll(() => register?.close());

const indexedBy = async (key: string): Promise<number> =>
  (
    await rows<{ n: number }>(register.database, 'SELECT count(*)::int AS n FROM person_index WHERE key = $1', [key])
  )[0]!.n;
const persons = async (): Promise<number> =>
  (await rows<{ n: number }>(register.database, 'SELECT count(*)::int AS n FROM member'))[0]!.n;

/** A process that rotates the index and kills itself in the middle of its second chunk. */
const program = `
  import { identityKeys, membersContext } from '#members/context.ts';
  import { openMembersDatabase } from '#members/database.ts';
  import { renewFingerprints } from '#members/operations/renew-fingerprints.ts';
  import { fixedClock } from '#kernel/clock.ts';
  import { systemCaller } from '#service/caller.ts';
  const database = await openMembersDatabase(process.env.URL_OF_TEST, 1);
  let chunks = 0;
  const insert = async () => { chunks += 1; if (chunks === 2) { process.kill(process.pid, 'SIGKILL'); await new Promise(() => {}); } };
  const keys = identityKeys('${sealing}', 'i2:${newHex},${oldHex}', '${oldHex}');
  await renewFingerprints(membersContext({ database, clock: fixedClock('2026-10-02'), events: { insert }, caller: systemCaller('members'), keys }));
`;

async function killedRotation(): Promise<void> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    env: { ...process.env, URL_OF_TEST: register.fresh.url('members') },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [, signal] = await once(child, 'exit');
  expect(signal).toBe('SIGKILL');
}

const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'joined',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  );

const found = async (keys: IdentityKeys, asked: readonly SeededMember[]): Promise<void> => {
  const inquiries = asked.map(({ number }) => ({ identityNumber: number }));
  const taxpayers = await findTaxpayers(contextWith(keys, callerOf('tax-bureau')), inquiries);
  expect(taxpayers.map(({ memberId }) => memberId)).toEqual(asked.map(({ id }) => id));
};

type Served = { reads: number; joinedOnce: number; refusedAgain: number; slowestMs: number };

/** Persons are asked for, known ones try to join again and new ones join twice at once, at instances of two steps. */
async function servedDuring(work: Promise<unknown>, steps: readonly [IdentityKeys, IdentityKeys]): Promise<Served> {
  const served: Served = { reads: 0, joinedOnce: 0, refusedAgain: 0, slowestMs: 0 };
  let done = false;
  const ended = work.finally(() => {
    done = true;
  });
  while (!done) {
    const asked = Array.from({ length: 20 }, () => draw.pick(seeded));
    const began = monotonicMs();
    await found(draw.pick(steps), asked);
    served.slowestMs = Math.max(served.slowestMs, Math.round(monotonicMs() - began));
    served.reads += asked.length;
    const again = application({ identityNumber: draw.pick(seeded).number });
    expect(await outcome(applyToJoin(centre(draw.pick(steps)), again))).toBe('APPLICATION_EXISTS');
    served.refusedAgain += 1;
    const fresh = application();
    const twice = steps.map((keys, n) =>
      applyToJoin(centre(keys), { ...fresh, idempotencyKey: `${fresh.idempotencyKey}/${n}` }),
    );
    expect((await Promise.all(twice.map(outcome))).sort()).toEqual(['APPLICATION_EXISTS', 'joined']);
    served.joinedOnce += 1;
  }
  await ended;
  return served;
}

describe('the key of the index by which identity numbers are found', () => {
  it('cannot be exchanged at once: who is known by the old one alone could join a second time', async () => {
    await fits(first);
    await fits(second);
    await expect(fits(last)).rejects.toThrow(`IDENTITY_INDEX_KEY: ${size.members} members and 0 declared spouses`);
    const wrong = withIndex('77'.repeat(32));
    await expect(fits(wrong)).rejects.toThrow('key 1 is not the one that was given before');
  });

  it('is learnt by every instance before it leads: whoever joins has a fingerprint under both', async () => {
    const fresh = application();
    await applyToJoin(centre(second), fresh);
    for (const keys of [first, second, third]) {
      const again = { ...fresh, idempotencyKey: 'another' };
      expect(await outcome(applyToJoin(centre(keys), again))).toBe('APPLICATION_EXISTS');
    }
    // The same command is answered as at first, whichever key leads by now.
    const repeated = application();
    const [one, other] = [
      await applyToJoin(centre(second), repeated),
      await outcome(applyToJoin(centre(third), repeated)),
    ];
    expect([one.status, other]).toEqual(['AWAITING_VERIFICATION', 'joined']);
  });

  it('is rotated while persons are found and join; one that is killed goes on where it was, and nobody joins twice', async () => {
    await killedRotation();
    // The chunk that was killed is as it was; the one before it is done, beside those who have joined since.
    expect(await indexedBy('i2')).toBeLessThan(1_000 + 10);
    expect(await indexedBy('i2')).toBeGreaterThanOrEqual(1_000);
    const began = monotonicMs();
    let seconds = 0;
    const rotation = renewFingerprints(contextWith(third)).then(() => {
      seconds = (monotonicMs() - began) / 1_000;
    });
    const served = await servedDuring(rotation, [second, third]);
    expect(served.reads).toBeGreaterThan(0);
    expect([await indexedBy('i2'), await indexedBy('1')]).toEqual([await persons(), await persons()]);
    report('index keys', { ...size, seconds: Number(seconds.toFixed(1)), ...served, lost: 0, joinedTwice: 0 });
  }, 600_000);

  it('joins a couple of whom one was known by the old key before the other came by the new one', async () => {
    const [own, spouse] = [identityNumber('1991-03-02'), identityNumber('1992-04-03', 'FEMALE')];
    const declaring = await applyToJoin(
      centre(second),
      application({ identityNumber: own, spouseIdentityNumber: spouse }),
    );
    const declared = await applyToJoin(centre(third), application({ identityNumber: spouse }));
    const other = declaring.memberId;
    expect((await findSpouse(centre(third), other))?.id).toBe(declared.memberId);
    expect((await findSpouse(centre(last), declared.memberId))?.id).toBe(other);
  });

  it('the old one can be taken away then: its fingerprints go, everybody is found, and the references stay', async () => {
    await fits(last);
    const served = await servedDuring(renewFingerprints(contextWith(last)), [third, last]);
    await renewFingerprints(contextWith(last));
    expect(await indexedBy('i2')).toBe(await persons());
    expect(served.joinedOnce).toBeGreaterThan(0);
    for (let at = 0; at < seeded.length; at += 1_000) await found(last, seeded.slice(at, at + 1_000));
    await expect(fits(first)).rejects.toThrow('can be found only by a key that is not given');
    expect(() => identityKeys(sealing, `i2:${newHex},${oldHex}`)).toThrow('REFERENCE_KEY');
    await expect(fits(identityKeys(sealing, `i2:${newHex}`))).rejects.toThrow('REFERENCE_KEY');
    expect(last.taxReference('652300', seeded[0]!.number)).toBe(first.taxReference('652300', seeded[0]!.number));
  }, 600_000);

  it('is rotated once: again it writes nothing, and the last fingerprint of a person is not taken away', async () => {
    const audit = () =>
      rows(register.database, "SELECT count(*)::int AS n FROM operation WHERE name = 'renew-fingerprints'");
    const before = await audit();
    await renewFingerprints(contextWith(last));
    expect(await audit()).toEqual(before);
    await register.database.query("SELECT forget_fingerprints(ARRAY['unknown'], 1000)");
    expect(await indexedBy('i2')).toBe(await persons());
    await expect(register.database.query('DELETE FROM person_index')).rejects.toThrow('permission denied');
  });
});
