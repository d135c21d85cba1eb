/** JSON in which a bigint survives, as {"$fen": "123"}; for stored answers, never for the wire. */
export function storeJson(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, item) => (typeof item === 'bigint' ? { $fen: item.toString() } : item));
}

/** The value that `storeJson` wrote, after PostgreSQL has parsed the JSON. */
export function reviveJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reviveJson);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value);
  if (entries.length === 1 && entries[0]![0] === '$fen') return BigInt(entries[0]![1] as string);
  return Object.fromEntries(entries.map(([key, item]) => [key, reviveJson(item)]));
}

/** JSON with sorted keys, so that the same input has the same digest. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, item) => {
    if (typeof item === 'bigint') return { $fen: item.toString() };
    if (item === null || typeof item !== 'object' || Array.isArray(item)) return item;
    return Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** Reads JSON that came from elsewhere. What is none is told without a word of it: the engine's own message quotes it. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SyntaxError('it is not JSON');
  }
}
