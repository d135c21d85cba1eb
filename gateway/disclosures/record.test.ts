import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fixedClock } from '#kernel/clock.ts';
import type { Caller } from '#service/caller.ts';
import { openTestLog, type TestLog } from '#test/disclosure-log.ts';
import { purposeMeant } from '../purposes.ts';
import { disclosureRecord } from './record.ts';

let log: TestLog;

beforeEach(async () => {
  log = await openTestLog();
});

afterEach(() => log.close());

const clerk: Caller = {
  ...{ client: 'centre-changji', audience: 'centre', cities: ['652300'], scopes: [], correlation: 'c' },
  ...{ purpose: 'service', officer: 'clerk-7', caseReference: 'case-1' },
};
const asked = { operationName: 'Look', documentHash: 'd', contract: 'k' };
const person = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
// One list for all, as the executor has one for all who were told alike.
const fields = ['Member.city', 'Member.name'];
const told = (number: number) => ({ subject: person(number), fields, basis: null });
const record = () => disclosureRecord(log.database, fixedClock('2026-07-01').now);
const written = async (columns: string) =>
  (await log.owner.query(`SELECT ${columns} FROM disclosed ORDER BY subject`)).rows;

describe('the record of disclosures (AG-06)', () => {
  it('has a row for each person with everything about the request, each person’s own fields and basis', async () => {
    const consented = { subject: person(2), fields: ['Member.city'], basis: 'consent 1' };
    await record().write(clerk, asked, [told(1), consented]);
    const ofBoth = {
      ...{ client: 'centre-changji', audience: 'centre', officer: 'clerk-7', purpose: 'service', correlation: 'c' },
      ...{ case_reference: 'case-1', operation_name: 'Look', document_hash: 'd', contract: 'k' },
      at: '2026-07-01T02:00:00.000Z',
    };
    expect(await written('*')).toMatchObject([
      {
        ...ofBoth,
        subject: person(1),
        fields: ['Member.city', 'Member.name'],
        basis: expect.stringMatching(/第三十四条$/),
      },
      { ...ofBoth, subject: person(2), fields: ['Member.city'], basis: expect.stringMatching(/；consent 1$/) },
    ]);
  });

  it('is written in few commits where many requests end at once, every row before its answer', async () => {
    const to = record();
    const requests = Array.from({ length: 400 }, async (_, number) => {
      await to.write({ ...clerk, correlation: `request-${number}` }, asked, [told(number)]);
      const found = 'SELECT 1 FROM disclosed WHERE correlation = $1';
      expect(await log.database.query(found, [`request-${number}`])).toHaveLength(1);
    });
    await Promise.all(requests);
    const { rows } = await log.owner.query('SELECT count(*)::int AS n FROM disclosure_person GROUP BY xmin::text');
    const commits: number[] = rows.map(({ n }) => n);
    // The first goes alone; no commit takes so many that all who ask wait for it.
    expect(commits.length).toBeLessThan(11);
    expect(Math.max(...commits)).toBeLessThanOrEqual(200);
    expect(commits.filter((n) => n >= 48).length).toBeGreaterThan(2);
  });

  it('is answered only when it is on the disk', async () => {
    await log.owner.query('BEGIN; LOCK TABLE disclosure_person IN EXCLUSIVE MODE');
    let answered = false;
    const writing = record()
      .write(clerk, asked, [told(1)])
      .then(() => {
        answered = true;
      });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(answered).toBe(false);
    await log.owner.query('COMMIT');
    await writing;
    expect(await written('subject')).toHaveLength(1);
  });

  const people = (from: number, count: number) => Array.from({ length: count }, (_, index) => told(from + index));
  it.each([
    ['so many people', [people(0, 500), people(500, 500)]],
    ['so many requests', people(0, 2 * 48).map((one) => [one])],
  ])('is written by two commits at once when a whole one of %s waits, and by one otherwise', async (_, whole) => {
    const waitSql = `SELECT count(*)::int AS n FROM pg_locks WHERE relation = 'disclosure_person'::regclass AND NOT granted`;
    const waiting = async () => (await log.owner.query<{ n: number }>(waitSql)).rows[0]!.n;
    const to = record();
    await log.owner.query('BEGIN; LOCK TABLE disclosure_person IN EXCLUSIVE MODE');
    const writing = [to.write(clerk, asked, [told(9_000)]), to.write(clerk, asked, [told(9_001)])];
    await expect.poll(waiting).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await waiting()).toBe(1);
    writing.push(...whole.map((one) => to.write(clerk, asked, one)));
    await expect.poll(waiting).toBe(2);
    await log.owner.query('COMMIT');
    await Promise.all(writing);
    expect(await written('subject')).toHaveLength(2 + whole.flat().length);
  });

  it('fails for every request of a commit that is refused, and works again when it is not', async () => {
    const to = record();
    const both = () => Promise.allSettled([1, 2].map((number) => to.write(clerk, asked, [told(number)])));
    await log.owner.query('ALTER TABLE disclosure_person RENAME TO away');
    expect((await both()).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await log.owner.query('ALTER TABLE away RENAME TO disclosure_person');
    expect((await both()).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    expect(await written('subject')).toHaveLength(2);
  });

  it('fails for one whose values cannot be written, and not for others of the same commit', async () => {
    const to = record();
    await log.owner.query('BEGIN; LOCK TABLE disclosure_person IN EXCLUSIVE MODE');
    // The first is held up, so that the others share one.
    const all = [8, 9, 1, 2, 3].map((number) =>
      to.write({ ...clerk, officer: number === 2 ? 'a\0b' : 'clerk' }, asked, [told(number)]),
    );
    await log.owner.query('COMMIT');
    const [, , ...three] = (await Promise.allSettled(all)).map(({ status }) => status);
    expect(three).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await written('subject')).toHaveLength(4);
  });

  it('says of each request of a commit what is its own, whatever the others say', async () => {
    const to = record();
    const bank: Caller = { ...clerk, client: 'bank-a', audience: 'bank', purpose: 'green-channel' };
    // Each differs from the first in one thing; the last three, of a bank, are alike but for what is each one's own.
    const requests = [
      {},
      { caller: { ...clerk, client: 'centre-huzhou' } },
      { caller: { ...clerk, purpose: 'audit' } },
      { asked: { ...asked, operationName: null } },
      { asked: { ...asked, documentHash: 'e' } },
      { asked: { ...asked, contract: 'l' } },
      { one: { fields: ['Member.city'] } },
      { caller: bank, one: { basis: 'consent 8' } },
      { caller: { ...bank, officer: 'clerk-9' }, one: { basis: 'consent 9' } },
      { caller: bank },
    ].map(({ caller = clerk, asked: of = asked, one = {} }, index) => ({
      caller: { ...caller, correlation: `request-${index}`, caseReference: `case-${index}` },
      asked: of,
      one: { ...told(index + 1), basis: null, ...one },
    }));
    await log.owner.query('BEGIN; LOCK TABLE disclosure_person IN EXCLUSIVE MODE');
    // The first is held up, so that the others share one.
    const all = [to.write(clerk, asked, [told(0)]), ...requests.map((of) => to.write(of.caller, of.asked, [of.one]))];
    await log.owner.query('COMMIT');
    await Promise.all(all);
    const [, ...rows] = await written('*');
    expect(rows).toMatchObject(
      requests.map(({ caller, asked: { operationName, documentHash, contract }, one }) => ({
        ...{ client: caller.client, audience: caller.audience, purpose: caller.purpose, officer: caller.officer },
        ...{ correlation: caller.correlation, case_reference: caller.caseReference },
        ...{ operation_name: operationName, document_hash: documentHash, contract },
        ...{ subject: one.subject, fields: one.fields },
        basis: purposeMeant(caller.audience, caller.purpose)!.basis + (one.basis ? `；${one.basis}` : ''),
      })),
    );
    const { rows: commits } = await log.owner.query('SELECT 1 FROM disclosure_person GROUP BY xmin::text');
    expect(commits).toHaveLength(2);
  });

  it('takes a thousand persons of one request, and nothing of none', async () => {
    const to = record();
    await to.write(clerk, asked, []);
    expect(await written('subject')).toEqual([]);
    await to.write(
      clerk,
      asked,
      Array.from({ length: 1_000 }, (_, number) => told(number)),
    );
    expect(await written('subject, fields')).toHaveLength(1_000);
  });

  it('is not written for no purpose', async () => {
    const { purpose: _, ...silent } = clerk;
    await expect(record().write(silent, asked, [told(1)])).rejects.toThrow('no purpose');
  });
});
