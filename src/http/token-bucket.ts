/** A measure that allows `most` at once and refills by `perSecond`: for work that is kind to do but not owed to a flood. */
export function tokenBucket(most: number, perSecond: number): (now: number) => boolean {
  let left = most;
  let last = Number.NEGATIVE_INFINITY;
  return (now) => {
    left = Math.min(most, left + (Math.max(0, now - last) / 1000) * perSecond);
    last = Math.max(last, now);
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
