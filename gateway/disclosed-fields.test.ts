import { getOperationAST, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { contractSchema } from '#test/contract-schema.ts';
import { disclosedFields } from './disclosed-fields.ts';

async function disclosed(query: string, data: object, persons: { path: (string | number)[]; subject: string }[]) {
  const document = parse(query);
  return disclosedFields(await contractSchema('centre'), document, getOperationAST(document)!, data, persons);
}

describe('what an answer tells about whom', () => {
  it('counts the fields that left with a value, through aliases and fragments, and no others', async () => {
    const told = await disclosed(
      'query { m: member(id: "x") { ...f city creditStanding { source } } } fragment f on Member { n: name birthDate }',
      { m: { n: '张三', birthDate: null, city: 'CHANGJI', creditStanding: { source: '征信' } } },
      [{ path: ['m'], subject: 'a' }],
    );
    expect(told).toEqual([
      { subject: 'a', fields: ['CreditStanding.source', 'Member.city', 'Member.creditStanding', 'Member.name'] },
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
      { subject: 'member-0', fields: ['Verification.id'] },
      { subject: 'member-1', fields: ['Verification.decidedOn', 'Verification.id'] },
    ]);
  });

  it('makes one entry of one member found in several places', async () => {
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
        fields: ['Application.id', 'Application.member', 'Member.application', 'Member.city', 'Member.name'],
      },
      { subject: 'b', fields: ['Member.name'] },
    ]);
  });

  it('tells nobody about what came back empty', async () => {
    expect(
      await disclosed('{ member(id: "x") { city } }', { member: null }, [{ path: ['member'], subject: 'a' }]),
    ).toEqual([]);
  });
});
