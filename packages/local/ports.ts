import { createServer } from 'node:net';

/** The preferred port of this machine when it is free, otherwise the next free one the system offers. */
export async function freePort(preferred: number, avoid: ReadonlySet<number> = new Set()): Promise<number> {
  if (preferred > 0 && !avoid.has(preferred) && (await listen(preferred)) !== undefined) return preferred;
  for (;;) {
    const port = await listen(0);
    if (port !== undefined && !avoid.has(port)) return port;
  }
}

function listen(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    // Exclusive, and tried on every address: a server on 0.0.0.0 would otherwise hide behind our 127.0.0.1.
    const server = createServer().once('error', () => resolve(undefined));
    server.listen({ port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
    });
  });
}
