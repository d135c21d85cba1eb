import type { Pool } from 'undici';
import { z } from 'zod';
import type { Clock } from '#kernel/clock.ts';
import { type Caller, type CallerKeys, signCaller } from '#service/caller.ts';
import { readJson } from '#service/json.ts';
import { log } from '#service/log.ts';
import { toldHeader } from '#service/posts.ts';
import { internalMessage, isRefusalCode, refusal, toldDetail } from '../failure.ts';
import type { ExportAsked } from './asked.ts';

/** Where exports come from: the contributions register, to which callers are introduced as for any other question. */
export type ExportSource = { pool: Pool; keys: CallerKeys; clock: Clock };

const partMs = 60_000;
const partBytes = 64 * 1024 * 1024;

const fen = z.string().regex(/^\d+$/).transform(BigInt);
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const exportShape = z.object({
  reference: z.uuid(),
  city: z.string(),
  taxYear: z.number(),
  correctionOf: z.uuid().nullable(),
  begunAt: z.string(),
  capRatio: z.string(),
  ceilingBase: fen,
  basis: z.string(),
  chunks: z.number(),
  documents: z.array(z.object({ clause: z.string(), document: z.string(), status: z.string() })),
  demonstrationFigures: z.array(z.string()),
});
const chunkShape = z.object({ chunk: z.number(), rows: z.number(), fen, digest, content: digest });
const endShape = z.object({ rows: z.number(), fen, digest });
const errorShape = z.object({
  errors: z.array(z.object({ message: z.string(), extensions: z.record(z.string(), z.unknown()) })).min(1),
});

export type OpenExport = z.infer<typeof exportShape>;
/** A chunk: its lines, and whom they are about, 16 bytes each. */
export type ExportChunk = z.infer<typeof chunkShape> & { subjects: Buffer; lines: Buffer };
export type ExportEnd = z.infer<typeof endShape>;

const subjectBytes = 16;
const statusOf: Record<string, number> = { INVALID_INPUT: 400, FORBIDDEN: 403, NOT_FOUND: 404 };

async function readPart(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    if (size > partBytes) throw new Error('a part of an export is longer than allowed');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function refused(text: string): Error {
  const [error] = errorShape.parse(readJson(text)).errors;
  const { code, ...extensions } = error!.extensions;
  if (!isRefusalCode(code) || code === 'UNAUTHENTICATED') return new Error(`refused ${String(code)}`);
  return refusal(code, error!.message, statusOf[code] ?? 409, toldDetail(extensions));
}

async function ask(source: ExportSource, caller: Caller, path: string, asked: object) {
  const { pool, keys, clock } = source;
  const sent = JSON.stringify(asked);
  const { statusCode, headers, body } = await pool.request({
    path,
    method: 'POST',
    headers: { 'content-type': 'application/json', ...signCaller(keys, caller, sent, clock.now(), partMs) },
    body: sent,
    signal: AbortSignal.timeout(partMs),
  });
  const answer = await readPart(body);
  if (statusCode === 409) throw refused(answer.toString('utf8'));
  if (statusCode !== 200) throw new Error(`status ${statusCode}, ${answer.length} bytes`);
  const told = Buffer.from(String(headers[toldHeader]), 'base64url').toString('utf8');
  return { told: readJson(told), body: answer };
}

/** The parts of one export for one caller; what goes wrong on the way is a fault, told as a correlation id only. */
export function exportParts(source: ExportSource, caller: Caller) {
  const faultless = async <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: Error) => {
      if ('extensions' in error) throw error;
      const { correlation } = caller;
      log.error({ correlation, subgraph: 'contributions', fault: String(error) }, 'no part of an export');
      throw refusal('INTERNAL', internalMessage, 502, { correlation, logged: true } as object);
    });
  return {
    open: ({ city, taxYear, correctionOf }: ExportAsked): Promise<OpenExport> =>
      faultless(
        ask(source, caller, '/exports/tax', { city, taxYear, correctionOf }).then(({ told }) =>
          exportShape.parse(told),
        ),
      ),
    chunk: (reference: string, chunk: number, format: ExportAsked['format']): Promise<ExportChunk> =>
      faultless(
        ask(source, caller, '/exports/tax/chunk', { reference, chunk, format }).then(({ told, body }) => {
          const read = chunkShape.parse(told);
          const at = read.rows * subjectBytes;
          return { ...read, subjects: body.subarray(0, at), lines: body.subarray(at) };
        }),
      ),
    end: (reference: string): Promise<ExportEnd> =>
      faultless(ask(source, caller, '/exports/tax/end', { reference }).then(({ told }) => endShape.parse(told))),
  };
}

export type ExportParts = ReturnType<typeof exportParts>;
