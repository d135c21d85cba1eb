/** Who waits for one subgraph: notices that it says nothing any more, or too little for so many. */
export type Crowd = {
  begun(): void;
  /** `heard` says whether an answer came, of whatever kind. */
  ended(heard: boolean): void;
  /** Whether whoever comes now would wait in vain, or keep others from being let in. */
  inVain(): boolean;
};

const checkMs = 25;
const fewest = 20;
const silentChecks = 20;
const slowChecks = 2;
// Of those who wait, per check: at this pace the last of them waits for four checks.
const answeredPart = 1 / 4;

/**
 * In vain waits whoever comes to a subgraph of which at least 20 wait and none got an answer in 500 ms: they are better
 * told at once, long before the first is given up after its two seconds. And whoever comes when `most` wait, if in the
 * last 50 ms it answered so few that each waits for more than 100 ms: with more of them, soon nobody could be let in who
 * asks for something else. It is looked at by the clock and not by the times of calls, since a process that stood still
 * itself would take that for silence.
 */
export function crowd(most: number): Crowd {
  let count = 0;
  let answered = 0;
  let silentFor = 0;
  let slowFor = 0;
  let timer: NodeJS.Timeout | undefined;
  const watched = Math.min(fewest, most);

  function check(): void {
    silentFor = answered === 0 ? silentFor + 1 : 0;
    slowFor = answered < count * answeredPart ? slowFor + 1 : 0;
    answered = 0;
  }

  function watch(): void {
    if (count >= watched) timer ??= setInterval(check, checkMs).unref();
    else if (timer) {
      clearInterval(timer);
      timer = undefined;
      answered = silentFor = slowFor = 0;
    }
  }

  return {
    begun() {
      count += 1;
      watch();
    },
    ended(heard) {
      count -= 1;
      if (heard) {
        answered += 1;
        silentFor = 0;
      }
      watch();
    },
    inVain: () => silentFor >= silentChecks || (count >= most && slowFor >= slowChecks),
  };
}
