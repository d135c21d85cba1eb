import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agency, join, mine, newKey, trusted } from '#test/agencies.ts';
import { approve, reviewed } from '#test/lending.ts';
import { identityNumber } from '#test/members.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// The same moment, twice over the gateway: one of a couple closes an account while a loan is granted to either of them.

let stack: TestStack;

beforeAll(async () => {
  stack = await startTestStack('2026-09-01');
});
afterAll(() => stack?.stop());

const plan = { base: '7180.00', ratio: '10%', firstContribution: '718.00' };

async function couple(): Promise<[string, string]> {
  const number = identityNumber('1991-04-04', 'FEMALE');
  const wife = await join(stack, 'huzhou', { identityNumber: number }, plan);
  const given = { identityNumber: identityNumber('1990-02-03'), spouseIdentityNumber: number };
  return [await join(stack, 'huzhou', given, plan), wife];
}

/** Closes as the member; whether it was taken. */
async function close(memberId: string): Promise<boolean> {
  const self = agency(stack, 'member-demo', memberId);
  const input = { memberId, idempotencyKey: newKey() };
  return self.ask(trusted('member/close-account'), { input }).then(
    () => true,
    (error: Error) => {
      if (!error.message.includes('NOT_ELIGIBLE')) throw error;
      return false;
    },
  );
}

const statusesOf = async (memberId: string) => {
  const self = agency(stack, 'member-demo', memberId);
  const { me } = await self.ask<{ me: { loans: { status: string }[] } }>('{ me { loans { status } } }');
  return me.loans.map(({ status }) => status);
};

describe('CJ-13 HZ-04 closing and borrowing at the same moment', () => {
  it.each([
    ['the member', 'closing', 0],
    ['the member', 'borrowing', 0],
    ['the spouse', 'closing', 1],
    ['the spouse', 'borrowing', 1],
  ] as const)('are never both done where %s borrows and %s is asked first', async (_, first, borrower) => {
    const couples = await couple();
    const [closes, borrows] = [couples[0], couples[borrower]!];
    const asked = await reviewed(stack, 'huzhou', { memberId: borrows, principal: '100000.00', months: 60 });
    const grant = () => approve(stack, 'huzhou', asked);
    let closed = false;
    const closing = async () => {
      closed = await close(closes);
    };
    // While one is on its way the other is asked, and what is told meanwhile is heard.
    const both = first === 'closing' ? [closing(), grant()] : [grant(), closing()];
    await Promise.all([...both, stack.world.hear()]);
    await stack.world.hear();
    const { account } = await mine(agency(stack, 'member-demo', closes));
    const [loan] = await statusesOf(borrows);
    expect(account!.statusCode).toBe(closed ? '05' : '01');
    // The spouse may borrow when the closing is over; then the money had left before the lien was asked for.
    const allowed = closed ? (borrower === 1 ? ['REFUSED', 'REPAYING'] : ['REFUSED']) : ['REPAYING'];
    expect(allowed).toContain(loan);
  });
});
