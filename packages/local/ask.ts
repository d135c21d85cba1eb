import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clients } from './clients.ts';
import { explain } from './explain.ts';
import type { Stack } from './stack.ts';
import { tokenFor } from './token.ts';

const documents = join(import.meta.dirname, '..', '..', 'gateway', 'documents');

export type Answer<Data> = { data?: Data | null; errors?: { message: string; extensions: { code: string } }[] };

/** The case for which the demonstration asks about persons. */
export const demonstrationCase = 'DEMO-1';

/** One trusted document, by audience and name. */
export const trustedDocument = (audience: string, name: string): string =>
  readFileSync(join(documents, audience, `${name}.graphql`), 'utf8');

/** Asks the gateway over HTTP as one agency, with an access token of its own from the issuer. */
export async function ask<Data>(
  stack: Pick<Stack, 'addresses' | 'secrets'>,
  client: string,
  question: { document: string; purpose?: string; variables?: Record<string, unknown> },
): Promise<Answer<Data>> {
  const known = clients.find(({ id }) => id === client);
  const secret = stack.secrets.clients[client];
  if (!known || !secret) throw new Error(`${client} is not a client of the local issuer`);
  const token = await tokenFor(stack.addresses.issuer, client, secret, known.scopes.join(' '));
  const response = await fetch(stack.addresses.gateway, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      ...(question.purpose ? { purpose: question.purpose, 'case-reference': demonstrationCase } : {}),
    },
    body: JSON.stringify({ query: trustedDocument(known.audience, question.document), variables: question.variables }),
  });
  return (await response.json()) as Answer<Data>;
}

/** What the gateway said instead of an answer. */
class Refused extends Error {}

/** The data of an answer; a refusal is thrown with its codes. */
export function dataOf<Data>(answer: Answer<Data>): Data {
  if (answer.data && !answer.errors) return answer.data;
  const codes = answer.errors?.map(({ message, extensions }) => `${extensions?.code ?? ''} ${message}`.trim()) ?? [];
  throw new Refused(codes.join('; '));
}

/** The text of an answer under its title, or of what came instead: the demonstration hides nothing and goes on. */
export async function orRefusal(title: string, question: () => Promise<string>): Promise<string> {
  const said = await question().catch((error: unknown) =>
    error instanceof Refused ? `拒绝 refused：${error.message}` : `没有回答 no answer：${explain(error)}`,
  );
  return title ? `${title}\n${said}` : said;
}
