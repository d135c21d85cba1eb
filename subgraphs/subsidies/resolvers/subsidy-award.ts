import { reasonText, toldFacts } from '../operations/told-facts.ts';
import type { AwardRow, TakenBackRow, UsedFigure } from '../tables/award.ts';

/** SubsidyAward: how it stands, and what it rests on. */
export const subsidyAwardResolvers = {
  amount: (award: AwardRow) => award.fen,
  status: ({ status, takenBack }: AwardRow) => {
    if (takenBack === null) return status;
    return takenBack.undoneOn === null ? 'TAKEN_BACK' : 'UNDONE';
  },
  demonstrationFigures: ({ figures }: AwardRow) =>
    figures.filter(({ status }) => status === 'unknown').map(({ name }) => name),
  facts: ({ facts, clause, ...award }: AwardRow) => toldFacts(facts, { ...award, closing: clause === 'HZ-07' }),
};

/** UsedFigure: as the graph names its parts. */
export const usedFigureResolvers = {
  value: ({ text }: UsedFigure) => text,
  since: ({ from }: UsedFigure) => from,
  standing: ({ status }: UsedFigure) => status,
};

/** SubsidyTakenBack: why, in words. */
export const takenBackResolvers = { reason: ({ reason }: TakenBackRow) => reasonText(reason) };
