import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { type Asked, loadedStage } from './loaded-stage.ts';
import { proofSize, report } from './proof-size.ts';

// Who waits for a slow subgraph keeps a turn meanwhile; those for what is slow leave some for everything else.

const { forMs } = proofSize({ small: { forMs: 1_000 }, full: { forMs: 15_000 } });
const both = '{ pools { id city depositBalance } }';
const own = '{ pools { id city } }';

const codeOf = ({ text }: Asked): unknown =>
  (JSON.parse(text) as { errors?: { extensions: { code: string } }[] }).errors?.[0]?.extensions.code;

it('who comes when many wait for a slow subgraph is told UNAVAILABLE, and who asks for something else is let in', async () => {
  // A client alone has 192 turns, and 128 of them for what is slow.
  const stage = await loadedStage({ mostUnderWay: 256 });
  try {
    await stage.ask(both);
    await stage.contributions.behave('200 ms');
    const answers: Asked[] = [];
    let over = false;
    // Each begins at a time of its own, so that they do not go on coming all at once.
    const askOn = async (afterMs: number) => {
      await pause(afterMs);
      while (!over) {
        const answer = await stage.ask(both);
        answers.push(answer);
        if (!answer.whole) await pause(150);
      }
    };
    const askers = Array.from({ length: 160 }, (_, index) => askOn(index * 1.25));
    await expect.poll(async () => codeOf(await stage.ask(both)), { timeout: 10_000 }).toBe('UNAVAILABLE');
    askers.push(...Array.from({ length: 64 }, (_, index) => askOn(index)));
    const others: Asked[] = [];
    for (const until = performance.now() + forMs; performance.now() < until; await pause(5)) {
      others.push(await stage.ask(own));
    }
    over = true;
    await Promise.all(askers);
    const turnedAway = answers.filter((answer) => answer.status === 200 && codeOf(answer) === 'UNAVAILABLE');
    report('more than may wait', { others: others.length, asked: answers.length, 'turned away': turnedAway.length });
    // On a busy machine they come all at once after all, more than are let in by any rule; few of them.
    const few = (of: Asked[]) => 2 + of.length / 50;
    const notAnswered = others.filter(({ whole }) => !whole);
    expect(notAnswered.filter((answer) => codeOf(answer) !== 'UNAVAILABLE')).toEqual([]);
    expect(notAnswered.length).toBeLessThan(few(others));
    expect(answers.filter(({ status }) => status === 503).length).toBeLessThan(few(answers));
    expect(answers.filter(({ status, whole }) => !whole && status !== 503)).toEqual(turnedAway);
    expect(turnedAway[0]?.text).toContain('"rule":"overload"');
    await stage.contributions.behave('well');
    await expect.poll(async () => (await stage.ask(both)).whole).toBe(true);
  } finally {
    await stage.close();
  }
}, 60_000);
