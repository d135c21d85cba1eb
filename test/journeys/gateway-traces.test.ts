import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { agency, join, trusted } from '#test/agencies.ts';
import { identityNumber } from '#test/members.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// Traces of a request across the gateway, the registers and their statements, as a collector is sent them.

type Span = { part: string; name: string; traceId: string; spanId: string; parentSpanId?: string; kind: number };
type Ended = Span & { status: { message?: string } };

const received: string[] = [];
const reached = new Set<number>();
const number = identityNumber('1990-02-03');
const plan = { base: '7180.00', ratio: '10%', firstContribution: '718.00' };
let collector: Server;
let stack: TestStack | undefined;
let memberId: string;

beforeAll(async () => {
  collector = createServer(async (request, response) => {
    for await (const part of request) received.push(String(part));
    response.end('{}');
  });
  collector.on('connection', ({ remotePort }) => void reached.add(remotePort!));
  await new Promise<void>((resolve) => void collector.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  await stack?.stop();
  collector.close();
});

const place = () => `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;

/** Asks what goes through several registers, and ends everything, so that all traces are sent. */
async function askAndEnd(): Promise<void> {
  stack = await startTestStack('2026-09-01');
  memberId = await join(stack, 'huzhou', { identityNumber: number }, plan);
  const staff = agency(stack, 'centre-huzhou');
  await staff.ask(trusted('centre/find-member'), { identityNumber: number });
  await staff.ask(trusted('centre/member'), { id: memberId });
  expect((await stack.ask(undefined, '{ __typename }')).status).toBe(401);
  await stack.stop();
  stack = undefined;
}

function spansOf(text: string): Ended[] {
  type Sent = { resourceSpans: { scopeSpans: { scope: { name: string }; spans: Omit<Ended, 'part'>[] }[] }[] };
  const { resourceSpans } = JSON.parse(text) as Sent;
  return resourceSpans.flatMap(({ scopeSpans }) =>
    scopeSpans.flatMap(({ scope, spans }) => spans.map((span) => ({ ...span, part: scope.name }))),
  );
}

it('are sent nowhere, and nobody is connected to, unless an endpoint is given', async () => {
  await askAndEnd();
  expect([received.length, reached.size]).toEqual([0, 0]);
}, 60_000);

it('show one request as one trace, and nothing of a person', async () => {
  process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = place();
  await askAndEnd().finally(() => {
    delete process.env['OTEL_EXPORTER_OTLP_ENDPOINT'];
  });
  const spans = received.flatMap(spansOf);
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const above = (span: Span): string[] => {
    const parent = span.parentSpanId ? byId.get(span.parentSpanId) : undefined;
    return parent ? [...above(parent), `${parent.part}: ${parent.name}`] : [];
  };
  const statement = spans.find(({ part, name }) => part === 'contributions' && name === 'SELECT')!;
  expect(above(statement)).toEqual([
    'gateway: answer',
    'gateway: ask contributions',
    'contributions: answer contributions',
  ]);
  const ways = new Set(spans.map((span) => [...above(span), `${span.part}: ${span.name}`].join(' > ')));
  expect(ways).toContain('gateway: answer > gateway: ask members > members: answer members');
  expect(
    spans.filter(({ status }) => status.message).map(({ part, name, status }) => [part, name, status.message]),
  ).toEqual([['gateway', 'answer', 'refused']]);
  const traces = [...Map.groupBy(spans, ({ traceId }) => traceId).values()];
  const widest = Math.max(...traces.map((one) => new Set(one.map(({ part }) => part)).size));
  expect(widest).toBeGreaterThanOrEqual(4);
  const sent = received.join('');
  for (const personal of [number, '马晓燕', '13900000001', memberId, 'query ', 'WHERE', '718.00']) {
    expect(sent).not.toContain(personal);
  }
  expect(sent).toContain('find-member');
}, 60_000);
