import { type Attributes, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { TracerProvider } from '@opentelemetry/sdk-trace';

// One request is one trace, from the gateway through its registers to their statements. Nothing of it says anything about
// a person: what is noted are names of parts, documents on file, audiences, codes and times, never a value.

let provider: TracerProvider | undefined;
let users = 0;

type Environment = Record<string, string | undefined>;

const endpoints = ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'OTEL_EXPORTER_OTLP_ENDPOINT'] as const;

async function providerOf(environment: Environment): Promise<TracerProvider> {
  const [sdk, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  const name = environment['OTEL_SERVICE_NAME'] ?? environment['SERVICE_NAME'] ?? 'provident';
  const part = Number(environment['OTEL_TRACES_SAMPLER_ARG'] ?? 1);
  return new sdk.TracerProvider({
    resource: resourceFromAttributes({ 'service.name': name }),
    sampler: new sdk.ParentBasedSampler({ root: new sdk.TraceIdRatioBasedSampler(part) }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  });
}

/**
 * Sends traces where OTEL_EXPORTER_OTLP_ENDPOINT says, a part of them by OTEL_TRACES_SAMPLER_ARG (1 is all). Without an
 * endpoint nothing is traced, no library is loaded and no connection opened. Gives what ends it for this user; with the
 * last one in the process, what is not sent yet is sent.
 */
export async function startTracing(environment: Environment = process.env): Promise<() => Promise<void>> {
  if (!endpoints.some((name) => environment[name])) return async () => {};
  users += 1;
  provider ??= await providerOf(environment);
  return async () => {
    users -= 1;
    if (users > 0) return;
    const ended = provider;
    provider = undefined;
    // Whoever takes the traces may be away; that keeps nobody from leaving.
    await ended?.shutdown().catch(() => {});
  };
}

/** A piece of work that is traced. */
export type Traced = Span;

type Beginning = {
  /** The part that does the work: gateway, or a register. */
  part: string;
  kind: 'answer' | 'ask' | 'inner';
  /** The work that it belongs to: here, or as it was told by another process. */
  within?: Traced | string | undefined;
  /** Never anything of a person. */
  facts?: Attributes;
};

const kinds = { answer: SpanKind.SERVER, ask: SpanKind.CLIENT, inner: SpanKind.INTERNAL } as const;
const told = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

function contextOf(within: Beginning['within']) {
  if (typeof within !== 'string') return within ? trace.setSpan(ROOT_CONTEXT, within) : ROOT_CONTEXT;
  const [, traceId, spanId, flags] = told.exec(within) ?? [];
  if (!traceId || !spanId) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags!, 16),
    isRemote: true,
  });
}

/** Begins a piece of work; undefined, and nothing done, unless traces are sent. */
export function beginTraced(name: string, { part, kind, within, facts }: Beginning): Traced | undefined {
  if (!provider) return undefined;
  const options = { kind: kinds[kind], ...(facts ? { attributes: facts } : {}) };
  return provider.getTracer(part).startSpan(name, options, contextOf(within));
}

/** How another process is told what its work belongs to: the header `traceparent` of the W3C. */
export function traceparentOf(traced: Traced): string {
  const { traceId, spanId, traceFlags } = traced.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}

/** Ends a piece of work, with what came of it; `failed` names the code of a fault. */
export function endTraced(traced: Traced | undefined, facts: Attributes = {}, failed?: string): void {
  if (!traced) return;
  traced.setAttributes(facts);
  if (failed) traced.setStatus({ code: SpanStatusCode.ERROR, message: failed });
  traced.end();
}
