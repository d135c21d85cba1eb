import { type CityName, cityCode } from '#service/cities.ts';
import { pauseRun } from '../operations/pause-run.ts';
import { previewRun } from '../operations/preview-run.ts';
import { rejectReversal } from '../operations/reject-reversal.ts';
import { resumeRun } from '../operations/resume-run.ts';
import { reverseRun } from '../operations/reverse-run.ts';
import type { BookingRun, RunKind } from '../operations/run-in-chunks.ts';
import { readRunRefusals } from '../operations/run-refusals.ts';
import { type RunView, readRuns } from '../operations/runs.ts';
import type {
  BookingRun as BookingRunName,
  PauseRunInput,
  PreviewRunInput,
  RejectReversalInput,
  ResumeRunInput,
  ReverseRunInput,
  RunKind as RunKindName,
} from '../schema.generated.ts';
import type { Asking } from './loaders.ts';

type With<Input> = { input: Input };
type RunsAsked = { city: CityName; kind?: RunKindName | null; first: number };
type RefusalsAsked = { runId: string; first: number; after?: string | null };

const nameOf = (kind: RunKind): string => kind.toUpperCase().replaceAll('-', '_');
const kindOf = (name: BookingRunName | RunKindName): string => name.toLowerCase().replaceAll('_', '-');

/** Query: the runs of a city. */
export const runQueries = {
  runs: (_: unknown, { city, kind, first }: RunsAsked, context: Asking) =>
    readRuns(context, cityCode(city), { kind: kind ? (kindOf(kind) as RunKind) : null, first }),
  runRefusals: (_: unknown, { runId, ...asked }: RefusalsAsked, context: Asking) =>
    readRunRefusals(context, runId, asked),
};

/** The commands about runs. */
export const runMutations = {
  previewRun: (_: unknown, { input }: With<PreviewRunInput>, context: Asking) =>
    previewRun(context, { ...input, city: cityCode(input.city), kind: kindOf(input.kind) as BookingRun }),
  pauseRun: (_: unknown, { input }: With<PauseRunInput>, context: Asking) => pauseRun(context, input),
  resumeRun: (_: unknown, { input }: With<ResumeRunInput>, context: Asking) => resumeRun(context, input),
  rejectReversal: (_: unknown, { input }: With<RejectReversalInput>, context: Asking) => rejectReversal(context, input),
  reverseRun: (_: unknown, { input }: With<ReverseRunInput>, context: Asking) => reverseRun(context, input),
};

/** Run: its kind, as the schema spells it. */
export const runTypeResolvers = { kind: ({ kind }: RunView) => nameOf(kind) };
