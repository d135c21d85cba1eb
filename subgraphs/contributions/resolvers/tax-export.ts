import type { Posts } from '#service/posts.ts';
import { readTaxChunk, readTaxEnd, type TaxFormat } from '../operations/tax-chunk.ts';
import { exportFigures, openTaxExport, type TaxExportAsked } from '../operations/tax-export.ts';
import type { Asking } from './loaders.ts';

type ChunkAsked = { reference: string; chunk: number; format: TaxFormat };

/**
 * The export of a tax year, chunk by chunk, as the gateway asks for it: no answer of GraphQL could be that long. A
 * chunk's body is whom it is about, 16 bytes each, and then its lines.
 */
export const taxExportPosts: Posts<Asking> = {
  '/exports/tax': async (context, asked) => {
    const opened = await openTaxExport(context, asked as TaxExportAsked);
    const { basis: documents, demonstrationFigures } = exportFigures(context, opened);
    return { told: { ...opened, documents, demonstrationFigures } };
  },
  '/exports/tax/chunk': async (context, asked) => {
    const { subjects, lines, ...told } = await readTaxChunk(context, asked as ChunkAsked);
    return { told, body: Buffer.concat([subjects, Buffer.from(lines)]) };
  },
  '/exports/tax/end': async (context, asked) => ({
    told: await readTaxEnd(context, (asked as { reference: string }).reference),
  }),
};
