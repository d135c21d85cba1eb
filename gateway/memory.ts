import { getHeapStatistics, setFlagsFromString } from 'node:v8';

// What comes and goes is mostly bytes outside of the collector's heap. By its own rule it goes through the whole heap
// whenever 64 MiB of them have come, which many large answers are each second; so they count with all else, whose limit
// grows with what is really held.
setFlagsFromString('--external-memory-accounted-in-global-limit');

// After a moment of many questions at once V8 takes what is made for a question for something that stays, and makes it
// where only a collection of everything finds that it is over; until then each holds all that belongs to its question.
// Once under such load, a gateway would copy every question about in memory, for hours.
setFlagsFromString('--no-allocation-site-pretenuring');

// On a calm day V8 lets the heap grow by a tenth before it goes through all of it again: every four seconds at half of what
// one core can answer, each time for the tenth of a second in which its helping threads share that core. Three times what
// is held is once in a minute, and less than V8 allows itself when it is asked a lot; with less memory it is more careful.
const roomyBytes = 2 * 1024 ** 3;
if (getHeapStatistics().heap_size_limit >= roomyBytes) setFlagsFromString('--heap-growing-percent=200');
