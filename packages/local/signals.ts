/** Stops in order on the first Ctrl-C (or SIGTERM), at once on the second; then leaves. */
export function endOnSignal(stack: { stop(): Promise<void>; kill(): void }, say: (line: string) => void): void {
  let asked = false;
  const end = async () => {
    if (asked) {
      stack.kill();
      process.exit(130);
    }
    asked = true;
    say('stopping; Ctrl-C again stops at once');
    await stack.stop();
    process.exit(0);
  };
  process.on('SIGINT', end).on('SIGTERM', end).on('SIGHUP', end);
}
