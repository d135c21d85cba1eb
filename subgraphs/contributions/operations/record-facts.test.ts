import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Rehearsal, refusal, rehearse } from '#test/contributions.ts';

let register: Rehearsal;
beforeAll(async () => {
  register = await rehearse('2026-07-01');
});
afterAll(() => register.close());

const factsOf = (memberId: string) => ({
  memberId,
  city: '652300' as const,
  approvedOn: '2026-01-05',
  retirementOn: '2050-01-31',
  spouseId: null,
  categories: [],
});

describe('the facts of a member', () => {
  it('CJ-04 told before never replace those told after, though an approval arrives last', async () => {
    const facts = factsOf(randomUUID());
    await register.hear({ type: 'member-facts-changed', ...facts, sequence: 2, inUnit: true });
    await register.hear({ type: 'application-approved', ...facts, sequence: 1, inUnit: false });
    expect(await refusal(register.sign(facts.memberId))).toMatchObject({ code: 'NOT_ELIGIBLE' });
  });

  it('CJ-04 are the last told also when two changes arrive the wrong way round', async () => {
    const facts = factsOf(randomUUID());
    await register.hear({ type: 'application-approved', ...facts, sequence: 1, inUnit: true });
    await register.hear({ type: 'member-facts-changed', ...facts, sequence: 3, inUnit: false });
    await register.hear({ type: 'member-facts-changed', ...facts, sequence: 2, inUnit: true });
    await register.sign(facts.memberId);
  });
});
