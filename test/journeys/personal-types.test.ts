import { expect, it } from 'vitest';
import { persons as contributions } from '#contributions/resolvers/resolvers.ts';
import { personalTypes } from '#gateway/agreements/personal.ts';
import { persons as loans } from '#loans/resolvers/resolvers.ts';
import { persons as members } from '#members/resolvers/resolvers.ts';

it('counts as personal every type of which a subgraph says that its values are about one person', () => {
  // The others name theirs where they are served.
  const served = ['Disclosure', 'DisclosureEdge', 'Member'];
  const said = new Set([members, contributions, loans].flatMap((persons) => Object.keys(persons)).concat(served));
  // A cursor at the end of a page tells of a person only beside the page itself.
  said.delete('PageInfo');
  expect([...personalTypes].sort()).toEqual([...said].sort());
});
