import { connect } from 'node:net';
import { monotonicMs } from '#kernel/clock.ts';

// Less than any contestant keeps an idle connection, so that none is closed under a question.
const idleMs = 2_000;
const headEnd = '\r\n\r\n';
const nothing = Buffer.alloc(0);
const place = Buffer.alloc(256 * 1024);
const lastChunk = '0\r\n\r\n';

/** An answer's status, and how many bytes its body has as it came. */
type Answered = { status: number; size: number };

type Connection = { send(bytes: Buffer): Promise<Answered>; idleSince: number; close(): void };

/** One connection, one question at a time. Of an answer it reads the status and where it ends. */
function opened(port: number, gone: (connection: Connection) => void): Connection {
  let under: { done: (answered: Answered) => void; failed: (error: Error) => void } | undefined;
  let begun: Buffer = nothing;
  let status = 0;
  // Bytes that are still to come, or the last few that came where only the last chunk tells the end.
  let left = 0;
  let size = 0;
  let tail: string | undefined;

  function readHead(bytes: Buffer): Buffer | undefined {
    const all = begun.length > 0 ? Buffer.concat([begun, bytes]) : bytes;
    const end = all.indexOf(headEnd);
    if (end < 0) {
      begun = Buffer.from(all);
      return undefined;
    }
    const head = all.toString('latin1', 0, end);
    status = Number(head.slice(9, 12));
    const length = /\ncontent-length: *(\d+)/i.exec(head);
    left = Number(length?.[1] ?? 0);
    tail = length ? undefined : '';
    return all.subarray(end + headEnd.length);
  }

  function take(bytes: Buffer): void {
    const body = status === 0 ? readHead(bytes) : bytes;
    if (!body) return;
    left -= body.length;
    size += body.length;
    if (tail !== undefined) tail = (tail + body.toString('latin1', Math.max(body.length - 5, 0))).slice(-5);
    if (tail === undefined ? left > 0 : tail !== lastChunk) return;
    const { done } = under!;
    const answered = { status, size };
    [under, begun, status, size] = [undefined, nothing, 0, 0];
    connection.idleSince = monotonicMs();
    done(answered);
  }

  // One place for what comes over all connections, since nothing of it is kept.
  const callback = (size: number, bytes: Uint8Array): boolean => {
    take(Buffer.from(bytes.buffer, bytes.byteOffset, size));
    return true;
  };
  const socket = connect({ port, host: '127.0.0.1', noDelay: true, onread: { buffer: place, callback } });
  socket.on('error', (error) => under?.failed(error));
  socket.on('close', () => {
    gone(connection);
    under?.failed(new Error('the connection was closed under a question'));
  });
  const connection: Connection = {
    idleSince: 0,
    send: (bytes) =>
      new Promise((done, failed) => {
        under = { done, failed };
        socket.write(bytes);
      }),
    close: () => socket.destroy(),
  };
  return connection;
}

/**
 * Sends requests over so many connections, which are kept, at the least that asking costs: who asks shares a core with
 * the subgraphs and PostgreSQL, and must not be what is measured. The first failure is meant to end the run.
 */
export function client(port: number, most: number) {
  let idle: Connection[] = [];
  const open = new Set<Connection>();
  const waiting: ((connection: Connection) => void)[] = [];
  const gone = (connection: Connection) => {
    open.delete(connection);
    idle = idle.filter((one) => one !== connection);
  };
  function free(): Connection | undefined {
    const old = monotonicMs() - idleMs;
    // The last to be done is the next to be asked, so that the first waits longest.
    for (let one = idle[0]; one && one.idleSince < old; one = idle[0]) {
      gone(one);
      one.close();
    }
    const kept = idle.pop();
    if (kept || open.size >= most) return kept;
    const connection = opened(port, gone);
    open.add(connection);
    return connection;
  }
  return async (bytes: Buffer): Promise<Answered> => {
    const connection = free() ?? (await new Promise<Connection>((take) => waiting.push(take)));
    const answered = await connection.send(bytes);
    const next = waiting.shift();
    if (next) next(connection);
    else idle.push(connection);
    return answered;
  };
}
