import { writeResult } from '#contributions/adaptors/debit-result.ts';
import { takeDebitResult } from '#contributions/operations/take-debit-result.ts';
import { yuan } from '#kernel/money.ts';
import { newKey } from '../agencies.ts';
import type { Cases, City } from './case.ts';
import type { Stage } from './stage.ts';

type Run = { id: string; kind: string; period: string };

const named = (city: City) => city.toUpperCase();

async function collected(stage: Stage, city: City, period: string): Promise<{ runId: string }> {
  const { runs } = await stage
    .clerk(city)
    .ask<{ runs: Run[] }>('query ($city: City!) { runs(city: $city, kind: COLLECT) { id kind period } }', {
      city: named(city),
    });
  return { runId: runs.find((run) => run.period === period)!.id };
}

const preview = async (stage: Stage, city: City): Promise<{ runId: string }> => ({
  runId: (await stage.done(city, 'previewRun', { city: named(city), kind: 'CLOSE_MONTH', period: '2026-02' })).id,
});

type Unanswered = { id: string; proposedVoid: { id: string } | null };

/** The batch that the bank does not answer, as long as it is not given up. */
async function unanswered(stage: Stage, city: City): Promise<Unanswered> {
  const query = 'query ($city: City!) { unansweredDebits(city: $city) { id proposedVoid { id } } }';
  type Told = { unansweredDebits: Unanswered[] };
  return (await stage.clerk(city).ask<Told>(query, { city: named(city) })).unansweredDebits[0]!;
}

const note = '银行未受理';

async function proposedVoid(stage: Stage, city: City): Promise<string> {
  const batch = await unanswered(stage, city);
  const known =
    batch.proposedVoid ?? (await stage.done<{ id: string }>(city, 'proposeDebitVoid', { batchId: batch.id, note }));
  return known.id;
}

async function suspended(stage: Stage, city: City): Promise<{ itemId: string }> {
  const batch = newKey();
  const lines = [{ lineId: 1, outcome: 'paid' as const, fen: yuan('718.00') }];
  await takeDebitResult(stage.stack.world.runs.contributions, writeResult({ batch, city: stage.code(city), lines }));
  const query = `query ($city: City!) { suspenseItems(city: $city, first: 100) { edges { node { id reference } } } }`;
  type Told = { suspenseItems: { edges: { node: { id: string; reference: string } }[] } };
  const { suspenseItems } = await stage.clerk(city).ask<Told>(query, { city: named(city) });
  return { itemId: suspenseItems.edges.find(({ node }) => node.reference === batch)!.node.id };
}

const facility = (city: City) => ({
  ...{ city: named(city), kind: 'FLEXIBLE', lender: '示范银行', purpose: '流动性不足' },
  ...{ limit: '1000.00', until: '2027-12-31' },
});
const approval = { approve: true, resolution: '公积金委〔2027〕3号', resolvedOn: '2027-06-30' };

async function proposed(stage: Stage, city: City): Promise<{ facilityId: string }> {
  return { facilityId: (await stage.done(city, 'proposeFinancing', facility(city))).id };
}

async function approved(stage: Stage, city: City): Promise<{ facilityId: string }> {
  const input = await proposed(stage, city);
  const document = 'mutation ($input: DecideFinancingInput!) { decideFinancing(input: $input) { id } }';
  await stage.clerk(city, 'clerk-2').ask(document, { input: { ...input, ...approval, idempotencyKey: newKey() } });
  return input;
}

const move = 'mutation ($input: MoveFinancingInput!) { drawFinancing(input: $input) { id } }';
const asLongAs = 'as long as there is that much';

/** Commands about the runs over a whole city, its pools and what it would be under other figures. */
export const cityCases: Cases = {
  previewRun: {
    prepare: async (_, city) => ({ input: { city: named(city), kind: 'COLLECT', period: '2027-08' } }),
    repeats: 'a dry run may be repeated',
  },
  pauseRun: {
    prepare: async (stage, city) => ({ input: await preview(stage, city) }),
    repeats: 'what stands still stands still',
  },
  resumeRun: {
    prepare: async (stage, city) => {
      const input = await preview(stage, city);
      await stage.done(city, 'pauseRun', input);
      return { input };
    },
    repeats: 'what goes on goes on',
  },
  reverseRun: { prepare: async (stage, city) => ({ input: await collected(stage, city, '2026-02') }) },
  rejectReversal: {
    officer: 'clerk-2',
    prepare: async (stage, city) => {
      const { id } = await stage.done(city, 'reverseRun', await collected(stage, city, '2026-03'));
      return { input: { runId: id } };
    },
  },
  proposeDebitVoid: {
    prepare: async (stage, city) => ({ input: { batchId: (await unanswered(stage, city)).id, note } }),
  },
  decideDebitVoid: {
    officer: 'clerk-2',
    prepare: async (stage, city) => ({ input: { voidId: await proposedVoid(stage, city), decision: 'REJECT' } }),
  },
  resolveSuspense: {
    prepare: async (stage, city) => ({
      input: { ...(await suspended(stage, city)), resolution: 'CREDIT', memberId: stage.saver(city) },
    }),
  },
  provisionReserve: {
    prepare: async (_, city) => ({ input: { city: named(city), kind: 'FLEXIBLE', amount: '1.00' } }),
    repeats: 'the same may be set aside again',
  },
  proposeFinancing: {
    prepare: async (_, city) => ({ input: facility(city) }),
    repeats: 'a second facility stands beside the first',
    unbounded: ['until'],
  },
  decideFinancing: {
    officer: 'clerk-2',
    prepare: async (stage, city) => ({ input: { ...(await proposed(stage, city)), ...approval } }),
  },
  drawFinancing: {
    prepare: async (stage, city) => ({ input: { ...(await approved(stage, city)), amount: '1.00' } }),
    repeats: asLongAs,
  },
  repayFinancing: {
    prepare: async (stage, city) => {
      const input = await approved(stage, city);
      await stage.clerk(city).ask(move, { input: { ...input, amount: '10.00', idempotencyKey: newKey() } });
      return { input: { ...input, amount: '1.00' } };
    },
    repeats: asLongAs,
  },
  tryAwards: {
    prepare: async (_, city) => ({
      input: {
        ...{ city: named(city), from: '2026-01', to: '2026-01' },
        changes: [{ figure: 'subsidies.oneOff.amount', value: '50.00' }],
      },
    }),
    repeats: 'a trial may be repeated',
  },
};
