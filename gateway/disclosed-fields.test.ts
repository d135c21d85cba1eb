import { getOperationAST, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { PersonAt } from '#service/persons.ts';
import { contractSchema } from '#test/contract-schema.ts';
import { disclosedFields } from './disclosed-fields.ts';

type Place = (string | number)[];

async function disclosed(query: string, data: object | null, persons: PersonAt[], unanswered: Place[] = []) {
  const document = parse(query);
  const schema = await contractSchema('centre');
  return disclosedFields(schema, document, getOperationAST(document)!, { data, persons, unanswered });
}

describe('what an answer tells about whom', () => {
  it('counts the fields that were answered, null too, through aliases and fragments, and no others', async () => {
    const told = await disclosed(
      'query { m: member(id: "x") { ...f city creditStanding { source } } } fragment f on Member { n: name birthDate }',
      { m: { n: '张三', birthDate: null, city: 'CHANGJI', creditStanding: { source: '征信' } } },
      [{ path: ['m'], subject: 'a' }],
    );
    expect(told).toEqual([
      {
        subject: 'a',
        basis: null,
        fields: ['CreditStanding.source', 'Member.birthDate', 'Member.city', 'Member.creditStanding', 'Member.name'],
      },
    ]);
  });

  it('keeps the people of a list apart', async () => {
    const told = await disclosed(
      '{ pendingVerifications { totalCount edges { node { id decidedOn } } } }',
      {
        pendingVerifications: {
          totalCount: 2,
          edges: [{ node: { id: '1', decidedOn: null } }, { node: { id: '2', decidedOn: '2026-01-01' } }],
        },
      },
      [0, 1].map((index) => ({ path: ['pendingVerifications', 'edges', index, 'node'], subject: `member-${index}` })),
    );
    expect(told).toEqual([
      { subject: 'member-0', basis: null, fields: ['Verification.decidedOn', 'Verification.id'] },
      { subject: 'member-1', basis: null, fields: ['Verification.decidedOn', 'Verification.id'] },
    ]);
  });

  it('makes one entry of one member found in several places, and leaves a second person’s data to that person', async () => {
    const told = await disclosed(
      '{ member(id: "x") { city application { id member { name } } } }',
      { member: { city: 'CHANGJI', application: { id: '1', member: { name: '张三' } } } },
      [
        { path: ['member'], subject: 'a' },
        { path: ['member', 'application'], subject: 'a' },
        { path: ['member', 'application', 'member'], subject: 'b' },
      ],
    );
    expect(told).toEqual([
      {
        subject: 'a',
        basis: null,
        fields: ['Application.id', 'Application.member', 'Member.application', 'Member.city'],
      },
      { subject: 'b', basis: null, fields: ['Member.name'] },
    ]);
  });

  it('tells nobody about what came back empty', async () => {
    expect(
      await disclosed('{ member(id: "x") { city } }', { member: null }, [{ path: ['member'], subject: 'a' }]),
    ).toEqual([]);
  });

  it('counts null only where it answers: not for an error at the place, below it, or in every item of a list', async () => {
    const told = await disclosed(
      '{ member(id: "x") { city spouse { id } account { balance } application { refusalReason } } }',
      { member: { city: null, spouse: null, account: null, application: { refusalReason: null } } },
      [{ path: ['member'], subject: 'a' }],
      [
        ['member', 'city'],
        ['member', 'account', 'balance'],
      ],
    );
    expect(told.map(({ fields }) => fields)).toEqual([
      ['Application.refusalReason', 'Member.application', 'Member.spouse'],
    ]);
    const listed = await disclosed(
      '{ pendingVerifications { edges { node { id decidedOn } } } }',
      { pendingVerifications: { edges: [{ node: { id: '1', decidedOn: null } }] } },
      [{ path: ['pendingVerifications', 'edges', 0, 'node'], subject: 'a' }],
      [['pendingVerifications', 'edges', '@', 'node', 'decidedOn']],
    );
    expect(listed.map(({ fields }) => fields)).toEqual([['Verification.id']]);
  });

  it('counts a cursor, which tells a day and an id, without the row that it stands at', async () => {
    const told = await disclosed(
      '{ pendingVerifications { edges { cursor } } }',
      { pendingVerifications: { edges: [{ cursor: 'x' }] } },
      [{ path: ['pendingVerifications', 'edges', 0], subject: 'a' }],
    );
    expect(told).toEqual([{ subject: 'a', basis: null, fields: ['VerificationEdge.cursor'] }]);
  });

  it('counts a refusal that tells a fact, and names the consent that something rests on', async () => {
    const told = await disclosed('mutation { terminateAgreement(input: {}) { id } }', null, [
      { path: ['terminateAgreement'], subject: 'a', refusal: 'LOAN_OUTSTANDING' },
    ]);
    expect(told).toEqual([{ subject: 'a', basis: null, fields: ['refusal:LOAN_OUTSTANDING'] }]);
    const based = await disclosed('{ member(id: "x") { city } }', { member: { city: 'CHANGJI' } }, [
      { path: ['member'], subject: 'a', basis: 'consent 1' },
    ]);
    expect(based).toEqual([{ subject: 'a', basis: 'consent 1', fields: ['Member.city'] }]);
  });
});
