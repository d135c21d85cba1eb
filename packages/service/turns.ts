import { setImmediate } from 'node:timers/promises';

/** Lets whoever else waits for this process have their turn, in the middle of something long. */
export const letOthers = (): Promise<void> => setImmediate();
