import { setFlagsFromString } from 'node:v8';

// What comes and goes is mostly bytes outside of the collector's heap. By its own rule it goes through the whole heap
// whenever 64 MiB of them have come, which many large answers are each second; so they count with all else, whose limit
// grows with what is really held.
setFlagsFromString('--external-memory-accounted-in-global-limit');
