import type { IncomingMessage } from 'node:http';

const isNamed = (sent: string, name: string): boolean =>
  sent.length === name.length && (sent === name || sent.toLowerCase() === name);

/**
 * What was sent under the name of a header, in lower case: one value for each time it was. Node's own tables are made of
 * all headers of a request, for a gateway that looks at a few.
 */
export function sentValues({ rawHeaders }: IncomingMessage, name: string): string[] {
  const values: string[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (isNamed(rawHeaders[index]!, name)) values.push(rawHeaders[index + 1]!);
  }
  return values;
}

/** What was sent under the name of a header that may be sent once; throws what it is given if it was sent more often. */
export function sentOnce({ rawHeaders }: IncomingMessage, name: string, tooOften: () => Error): string | undefined {
  let once: string | undefined;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (!isNamed(rawHeaders[index]!, name)) continue;
    if (once !== undefined) throw tooOften();
    once = rawHeaders[index + 1]!;
  }
  return once;
}

/** What was sent under the name of a header as one text, several values with commas between, as HTTP has it. */
export function sentText({ rawHeaders }: IncomingMessage, name: string): string | undefined {
  let text: string | undefined;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (!isNamed(rawHeaders[index]!, name)) continue;
    const value = rawHeaders[index + 1]!;
    text = text === undefined ? value : `${text}, ${value}`;
  }
  return text;
}
