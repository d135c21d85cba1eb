import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agency, apply, collect, confirm, join, newKey, sign, trusted } from '#test/agencies.ts';
import { contractSchema } from '#test/contract-schema.ts';
import { ownerOf } from '#test/disclosures.ts';
import { identityNumber } from '#test/members.ts';
import { mergedDataDocument, ownDataDocument } from '#test/own-data.ts';
import { heldBy } from '#test/own-data-tables.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// A member takes home everything that is held about them, as one answer of the graph over all registers (PIPL 45).

let stack: TestStack;
let owner: pg.Client;
beforeAll(async () => {
  stack = await startTestStack('2026-08-03');
  owner = await ownerOf(stack.database.ownerUrl);
});
afterAll(async () => {
  await owner?.end();
  await stack?.stop();
});

const number = identityNumber('1990-04-01');
const other = identityNumber('1991-05-01', 'FEMALE');
const plan = { base: '6000.00', ratio: '20%', mode: 'MONTHLY' };
const asked = { taxYear: 2026, year: 2026 };

type Own = {
  me: { held: Record<string, unknown>; account: { movements: { edges: unknown[] } } } & Record<string, unknown>;
};

describe('a member’s own data', () => {
  it('AG-06 the document on file asks for every field that the contract has of a member', async () => {
    const schema = await contractSchema('member');
    await expect(ownDataDocument(schema)).toMatchFileSnapshot('../../gateway/documents/member/my-data.graphql');
    const merged = '../../gateway/documents/member/my-merged-records.graphql';
    await expect(mergedDataDocument(schema)).toMatchFileSnapshot(merged);
  });

  it('AG-06 is answered whole: identity, applications, facts with their sources, money, and who looked', async () => {
    const memberId = await join(stack, 'changji', { identityNumber: number, spouseIdentityNumber: other }, plan);
    await join(stack, 'changji', { identityNumber: other, name: '李四' }, plan);
    await collect(stack, '2026-08');
    const clerk = agency(stack, 'centre-changji');
    await clerk.ask(trusted('centre/member'), { id: memberId });
    const { me } = await agency(stack, 'member-demo', memberId).ask<Own>(trusted('member/my-data'), asked);
    expect(me).toMatchObject({
      id: memberId,
      held: {
        identityNumber: number,
        phone: '13900000001',
        applications: [{ status: 'APPROVED', steps: [{}, {}, { status: 'AGREED', clause: 'CJ-07' }] }],
        declarations: [{ employmentForm: 'NEW_FORM', spouseDeclared: true }],
        verifications: [{ status: 'CONFIRMED', evidenceReference: 'HR-2025-001' }],
        creditStandings: [{ value: 'GOOD', source: '人民银行征信系统', selfDeclared: false }],
        platformInquiries: [{ status: 'CLEAR', answers: [{ centre: null }] }],
      },
    });
    expect(me.account.movements.edges).toHaveLength(1);
    expect(JSON.stringify(me['disclosures'])).toContain('住房公积金管理中心');
    for (const theirs of [other, '李四']) expect(JSON.stringify(me)).not.toContain(theirs);
  });

  it('AG-06 is nobody else’s: another member’s token names another member, and no other audience has the document', async () => {
    const centre = agency(stack, 'centre-changji');
    const { member, verificationId } = await apply(centre, {
      city: 'CHANGJI',
      identityNumber: identityNumber('1985-01-01'),
    });
    await confirm(stack, agency(stack, 'hr-bureau-changji'), verificationId);
    await sign(centre, { memberId: member.id, ...plan });
    const { me } = await agency(stack, 'member-demo', member.id).ask<Own>(trusted('member/my-data'), asked);
    expect(JSON.stringify(me)).not.toContain(number);
    for (const id of ['centre-changji', 'hr-bureau-changji', 'bank-a', 'tax-bureau-changji', 'regulator']) {
      const refused = await agency(stack, id).refused(trusted('member/my-data'), asked);
      expect(refused.code).toBe('GRAPHQL_VALIDATION_FAILED');
    }
    const nobody = await agency(stack, 'member-demo', newKey()).refused('{ me { held { phone } } }');
    expect(nobody.code).toBe('NOT_FOUND');
  });

  it('AG-06 every table of a register that names a person is in it, or is left out for a stated reason', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT DISTINCT c.table_schema || '.' || c.table_name AS name
       FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
       WHERE c.table_schema IN ('members', 'contributions', 'subsidies', 'loans', 'risk') AND t.table_type = 'BASE TABLE'
         AND c.column_name IN ('member_id', 'spouse_id', 'owner', 'account_id', 'agreement_id', 'loan_id',
           'application_id', 'award_id', 'withdrawal_id') ORDER BY 1`,
    );
    expect(Object.keys(heldBy).sort()).toEqual(rows.map(({ name }) => name));
    const document = trusted('member/my-data');
    for (const [table, { field }] of Object.entries(heldBy)) {
      for (const name of (field ?? '').split('.').filter(Boolean))
        expect(document, table).toMatch(new RegExp(`\\b${name}\\b`));
    }
    expect(Object.values(heldBy).filter(({ field, reason }) => !field === !reason)).toEqual([]);
  });

  it('AG-06 every column of the register of members is in it, or is left out for a stated reason', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
       WHERE table_schema = 'members' AND table_name IN
         ('member', 'application', 'application_step', 'verification', 'consent', 'credit_standing', 'category',
          'unit_participation', 'platform_inquiry', 'platform_answer') ORDER BY 1`,
    );
    const document = trusted('member/my-data');
    const missing = rows.filter(({ name }) => {
      const column = name.split('.')[1]!;
      const camel = column.replace(/_sealed$/, '').replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
      return !(name in notTold) && !new RegExp(`\\b${told[name] ?? camel}\\b`).test(document);
    });
    expect(missing).toEqual([]);
    expect(Object.keys({ ...told, ...notTold }).filter((name) => !rows.some((row) => row.name === name))).toEqual([]);
  });
});

/** Columns that are told by another name. */
const told: Record<string, string> = {
  'member.identity_sealed': 'identityNumber',
  'member.document_kind': 'identityDocumentKind',
  'application.industry_code': 'industry',
  'application.industry_name': 'industry',
  'application_step.day': 'on',
  'verification.applied_on': 'askedOn',
};
/** Columns that are not, and why. */
const notTold: Record<string, string> = {
  'application.live': 'follows from the status',
  'application.spouse_sealed': 'the number of somebody else; that one was declared is told',
  'application.approved_on': 'the day of the step APPROVED',
  'application_step.by_whom': 'an officer is the data of the officer; the office is told by who looked',
  'application_step.at': 'the moment of the same day',
  'application_step.application_id': 'the application that the step stands in',
  'member.application_id': 'the application that is told as such',
  'member.facts_sequence': 'a counter of messages',
  'member.facts_version': 'the version of messages',
  'member.merged_into': 'told of the record that stays, as its merged records',
  'member.retirement_on': 'reckoned from the corrected birth date',
  'verification.decided_by': 'an officer is the data of the officer',
  'verification.round': 'their order',
  'platform_inquiry.resolved_by': 'an officer is the data of the officer',
  'platform_answer.received_at': 'when a message came, not what it says',
  'category.recorded_at': 'when it was last written down',
};
for (const table of [
  'verification',
  'consent',
  'credit_standing',
  'category',
  'unit_participation',
  'platform_inquiry',
])
  notTold[`${table}.member_id`] = 'the member';
notTold['application.member_id'] = 'the member';
