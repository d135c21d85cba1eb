/** Lets identical questions that are asked at the same time share one answer. */
export function sharing<T>(): (key: string, ask: () => Promise<T>) => Promise<T> {
  const asked = new Map<string, Promise<T>>();
  return (key, ask) => {
    const under = asked.get(key);
    if (under) return under;
    const answer = ask();
    asked.set(key, answer);
    const over = () => void asked.delete(key);
    answer.then(over, over);
    return answer;
  };
}
