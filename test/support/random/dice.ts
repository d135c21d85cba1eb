/** Chances that come out the same for the same seed. */
export type Dice = {
  below(limit: number): number;
  chance(percent: number): boolean;
  one<T>(list: readonly T[]): T;
  some<T>(list: readonly T[], percent: number): T[];
};

/** A number for a text, spread over 32 bits; the same text always gives the same. */
export function hash(text: string): number {
  let sum = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    sum = Math.imul(sum ^ text.charCodeAt(index), 0x01000193);
  }
  sum = Math.imul(sum ^ (sum >>> 15), 0x2c1b3c6d);
  sum = Math.imul(sum ^ (sum >>> 12), 0x297a2d39);
  return (sum ^ (sum >>> 15)) >>> 0;
}

export function dice(seed: number): Dice {
  let count = 0;
  const below = (limit: number) => {
    count += 1;
    return hash(`${seed} ${count}`) % limit;
  };
  const chance = (percent: number) => below(100) < percent;
  return {
    below,
    chance,
    one: (list) => list[below(list.length)]!,
    some: (list, percent) => list.filter(() => chance(percent)),
  };
}
