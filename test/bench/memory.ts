import { questions } from './gateway/questions.ts';
import { type Asking, asked, type Contestant, heldBy, openStage, reloaded } from './gateway/stage.ts';
import { median } from './median.ts';

// `npm run bench:memory`: what the gateway holds in memory over a million requests and a hundred reloads, looked at after
// each twentieth of them, and how much the last third of that is more than the first. REQUESTS makes it shorter.

const requests = Number(process.env['REQUESTS'] ?? 1_000_000);
const reloads = 100;
const looks = 20;
const atOnce = 64;

async function ask(contestant: Contestant, askings: readonly Asking[], count: number): Promise<void> {
  let left = count;
  const askOn = async () => {
    for (; left > 0; ) {
      left -= 1;
      const text = await asked(contestant, askings[left % askings.length]!);
      if (!text.startsWith('{"data":{')) throw new Error(text.slice(0, 500));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, askOn));
}

const stage = await openStage(atOnce);
const ours = await stage.enter('ours');
const askings = await Promise.all(questions.filter(({ people }) => people === 1).map(stage.askingOf));
const held: { heap: number; resident: number }[] = [];
for (let look = 0; look < looks; look += 1) {
  for (let part = 0; part < reloads / looks; part += 1) {
    await ask(ours, askings, requests / reloads);
    if (!(await reloaded(ours))) throw new Error('what was read anew is not served');
  }
  const { heapKiB, residentKiB } = await heldBy(ours);
  held.push({ heap: heapKiB / 1024, resident: residentKiB / 1024 });
  const done = `${((look + 1) * requests) / looks} requests, ${((look + 1) * reloads) / looks} reloads`;
  console.log(`${done}: ${(heapKiB / 1024).toFixed(1)} MiB of heap, ${(residentKiB / 1024).toFixed(0)} MiB resident`);
}
const third = Math.floor(looks / 3);
for (const key of ['heap', 'resident'] as const) {
  const all = held.map((one) => one[key]);
  const ratio = median(all.slice(-third)) / median(all.slice(0, third));
  console.log(`${key}: the last third ÷ the first third: ${ratio.toFixed(3)}`);
}
await stage.close([ours]);
process.exit();
