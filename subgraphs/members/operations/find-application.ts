import { admit, type Context } from '../context.ts';
import type { ApplicationRow } from '../tables/application.ts';

/** An application by id, for a centre of the applicant's city (AG-04). */
export async function findApplication(context: Context, id: string): Promise<ApplicationRow | undefined> {
  admit(context.caller, 'centre');
  return context.loaders.application.load(id);
}
