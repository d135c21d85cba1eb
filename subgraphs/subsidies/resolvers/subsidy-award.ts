import type { AwardRow } from '../tables/award.ts';

export const subsidyAwardResolvers = {
  amount: (award: AwardRow) => award.fen,
  demonstrationFigures: ({ figures }: AwardRow) =>
    figures.filter(({ status }) => status === 'unknown').map(({ name }) => name),
};
