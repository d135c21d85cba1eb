/** What is being asked, by whom and of whom. */
type Asked = { subgraph: string; body: string };

/** Lets identical questions that one caller asks at the same time share one answer. */
export function sharing<T>(): (asker: string, asked: Asked, ask: () => Promise<T>) => Promise<T> {
  // One caller asks few things at once: to compare those is less than to hash every body.
  const under = new Map<string, (Asked & { answer: Promise<T> })[]>();
  return (asker, { subgraph, body }, ask) => {
    const own = under.get(asker) ?? [];
    const same = own.find((one) => one.subgraph === subgraph && one.body === body);
    if (same) return same.answer;
    const one = { subgraph, body, answer: ask() };
    own.push(one);
    under.set(asker, own);
    const over = () => {
      own.splice(own.indexOf(one), 1);
      if (own.length === 0) under.delete(asker);
    };
    one.answer.then(over, over);
    return one.answer;
  };
}
