import { type LookupAddress, type LookupAllOptions, lookup as systemLookup } from 'node:dns';

type Done = (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void;
type Resolve = (host: string, options: LookupAllOptions, done: Done) => void;
/** As sockets want it: all addresses, or one and its family. */
type Looked = (error: NodeJS.ErrnoException | null, address: LookupAddress[] | string, family?: number) => void;
type Options = { all?: boolean | undefined };

// A name server that answers at all answers sooner; a connection is waited for no longer than 300 ms.
const patienceMs = 100;

/**
 * Looks the addresses of subgraphs up, and gives those known from before where no name server answers: a name that cannot
 * be looked up any more is no subgraph that is gone. Whoever asks for a name while it is looked up shares the answer, since
 * the system looks up only a few at once.
 */
export function rememberingLookup(resolve: Resolve = systemLookup) {
  const known = new Map<string, LookupAddress[]>();
  const asked = new Map<string, Done[]>();

  function ask(host: string, done: Done): void {
    const waiting = asked.get(host);
    if (waiting) return void waiting.push(done);
    asked.set(host, [done]);
    resolve(host, { all: true }, (error, addresses) => {
      if (!error) known.set(host, addresses);
      const all = asked.get(host) ?? [];
      asked.delete(host);
      for (const one of all) one(error, addresses);
    });
  }

  return (host: string, options: Options, done: Looked): void => {
    let timer: NodeJS.Timeout | undefined;
    let told = false;
    const tell: Done = (error, addresses) => {
      if (told) return;
      told = true;
      clearTimeout(timer);
      const [first] = addresses;
      if (error) done(error, '');
      else if (options.all) done(null, addresses);
      else done(null, first!.address, first!.family);
    };
    const before = known.get(host);
    if (before) timer = setTimeout(() => tell(null, before), patienceMs);
    ask(host, (error, addresses) => (error && before ? tell(null, before) : tell(error, addresses ?? [])));
  };
}
