import type { Asked, LoadedStage } from './loaded-stage.ts';

/** What of some numbers is at this part of them, 0.99 for instance. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

/** An answer to a question that was asked at a moment; its text only if it was not whole. */
export type Told = Omit<Asked, 'text'> & { query: string; at: number; text?: string };

/** The 99th percentile of each stretch of so many milliseconds. */
export function p99OfEach(answers: readonly Told[], stretchMs: number): number[] {
  const first = answers[0]?.at ?? 0;
  const stretches = Map.groupBy(answers, ({ at }) => Math.floor((at - first) / stretchMs)).values();
  return Array.from(stretches, (stretch) =>
    quantile(
      stretch.map(({ ms }) => ms),
      0.99,
    ),
  );
}

/** That of a usual stretch, the middle one of all: a machine that stands still for a moment counts where it did. */
export const usualP99 = (answers: readonly Told[], stretchMs: number): number =>
  quantile(p99OfEach(answers, stretchMs), 0.5);

/** How many are answered in a second when so many ask at once, each as soon as the last answer is there. */
export async function capacity(
  stage: LoadedStage,
  query: string,
  { atOnce = 16, forMs = 1_500 } = {},
): Promise<number> {
  const until = performance.now() + forMs;
  let answered = 0;
  const askOn = async () => {
    for (; performance.now() < until; answered += 1) await stage.ask(query);
  };
  await Promise.all(Array.from({ length: atOnce }, askOn));
  return (answered * 1_000) / forMs;
}

/** Asks at a steady pace, whatever comes, until told to end; each question in turn. */
export function steadily(stage: LoadedStage, perSecond: number, queries: readonly string[]) {
  // Millions come: until all have, they are kept as numbers, since to make room for objects would keep who asks from asking.
  const whole: { of: number[]; at: number[]; ms: number[] } = { of: [], at: [], ms: [] };
  const amiss: Told[] = [];
  const under = new Set<Promise<void>>();
  const began = performance.now();
  let asked = 0;

  function askOne(): void {
    const of = asked % queries.length;
    const query = queries[of]!;
    const at = performance.now();
    const one = stage.ask(query).then((answer) => {
      under.delete(one);
      if (!answer.whole) amiss.push({ ...answer, query, at });
      else {
        whole.of.push(of);
        whole.at.push(at);
        whole.ms.push(answer.ms);
      }
    });
    under.add(one);
    asked += 1;
  }

  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - began) * perSecond) / 1_000);
    while (asked < due) askOne();
  }, 2);
  return async (): Promise<Told[]> => {
    clearInterval(timer);
    await Promise.all(under);
    const { of, at, ms } = whole;
    const told = ms.map((took, index): Told => {
      return { ms: took, at: at[index]!, query: queries[of[index]!]!, status: 200, whole: true };
    });
    for (const one of amiss) told.push(one);
    return told;
  };
}
