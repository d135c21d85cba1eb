import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { monotonicMs } from '#kernel/clock.ts';
import { random } from '#local/life/random.ts';
import { type Context, identityKeys, membersContext } from '#members/context.ts';
import { applyToJoin } from '#members/operations/apply-to-join.ts';
import { findTaxpayers } from '#members/operations/find-taxpayers.ts';
import { openIdentity, sealedColumns } from '#members/operations/member-sealed.ts';
import { rotateKeys } from '#members/operations/rotate-keys.ts';
import { systemCaller } from '#service/caller.ts';
import { rows } from '#service/database.ts';
import { type Sealer, sealer } from '#service/sealing.ts';
import { type SeededMember, seedManyMembers } from '#test/many-members.ts';
import { application, callerOf, membersRegister, type Register } from '#test/members.ts';
import { proofSize, report } from './proof-size.ts';

const size = proofSize({ small: { members: 3_500 }, full: { members: 100_000 } });
const draw = random(size.seed);
const indexKey = '2e'.repeat(32);
const [oldest, newest] = [`k1:${'1f'.repeat(32)}`, `k2:${'4d'.repeat(32)}`];
/** An instance that is not renewed yet reads both keys and seals with the old one. */
const [before, after] = [identityKeys(`${oldest},${newest}`, indexKey), identityKeys(`${newest},${oldest}`, indexKey)];
let register: Register;
let seeded: SeededMember[];

const contextWith = (keys: typeof before, caller = systemCaller('members')): Context =>
  membersContext({ database: register.database, clock: register.clock, events: noEvents, caller, keys });
const noEvents = { insert: async () => {} } as never;

beforeAll(async () => {
  register = await membersRegister();
  seeded = await seedManyMembers(register.fresh.ownerUrl, identityKeys(oldest, indexKey), size.members);
}, 600_000);
afterAll(() => register?.close());

const sealedWith = async ({ mark }: Sealer): Promise<number> => {
  const count = `SELECT count(*)::int AS n FROM member WHERE substring(identity_sealed FROM 1 FOR 3) = $1
    AND substring(name_sealed FROM 1 FOR 3) = $1 AND substring(phone_sealed FROM 1 FOR 3) = $1`;
  return (await rows<{ n: number }>(register.database, count, [mark]))[0]!.n;
};

/** A process that rotates the keys and kills itself in the middle of its second chunk. */
const program = `
  import { identityKeys, membersContext } from '#members/context.ts';
  import { openMembersDatabase } from '#members/database.ts';
  import { rotateKeys } from '#members/operations/rotate-keys.ts';
  import { fixedClock } from '#kernel/clock.ts';
  import { systemCaller } from '#service/caller.ts';
  const database = await openMembersDatabase(process.env.URL_OF_TEST, 1);
  let chunks = 0;
  const insert = async () => { chunks += 1; if (chunks === 2) { process.kill(process.pid, 'SIGKILL'); await new Promise(() => {}); } };
  const keys = identityKeys('${newest},${oldest}', '${indexKey}');
  await rotateKeys(membersContext({ database, clock: fixedClock('2026-10-02'), events: { insert }, caller: systemCaller('members'), keys }));
`;

async function killedRotation(): Promise<void> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    env: { ...process.env, URL_OF_TEST: register.fresh.url('members') },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [, signal] = await once(child, 'exit');
  expect(signal).toBe('SIGKILL');
}

type Served = { reads: number; joined: number; slowestMs: number };

/** Tax bureaux ask and people apply at instances before and after the renewal, until the work is done. */
async function servedDuring(work: Promise<unknown>): Promise<Served> {
  const served: Served = { reads: 0, joined: 0, slowestMs: 0 };
  let done = false;
  const ended = work.finally(() => {
    done = true;
  });
  while (!done) {
    const keys = draw.pick([before, after]);
    const asked = Array.from({ length: 20 }, () => draw.pick(seeded));
    const began = monotonicMs();
    const inquiries = asked.map(({ number }) => ({ identityNumber: number }));
    const found = await findTaxpayers(contextWith(keys, callerOf('tax-bureau')), inquiries);
    served.slowestMs = Math.max(served.slowestMs, Math.round(monotonicMs() - began));
    expect(found.map(({ memberId }) => memberId)).toEqual(asked.map(({ id }) => id));
    served.reads += asked.length;
    if (draw.chance(0.2)) {
      await applyToJoin(contextWith(keys, callerOf('centre')), application());
      served.joined += 1;
    }
  }
  await ended;
  return served;
}

describe('the keys of the identity numbers', () => {
  it('are rotated while the register is read and written; one that is killed goes on where it was', async () => {
    await killedRotation();
    // The chunk that was killed is as it was; the one before it is done.
    expect(await sealedWith(after.sealer)).toBe(1_000);
    const began = monotonicMs();
    let seconds = 0;
    const rotation = rotateKeys(contextWith(after)).then(() => {
      seconds = (monotonicMs() - began) / 1_000;
    });
    const served = await servedDuring(rotation);
    expect(served.reads).toBeGreaterThan(0);
    // What an instance sealed with the old key meanwhile is left for the next time, and that is all.
    await rotateKeys(contextWith(after));
    expect(await sealedWith(after.sealer)).toBe(size.members + served.joined);
    report('keys', { ...size, rotatedBeforeTheKill: 1_000, seconds: Number(seconds.toFixed(1)), ...served, lost: 0 });
  }, 600_000);

  it('can be taken away when nothing is sealed with them any more, and every number is what it was', async () => {
    const alone = { sealer: sealer(newest) };
    const sealed = await rows<{ id: string; identity_sealed: Buffer }>(
      register.database,
      'SELECT id, identity_sealed FROM member WHERE id = ANY($1::uuid[])',
      [seeded.map(({ id }) => id)],
    );
    const numbers = new Map(sealed.map((row) => [row.id, openIdentity(alone, row)]));
    expect(seeded.filter(({ id, number }) => numbers.get(id) !== number)).toEqual([]);
  }, 120_000);

  it('are rotated once: again it writes nothing, no line of audit either', async () => {
    const written = () =>
      rows(register.database, "SELECT count(*)::int AS n FROM operation WHERE name = 'rotate-keys'");
    const first = await written();
    await rotateKeys(contextWith(after));
    expect(await written()).toEqual(first);
  });

  it('a text moved to another row or column is refused, and holds up no other', async () => {
    const third = identityKeys(`k3:${'5c'.repeat(32)},${newest},${oldest}`, indexKey);
    const [here, there] = [seeded[0]!, seeded[1]!];
    const steal = `UPDATE member SET identity_sealed = (SELECT identity_sealed FROM member WHERE id = $1),
      name_sealed = phone_sealed WHERE id = $2`;
    await register.database.query(steal, [here.id, there.id]);
    const [moved] = await rows<{ id: string; identity_sealed: Buffer; name_sealed: Buffer }>(
      register.database,
      'SELECT id, identity_sealed, name_sealed FROM member WHERE id = $1',
      [there.id],
    );
    expect(() => openIdentity(after, moved!)).toThrow();
    expect(() => after.sealer.open(moved!.name_sealed, sealedColumns.name, there.id)).toThrow();
    await expect(rotateKeys(contextWith(third))).rejects.toThrow('1 members have a sealed text that does not open');
    const [{ n }] = (await rows<{ n: number }>(register.database, 'SELECT count(*)::int AS n FROM member')) as [
      { n: number },
    ];
    expect(await sealedWith(third.sealer)).toBe(n - 1);
  }, 600_000);
});
