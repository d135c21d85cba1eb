import { expect, it } from 'vitest';
import { persons as contributions } from '#contributions/resolvers/resolvers.ts';
import { personalTypes } from '#gateway/agreements/personal.ts';
import { persons as members } from '#members/resolvers/resolvers.ts';

it('counts as personal every type of which a subgraph says that its values are about one person', () => {
  // The others name theirs where they are served.
  const served = ['Disclosure', 'DisclosureEdge', 'Loan', 'SubsidisedLoan', 'Member'];
  const said = new Set([...Object.keys(members), ...Object.keys(contributions), ...served]);
  // A cursor at the end of a page tells of a person only beside the page itself.
  said.delete('PageInfo');
  expect([...personalTypes].sort()).toEqual([...said].sort());
});
