import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { GraphQLError } from 'graphql';
import type { Caller } from '#service/caller.ts';
import type { Database } from '#service/database.ts';
import { log } from '#service/log.ts';
import type { Admission } from '../admission.ts';
import { internalMessage, refusal } from '../failure.ts';
import { type ExportAsked, exportAsked } from './asked.ts';
import { discloseChunk } from './disclosed.ts';
import { type ExportChunk, type ExportParts, type ExportSource, exportParts, type OpenExport } from './fetch.ts';
import { type Lease, takeLease } from './lease.ts';
import { frames } from './text.ts';

export type Exporting = { source: ExportSource; database: Database; admission: Admission };

// A reader who takes nothing for so long has gone.
const stalledMs = 60_000;
// What the data-use agreement must have for an export: what every line tells about a person.
const exportedFields = new Set(['Taxpayer.deduction', 'Deduction.amount', 'Deduction.cap', 'Deduction.contributed']);
const zipped = promisify(gzip);
const level = constants.Z_BEST_SPEED;

type Sending = Exporting & {
  caller: Caller;
  asked: ExportAsked;
  parts: ExportParts;
  of: OpenExport;
  lease: Lease;
  response: ServerResponse;
  /** Says that the connection is no more. */
  gone: AbortSignal;
};

/** Writes a gzip member of its own, and waits until the reader has taken what came before. */
async function writeMember({ response, gone }: Sending, ...text: (string | Buffer)[]): Promise<void> {
  const member = await zipped(Buffer.concat(text.map((part) => Buffer.from(part))), { level });
  gone.throwIfAborted();
  if (response.write(member)) return;
  await once(response, 'drain', { signal: AbortSignal.any([gone, AbortSignal.timeout(stalledMs)]) });
}

function checkDigest({ chunk, digest, lines }: ExportChunk): void {
  if (createHash('sha256').update(lines).digest('hex') === digest) return;
  throw new Error(`Chunk ${chunk} of an export did not arrive as it was sent`);
}

/** Writes down whom a chunk tells of; it may leave after that. */
async function tell({ caller, asked, of, lease, database, source }: Sending, chunk: ExportChunk): Promise<void> {
  checkDigest(chunk);
  await lease.renew();
  const { rows, subjects } = chunk;
  const written = { reference: of.reference, format: asked.format, subjects };
  if (rows > 0) await discloseChunk({ database, clock: source.clock }, caller, written);
}

function begin({ response, asked, of }: Sending): void {
  const name = `deduction-${of.city}-${of.taxYear}${of.correctionOf ? '-correction' : ''}.${asked.format}.gz`;
  response.writeHead(200, {
    'content-type': 'application/gzip',
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
    'x-export': of.reference,
    'x-export-chunks': of.chunks,
  });
}

const quietly = <T>(work: Promise<T>): Promise<T> => {
  // It is awaited later; until then its failure is nobody's.
  work.catch(() => {});
  return work;
};

/** Sends the chunks one after the other, while the next one is being made: never more than two at a time. */
async function sendAll(sending: Sending): Promise<void> {
  const { asked, of, parts, response } = sending;
  const frame = frames[asked.format];
  const make = (chunk: number) =>
    chunk <= of.chunks ? quietly(parts.chunk(of.reference, chunk, asked.format)) : undefined;
  let at = asked.fromChunk;
  let next = make(at);
  const take = async () => {
    const chunk = await next;
    next = chunk && make(chunk.chunk + 1);
    if (chunk) await tell(sending, chunk);
    return chunk;
  };
  // What is refused at once is told by its status, before anything is sent.
  let chunk = await take();
  begin(sending);
  try {
    await writeMember(sending, frame.head(of, asked.fromChunk));
    for (; chunk; chunk = await take()) {
      await writeMember(sending, chunk.lines, frame.chunk(chunk));
      at += 1;
    }
    await writeMember(sending, frame.end(await parts.end(of.reference)));
    // Before the reader knows that it is over and asks for the next one.
    await sending.lease.release();
    response.end();
  } catch (error) {
    await breakOff(sending, error, at);
  }
}

// The last line says why; the connection is broken, so that nobody takes for whole what is not.
async function breakOff(sending: Sending, error: unknown, chunk: number): Promise<void> {
  const { response, asked, caller, lease } = sending;
  const { correlation } = caller;
  await lease.release();
  const told = error instanceof GraphQLError ? error : undefined;
  log.error({ correlation, chunk, code: told?.extensions['code'], fault: String(error) }, 'an export was broken off');
  if (response.destroyed) return;
  const code = String(told?.extensions['code'] ?? 'INTERNAL');
  const message = code === 'INTERNAL' ? internalMessage : told!.message;
  const last = await zipped(Buffer.from(frames[asked.format].refused(code, message, chunk)), { level });
  response.write(last, () => response.destroy());
}

/** AG-01: sends the export of a tax year: a gzip member a chunk, each with its digest, from whichever chunk is asked for. */
export async function sendTaxExport(
  exporting: Exporting,
  caller: Caller,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { source, database } = exporting;
  const asked = exportAsked(caller, request.url ?? '');
  exporting.admission.fields(caller, { coordinates: exportedFields, command: false });
  const { client, correlation } = caller;
  const gone = new AbortController();
  response.once('close', () => gone.abort(new Error('The reader has gone')));
  const lease = await takeLease(database, source.clock.now, { client, holder: correlation });
  try {
    const parts = exportParts(source, caller);
    const of = await parts.open(asked);
    if (asked.fromChunk > of.chunks + 1) {
      throw refusal('INVALID_INPUT', `The export has ${of.chunks} chunks`, 400, { field: 'from-chunk' });
    }
    await sendAll({ ...exporting, caller, asked, parts, of, lease, response, gone: gone.signal });
    log.info({ correlation, client, export: of.reference, chunks: of.chunks, from: asked.fromChunk }, 'exported');
  } finally {
    await lease.release();
  }
}
