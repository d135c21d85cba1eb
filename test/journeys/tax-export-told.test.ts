import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectDue } from '#contributions/jobs/collect.ts';
import { decideCorrection } from '#contributions/operations/decide-correction.ts';
import { proposeCorrection } from '#contributions/operations/propose-correction.ts';
import { readMovements } from '#contributions/operations/read-movements.ts';
import {
  checking,
  type ExportRehearsal,
  exportScope,
  linesOf,
  personsOf,
  reckoned,
  rehearseExport,
} from '#test/tax-export.ts';

let at: ExportRehearsal;

beforeAll(async () => {
  at = await rehearseExport();
  await at.begin(2026, 5);
}, 240_000);
afterAll(() => at?.close());

describe('AG-06 whom an export tells of', () => {
  it('is written down once a person before it leaves, with what they were told and why', async () => {
    const answer = await at.get('tax-year=2026', {
      headers: { ...checking, officer: 'clerk-7', 'case-reference': 'Y-2026' },
    });
    const told = await at.toldOf(answer);
    expect(told.map(({ subject }) => subject).sort()).toEqual(at.people.map(({ memberId }) => memberId).sort());
    for (const row of told) {
      expect(row).toMatchObject({
        client: 'tax-bureau-changji',
        audience: 'tax-bureau',
        officer: 'clerk-7',
        case_reference: 'Y-2026',
        purpose: 'deduction-check',
        operation_name: 'TaxExport',
        document_hash: answer.headers.get('x-export'),
        basis: expect.stringContaining('财税〔2006〕10号'),
        fields: expect.arrayContaining(['Deduction.amount', 'DeductionMonth.period']),
      });
    }
    // Read from the third chunk on, only the two in it.
    expect(await at.toldOf(await at.get('tax-year=2026&from-chunk=3&format=csv'))).toHaveLength(2);
  });

  it('cannot leave when that cannot be written', async () => {
    await at.owner.query('REVOKE INSERT ON gateway.disclosure_person FROM provident_gateway');
    try {
      const answer = await at.get('tax-year=2026');
      expect([answer.status, JSON.parse(answer.text).errors[0].extensions.code]).toEqual([
        503,
        'DISCLOSURE_UNAVAILABLE',
      ]);
      expect(await at.toldOf(answer)).toEqual([]);
    } finally {
      await at.owner.query('GRANT INSERT ON gateway.disclosure_person TO provident_gateway');
    }
    expect((await at.get('tax-year=2026')).broken).toBe(false);
  });

  it('is broken off in the middle with the reason as its last line, and goes on from there', async () => {
    await at.owner.query(`CREATE FUNCTION gateway.third() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF (SELECT count(*) FROM gateway.disclosed WHERE correlation = NEW.correlation) >= 10 THEN RAISE 'full'; END IF;
      RETURN NEW; END $$;
      CREATE TRIGGER third BEFORE INSERT ON gateway.disclosure_telling FOR EACH ROW EXECUTE FUNCTION gateway.third()`);
    const answer = await at.get('tax-year=2026');
    await at.owner.query('DROP FUNCTION gateway.third CASCADE');
    expect([answer.status, answer.broken]).toEqual([200, true]);
    expect(linesOf(answer).at(-1)).toMatchObject({ refused: 'DISCLOSURE_UNAVAILABLE', chunk: 3 });
    expect(personsOf(answer)).toHaveLength(10);
    expect(await at.toldOf(answer)).toHaveLength(10);
    const rest = await at.get('tax-year=2026&from-chunk=3');
    const whole = personsOf(await at.get('tax-year=2026'));
    expect([...personsOf(answer), ...personsOf(rest)]).toEqual(whole);
  });
});

describe('CJ-14 what has changed since it was exported', () => {
  it('CJ-14 is refused by the name of the chunk when read again, and told by a correction', async () => {
    const before = await at.get('tax-year=2026');
    const reference = before.headers.get('x-export')!;
    at.stack.clock.set('2026-11-20');
    await collectDue(at.stack.world.runs.contributions, '652300', '2026-11-20');
    at.stack.clock.set('2026-11-21');
    const again = await at.get('tax-year=2026');
    expect([again.status, JSON.parse(again.text).errors[0].extensions]).toEqual([
      409,
      { code: 'EXPORT_CHANGED', rule: 'chunk 1', correlation: expect.any(String) },
    ]);
    const correction = await at.get(`tax-year=2026&correction-of=${reference}`);
    expect(linesOf(correction)[0]).toMatchObject({ correctionOf: reference, taxYear: 2026, capRatio: '12%' });
    expect(personsOf(correction)).toHaveLength(12);
    expect(personsOf(correction).every((line) => (line['months'] as unknown[]).length === 4)).toBe(true);
    expect((await at.get(`tax-year=2026&correction-of=${reference}`)).bytes.equals(correction.bytes)).toBe(true);
  });

  it('CJ-14 A.9 a contribution that was taken back is in the correction of its year no more', async () => {
    const [person] = at.people;
    const own = at.stack.world.contributions['652300'];
    const by = (officer: string) => ({ ...own, caller: { ...own.caller, officer } });
    const { edges } = await readMovements(own, person!.memberId, { first: 50 });
    const movementId = edges.find(({ node }) => node.period === '2026-09')!.node.id;
    const proposal = { movementId, reason: 'BANK_RETURNED' as const, note: '银行退回', idempotencyKey: 'propose' };
    const { id } = await proposeCorrection(by('one'), proposal);
    const before = await at.owner.query('SELECT reference FROM contributions.tax_export ORDER BY id DESC LIMIT 1');
    await decideCorrection(by('two'), { correctionId: id, decision: 'BOOK', idempotencyKey: 'decide' });
    const lines = personsOf(await at.get(`tax-year=2026&correction-of=${before.rows[0].reference}`));
    expect(lines.map(({ reference }) => reference)).toEqual([reckoned('652300', person!)]);
    const months = (lines[0]!['months'] as { period: string }[]).map(({ period }) => period);
    expect(months).toEqual(['2026-08', '2026-10', '2026-11']);
  });
});

describe('AG-01 who may export', () => {
  it('AG-01 the bureau of the city with the scope and the purpose, nobody else', async () => {
    expect(await at.refused('tax-year=2026', { headers: {} })).toEqual([400, 'PURPOSE_REQUIRED', 'purpose']);
    expect(await at.refused('tax-year=2026', { token: await at.bureau('changji', { scope: '' }) })).toEqual([
      403,
      'FORBIDDEN',
      exportScope,
    ]);
    expect(await at.refused('tax-year=2026&city=HUZHOU')).toEqual([403, 'FORBIDDEN', 'jurisdiction']);
    for (const audience of ['hr-bureau', 'bank', 'centre', 'regulator', 'member'] as const) {
      const other = { token: await at.stack.token(audience, { scope: exportScope }), headers: { purpose: 'service' } };
      expect(await at.refused('tax-year=2026', other)).toEqual([404, 'NOT_FOUND', undefined]);
    }
    expect((await at.get('tax-year=2026', { token: 'none' })).status).toBe(401);
    const answer = await at.get('tax-year=2026', { token: await at.bureau('huzhou') });
    expect(personsOf(answer).map(({ reference }) => reference)).toEqual([reckoned('330500', at.huzhou)]);
    // An export of one city is none of the other's.
    const foreign = `tax-year=2026&correction-of=${answer.headers.get('x-export')}`;
    expect(await at.refused(foreign)).toEqual([403, 'FORBIDDEN', 'jurisdiction']);
  });

  it('AG-01 asks for nothing in the address but year, format, chunk, city and what is corrected', async () => {
    const wrong = [
      '',
      'tax-year=26',
      'tax-year=2026&format=xlsx',
      'tax-year=2026&identity=x',
      'tax-year=2026&tax-year=2026',
    ];
    for (const query of wrong) expect(await at.refused(query)).toEqual([400, 'INVALID_INPUT', 'parameters']);
    expect(await at.refused('tax-year=2030')).toEqual([400, 'INVALID_INPUT', 'tax-year']);
    const posted = await fetch(`${at.stack.url.replace('/graphql', '/exports/tax')}?tax-year=2026`, {
      method: 'POST',
      headers: { authorization: `Bearer ${at.token}`, ...checking },
    });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET']);
  });

  it('AG-01 one export at a time for a bureau, until it has ended', async () => {
    await at.owner.query(
      `INSERT INTO gateway.export_lease VALUES ('tax-bureau-busy', 'another', $1) ON CONFLICT (client) DO UPDATE SET until = $1`,
      ['2026-11-21T02:01:00Z'],
    );
    const busy = await at.bureau('huzhou', { client_id: 'tax-bureau-busy' });
    expect(await at.refused('tax-year=2026', { token: busy })).toEqual([409, 'IN_PROGRESS', undefined]);
    // One that was left by a crash ends by itself.
    at.stack.clock.set('2026-11-22');
    expect((await at.get('tax-year=2026', { token: busy })).status).toBe(200);
    expect((await at.get('tax-year=2026', { token: busy })).status).toBe(200);
  });

  it('AG-01 a reader who leaves in the middle lets the next one begin at once', async () => {
    const url = `${at.stack.url.replace('/graphql', '/exports/tax')}?tax-year=2026`;
    const token = await at.bureau('huzhou', { client_id: 'tax-bureau-leaving' });
    // Nothing is written down while this is held, so that the stream has begun and stands still.
    await at.owner.query('BEGIN; LOCK TABLE gateway.disclosure_person IN SHARE MODE');
    const leaving = new AbortController();
    const left = fetch(url, { headers: { authorization: `Bearer ${token}`, ...checking }, signal: leaving.signal });
    const waiting = "SELECT 1 FROM pg_locks WHERE relation = 'gateway.disclosure_person'::regclass AND NOT granted";
    await expect.poll(async () => (await at.owner.query(waiting)).rowCount).toBe(1);
    expect(await at.refused('tax-year=2026', { token })).toEqual([409, 'IN_PROGRESS', undefined]);
    leaving.abort();
    await expect(left).rejects.toThrow();
    await at.owner.query('COMMIT');
    await expect.poll(async () => (await at.get('tax-year=2026', { token })).status).toBe(200);
  });
});
