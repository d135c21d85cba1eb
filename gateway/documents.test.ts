import { readdirSync, readFileSync } from 'node:fs';
import { type GraphQLSchema, isObjectType, parse, validate } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Audience, audiences } from '#service/caller.ts';
import { contractSchema, fullSchema } from '#test/contract-schema.ts';
import { checkLimits, limits } from './limits.ts';

const folder = (audience: string) => new URL(`documents/${audience}/`, import.meta.url);
const schemas = new Map<Audience, GraphQLSchema>();
const of = (audience: Audience) => schemas.get(audience)!;

beforeAll(async () => {
  for (const audience of audiences) schemas.set(audience, await contractSchema(audience));
});

const fieldsOf = (audience: Audience, name: string): string[] => {
  const type = of(audience).getType(name);
  return isObjectType(type) ? Object.keys(type.getFields()) : [];
};

describe('the trusted documents', () => {
  for (const audience of audiences) {
    for (const name of readdirSync(folder(audience))) {
      it(`${audience}/${name} holds to its contract and its limits`, () => {
        const document = parse(readFileSync(new URL(name, folder(audience)), 'utf8'), { maxTokens: limits.tokens });
        expect(validate(of(audience), document).map((error) => error.message)).toEqual([]);
        expect(() => checkLimits(document)).not.toThrow();
      });
    }
  }
});

describe('the contracts', () => {
  it('AG-03 leaves a bank exactly the green channel of a member who consented', () => {
    const types = Object.keys(of('bank').getTypeMap()).filter((name) => !name.startsWith('__'));
    expect(types.sort()).toEqual(
      ['Boolean', 'Condition', 'CreditStandingValue', 'GreenChannel', 'GreenChannelEvidence', 'ID', 'Instant', 'Int']
        .concat(['Member', 'Query', 'String'])
        .sort(),
    );
    expect(fieldsOf('bank', 'Query')).toEqual(['consentedMember']);
    expect(fieldsOf('bank', 'Member')).toEqual(['greenChannel']);
  });

  it('AG-01 AG-05 give no mutation to an audience that only reads', () => {
    for (const audience of ['tax-bureau', 'bank', 'regulator'] as const) {
      expect(of(audience).getMutationType()).toBeUndefined();
    }
    expect(fieldsOf('hr-bureau', 'Mutation')).toEqual(['decideVerification', 'decideVerifications']);
  });

  it('AG-02 keeps every amount of money from the HR bureau', async () => {
    expect(of('hr-bureau').getType('Money')).toBeUndefined();
    expect((await fullSchema()).getType('Money')).toBeDefined();
  });

  it('AG-01 keeps balances, loans, phones and subsidies from the tax bureau', () => {
    for (const type of ['Member', 'Account', 'Loan', 'SubsidyAward']) {
      expect(of('tax-bureau').getType(type)).toBeUndefined();
    }
  });

  it('AG-05 keeps every person from the regulators', () => {
    for (const type of ['Member', 'Taxpayer', 'Verification', 'Application', 'IdentityNumber']) {
      expect(of('regulator').getType(type)).toBeUndefined();
    }
  });

  it('AG-02 shows whole identity numbers to the HR bureau alone', () => {
    const shown = audiences.filter((audience) => fieldsOf(audience, 'Verification').includes('identityNumber'));
    expect(shown).toEqual(['hr-bureau']);
  });
});
