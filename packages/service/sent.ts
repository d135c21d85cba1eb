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

/** The same as one text, several values with commas between, as HTTP has it. */
export function sentText(request: IncomingMessage, name: string): string | undefined {
  const values = sentValues(request, name);
  return values.length > 1 ? values.join(', ') : values[0];
}
