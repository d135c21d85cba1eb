import type { IncomingMessage, ServerResponse } from 'node:http';
import { Refusal } from '#kernel/refusal.ts';
import { sendJson } from './http.ts';

/** What is told about a body, and the body; amounts of money in what is told become text of fen. */
export type PostAnswer = { told: object; body?: Buffer };

/** What a subgraph answers besides GraphQL, by path: what is too long for one answer and is asked for part by part. */
export type Posts<C extends object> = Record<string, (context: C, asked: unknown) => Promise<PostAnswer>>;

/** The header in which what is told about a body travels, as JSON in base64url. */
export const toldHeader = 'x-provident-told';

const fenAsText = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

/** Answers one such request of a caller who has been verified; a refusal is told as such, anything else is a fault. */
export async function answerPost<C extends object>(
  answer: Posts<C>[string],
  context: C,
  asked: Buffer,
  response: ServerResponse<IncomingMessage>,
): Promise<void> {
  try {
    const { told, body = Buffer.alloc(0) } = await answer(context, JSON.parse(asked.toString('utf8')));
    const header = Buffer.from(JSON.stringify(told, fenAsText)).toString('base64url');
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-length': body.length,
      [toldHeader]: header,
    });
    response.end(body);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { message, code, detail } = error;
    sendJson(response, 409, { errors: [{ message, extensions: { code, ...detail } }] });
  }
}
