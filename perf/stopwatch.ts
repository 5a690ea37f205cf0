/** Time that some work took: of all threads of the process, and on the clock. */
export interface Spent {
  /** Seconds of CPU, garbage collector and compiler threads included. */
  readonly cpu: number;
  readonly wall: number;
}

/** Starts a stopwatch; calling it tells the time spent since. */
export function startWatch(): () => Spent {
  const cpu = process.cpuUsage();
  const started = performance.now();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return { cpu: (user + system) / 1e6, wall: (performance.now() - started) / 1000 };
  };
}

/**
 * Does the work again and again and returns the least CPU seconds that it took: what disturbs a
 * measurement only ever adds to it. The first time is not counted, since it compiles.
 */
export function leastCpu(repeats: number, work: () => void): number {
  let least = Infinity;
  for (let i = 0; i <= repeats; i++) {
    const spent = startWatch();
    work();
    if (i > 0) least = Math.min(least, spent().cpu);
  }
  return least;
}
