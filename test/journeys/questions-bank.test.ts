import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeMonth } from '#contributions/jobs/close-month.ts';
import { collectDue } from '#contributions/jobs/collect.ts';
import { runInstalments } from '#loans/jobs/instalments.ts';
import { recordCreditStanding } from '#members/operations/record-credit-standing.ts';
import { countDisclosures, disclosuresOf, ownerOf } from '#test/disclosures.ts';
import { trusted } from '#test/documents.ts';
import type { Answer } from '#test/gateway.ts';
import { lendIn } from '#test/lending.ts';
import { confirmed, type Participant, sign } from '#test/participants.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// Two people of Changji: one has paid six full months in an industry that is not a key one, one works in logistics and
// has just been approved. It is 12 September 2026.

const changji = '652300';
const headers = { purpose: 'green-channel' };
const document = trusted('bank/green-channel');

let stack: TestStack;
let owner: pg.Client;
let banks: { a: string; b: string };
let centre: string;
let steady: Participant;
let newcomer: Participant;
let consent: string;
let borrowerRepays = true;
let payerPays = true;
let keys = 0;

type Channel = {
  eligible: boolean;
  tier: string | null;
  reasons: { clause: string; description: string; met: boolean }[];
  evidence: Record<string, unknown>;
  asOf: string;
};

const ask = (id: string, token = banks.a) => stack.ask(token, document, { variables: { consent: id }, headers });
async function channel(id: string, token = banks.a): Promise<Channel> {
  const { body } = await ask(id, token);
  expect(body.errors).toBeUndefined();
  return (body.data as { consentedMember: { greenChannel: Channel } }).consentedMember.greenChannel;
}

async function give(of: Participant, recipient: string, validUntil = '2027-09-01'): Promise<string> {
  keys += 1;
  const input = {
    memberId: of.memberId,
    recipient,
    purpose: 'GREEN_CHANNEL',
    validUntil,
    idempotencyKey: `give-${keys}`,
  };
  const { body } = await stack.ask(centre, trusted('centre/give-consent'), {
    variables: { input },
    headers: { purpose: 'service' },
  });
  return (body.data as { giveConsent: { id: string } }).giveConsent.id;
}

const withdraw = (id: string) =>
  stack.ask(centre, trusted('centre/withdraw-consent'), {
    variables: { input: { consentId: id, idempotencyKey: `withdraw-${id}` } },
    headers: { purpose: 'service' },
  });

async function liveMonth(month: string, next: string) {
  const { world, clock } = stack;
  clock.set(`${month}-20`);
  await collectDue(world.runs.contributions, changji, `${month}-20`);
  await runInstalments(world.runs.loans);
  clock.set(`${next}-01`);
  await closeMonth(world.runs.contributions, changji, month);
  await world.hear();
}

beforeAll(async () => {
  stack = await startTestStack('2026-03-08', { pays: () => payerPays, repays: () => borrowerRepays });
  owner = await ownerOf(stack.database.ownerUrl);
  centre = await stack.token('centre', { client_id: 'centre-changji', scope: 'consent:manage' });
  banks = {
    a: await stack.token('bank', { client_id: 'bank-a' }),
    b: await stack.token('bank', { client_id: 'bank-b' }),
  };
  steady = await confirmed(stack.world, { industryCode: 'OTHER' });
  await stack.world.hear();
  await sign(stack.world, steady, { base: '6000.00', ratio: '20%' });
  for (const month of [3, 4, 5, 6, 7, 8]) await liveMonth(`2026-0${month}`, `2026-0${month + 1}`);
  stack.clock.set('2026-09-12');
  newcomer = await confirmed(stack.world, { industryCode: 'LOGISTICS' });
  await stack.world.hear();
  consent = await give(steady, 'bank-a');
}, 120_000);

afterAll(async () => {
  await owner.end();
  await stack.stop();
});

describe('AG-03 CJ-18 with the member’s consent the bank', () => {
  it('learns the tier, every reason with its clause and whether it is met, the evidence and as of when', async () => {
    const { body } = await ask(consent);
    expect(body.data).toEqual({
      consentedMember: {
        greenChannel: {
          eligible: true,
          tier: 'C',
          reasons: [
            { clause: 'CJ-18', description: 'A档：连续足额缴存满24个月（现6个月）', met: false },
            { clause: 'CJ-18', description: 'B档：连续足额缴存满12个月（现6个月）', met: false },
            { clause: 'CJ-18', description: 'C档：连续足额缴存满6个月，或从事重点产业（现6个月）', met: true },
            { clause: 'CJ-17', description: '从事重点产业', met: false },
            { clause: 'CJ-18', description: '信用状况良好', met: true },
            { clause: 'CJ-18', description: '公积金贷款无逾期', met: true },
          ],
          evidence: { continuousFullMonths: 6, keyIndustry: false, creditStanding: 'GOOD', overdue: false },
          asOf: '2026-09-12T02:00:00.000Z',
          demonstrationFigures: expect.arrayContaining(['greenChannel.products']),
        },
      },
    });
  });

  it('CJ-17 learns that a key industry suffices for the lowest tier', async () => {
    const { eligible, tier, evidence } = await channel(await give(newcomer, 'bank-a'));
    expect([eligible, tier]).toEqual([true, 'C']);
    expect(evidence).toMatchObject({ continuousFullMonths: 0, keyIndustry: true });
  });

  it('is written down as told, with the law that allows it', async () => {
    const answer = await ask(consent);
    const [row, ...more] = await disclosuresOf(owner, answer);
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      client: 'bank-a',
      purpose: 'green-channel',
      subject: steady.memberId,
      basis: `个人信息保护法第二十三条（单独同意）；consent ${consent}`,
    });
    expect(row!.fields).toEqual(expect.arrayContaining(['GreenChannel.tier', 'GreenChannelEvidence.overdue']));
    expect(answer.text).not.toContain(steady.memberId);
  });
});

describe('AG-03 without a valid consent the bank learns nothing, not even whether the person exists', () => {
  /** Everything that reaches the client, without what differs from answer to answer: the correlation id and the date. */
  function told(answer: Answer) {
    const correlation = answer.headers.get('x-correlation-id')!;
    const header = Object.fromEntries(answer.headers);
    delete header['date'];
    return {
      status: answer.status,
      header: { ...header, 'x-correlation-id': '' },
      text: answer.text.replaceAll(correlation, ''),
    };
  }

  it('in the same bytes for another bank’s, a withdrawn, an expired, too narrow, an unknown and a malformed consent', async () => {
    const withdrawn = await give(steady, 'bank-a');
    await withdraw(withdrawn);
    const expired = await give(steady, 'bank-a', '2026-09-12');
    const toOther = await give(steady, 'bank-b');
    const toLess = await give(steady, 'bank-a');
    await owner.query('UPDATE members.consent SET fields = fields[2:] WHERE id = $1', [toLess]);
    stack.clock.set('2026-09-13');
    const count = await countDisclosures(owner);
    const cases: Record<string, Answer> = {
      unknown: await ask('6c2a1a5e-1111-4222-8333-944455556666'),
      'another bank’s': await ask(toOther),
      'asked by another bank': await ask(consent, banks.b),
      withdrawn: await ask(withdrawn),
      'to fewer fields': await ask(toLess),
      expired: await ask(expired),
      malformed: await ask('no-consent'),
      empty: await ask(''),
      'a member’s own id': await ask(steady.memberId),
      'a quotation mark': await ask("' OR 1=1 --"),
      'very long': await ask('7'.repeat(5000)),
    };
    stack.clock.set('2026-09-12');
    const first = told(cases['unknown']!);
    expect(cases['unknown']!.body).toMatchObject({
      data: null,
      errors: [{ extensions: { code: 'CONSENT_NOT_VALID' } }],
    });
    for (const [name, answer] of Object.entries(cases)) expect(told(answer), name).toEqual(first);
    expect(await countDisclosures(owner)).toBe(count);
    expect(await channel(consent)).toMatchObject({ eligible: true });
  });

  it('holds through its last day, and ends at the moment of withdrawal', async () => {
    const shortly = await give(newcomer, 'bank-b', '2026-09-13');
    stack.clock.set('2026-09-13');
    expect(await channel(shortly, banks.b)).toMatchObject({ eligible: true });
    await withdraw(shortly);
    expect((await ask(shortly, banks.b)).body.errors![0]!.extensions['code']).toBe('CONSENT_NOT_VALID');
    stack.clock.set('2026-09-12');
  });
});

describe('AG-03 CJ-18 the answer is computed at the moment of asking', () => {
  const standing = (value: 'GOOD' | 'ADVERSE') =>
    recordCreditStanding(stack.world.members[changji], {
      memberId: steady.memberId,
      standing: { value, source: '人民银行征信系统', asOf: stack.clock.today() },
      idempotencyKey: `credit-${value}-${stack.clock.today()}`,
    });
  const unmet = ({ reasons }: Channel) => reasons.filter(({ met }) => !met).map(({ description }) => description);

  it('from the credit standing that the register of members holds', async () => {
    await standing('ADVERSE');
    const denied = await channel(consent);
    expect(denied).toMatchObject({ eligible: false, tier: null, evidence: { creditStanding: 'ADVERSE' } });
    expect(unmet(denied)).toContain('信用状况良好');
    stack.clock.set('2026-09-14');
    await standing('GOOD');
    expect(await channel(consent)).toMatchObject({ eligible: true, tier: 'C' });
  });

  it('from the loan that the register of loans finds overdue, until it is paid', async () => {
    await lendIn(stack.world, changji, { memberId: steady.memberId, principal: '120000.00', months: 120 });
    await stack.world.hear();
    expect(await channel(consent)).toMatchObject({ eligible: true, evidence: { overdue: false } });
    borrowerRepays = false;
    await liveMonth('2026-09', '2026-10');
    await liveMonth('2026-10', '2026-11');
    const denied = await channel(consent);
    expect(denied).toMatchObject({ eligible: false, evidence: { overdue: true, continuousFullMonths: 8 } });
    expect(unmet(denied)).toContain('公积金贷款无逾期');
    borrowerRepays = true;
    await liveMonth('2026-11', '2026-12');
    expect(await channel(consent)).toMatchObject({ eligible: true, tier: 'C', evidence: { overdue: false } });
  });

  it('from the months that the register of contributions finds unpaid', async () => {
    expect((await channel(consent)).evidence['continuousFullMonths']).toBe(9);
    payerPays = false;
    await liveMonth('2026-12', '2027-01');
    const denied = await channel(consent);
    expect(denied).toMatchObject({ eligible: false, evidence: { continuousFullMonths: 0 } });
    expect(unmet(denied)).toHaveLength(4);
  });
});

describe('AG-03 when a register does not answer', () => {
  it('the bank gets a coded error: no value, not even a part of one, and nothing of the inside', async () => {
    await stack.stopSubgraph('loans');
    const count = await countDisclosures(owner);
    const answer = await ask(consent);
    expect(answer.body.data ?? null).toBeNull();
    expect(answer.body.errors).toHaveLength(1);
    expect(answer.body.errors![0]).toMatchObject({
      message: 'Internal fault',
      extensions: { code: 'INTERNAL', correlation: answer.headers.get('x-correlation-id') },
    });
    expect(answer.text).not.toMatch(/127\.0\.0\.1|ECONN|loans|overdue|continuousFullMonths|GOOD|at \w+ \(/);
    expect(answer.text).not.toContain(steady.memberId);
    expect(await countDisclosures(owner)).toBe(count);
  });
});
