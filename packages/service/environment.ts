import { z } from 'zod';

/** Reads the variables a process needs; what is missing or wrong is named, never shown. */
export function readEnvironment<Shape extends z.ZodRawShape>(shape: Shape): z.infer<z.ZodObject<Shape>> {
  const read = z.object(shape).safeParse(process.env);
  if (read.success) return read.data;
  const names = [...new Set(read.error.issues.map(({ path }) => path.join('.')))];
  throw new Error(`Set these environment variables: ${names.join(', ')}`);
}

/** A port; 0 takes any free one. */
export const portVariable = z.coerce.number().int().min(0).max(65_535);
