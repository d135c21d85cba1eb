/** Notices that a subgraph that is asked by many at once has said nothing for a while. */
export type Silence = {
  begun(): void;
  /** `heard` says whether an answer came, of whatever kind. */
  ended(heard: boolean): void;
  /** Whether it is silent. */
  is(): boolean;
};

const checkMs = 100;
const fewest = 20;
const silentChecks = 5;

/**
 * Silent is a subgraph of which at least 20 wait and none got an answer in 500 ms: whoever comes then is better told at
 * once, long before the first is given up after its two seconds. It is looked at by the clock and not by the times of
 * calls, since a process that stood still itself would take that for silence.
 */
export function silence(): Silence {
  let waiting = 0;
  let heardLately = false;
  let checks = 0;
  let timer: NodeJS.Timeout | undefined;

  function check(): void {
    checks = heardLately ? 0 : checks + 1;
    heardLately = false;
  }

  function watch(): void {
    if (waiting >= fewest) timer ??= setInterval(check, checkMs).unref();
    else if (timer) {
      clearInterval(timer);
      timer = undefined;
      checks = 0;
    }
  }

  return {
    begun() {
      waiting += 1;
      watch();
    },
    ended(heard) {
      waiting -= 1;
      if (heard) {
        heardLately = true;
        checks = 0;
      }
      watch();
    },
    is: () => checks >= silentChecks,
  };
}
