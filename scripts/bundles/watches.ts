/** Node compiles the embedded database anew in the background while it is first used, which takes half a gigabyte for seconds. */
export const settled = () => new Promise((resolve) => setTimeout(resolve, 5_000));

/** By how many MB the process grew, at most, until the answered function is called. */
export function risenMemory(): () => number {
  const begin = process.memoryUsage.rss();
  let most = begin;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20);
  return () => {
    clearInterval(timer);
    return (most - begin) / 1024 ** 2;
  };
}

/** How long, at most, the event loop of this thread stood still until the answered function is called. */
export function longestStall(): () => number {
  let last = performance.now();
  let longest = 0;
  const every = 5;
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - every);
    last = now;
  }, every);
  return () => {
    clearInterval(timer);
    return longest;
  };
}
