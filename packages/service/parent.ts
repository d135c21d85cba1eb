/**
 * Calls `stop` once, when the process is asked to end (SIGTERM, SIGINT) or when the supervisor that started it is gone,
 * and then leaves; the same signal again leaves at once. A supervisor that is killed outright cannot send a signal, but
 * the pipe it holds closes.
 */
export function stopWithParent(stop: () => Promise<void>): void {
  let stopping = false;
  const leave = async () => {
    if (stopping) return;
    stopping = true;
    const failed = await stop().then(
      () => 0,
      () => 1,
    );
    process.exit(failed);
  };
  // A terminal interrupts the whole group, and the supervisor then terminates each: that is one wish, not two.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      process.on(signal, () => process.exit(1));
      void leave();
    });
  }
  // Without a supervisor standard input may be closed from the beginning and means nothing.
  if (process.env['PARENT_PIPE'] !== '1') return;
  process.stdin.on('end', leave).on('close', leave).on('error', leave).resume();
  // The pipe alone is no reason to go on living.
  (process.stdin as { unref?: () => void }).unref?.();
}
