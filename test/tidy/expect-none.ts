import { expect } from 'vitest';

/** Nothing was found; whatever was is told line by line. */
export function expectNone(found: readonly unknown[]): void {
  if (found.length === 0) return;
  expect.fail(found.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n'));
}
