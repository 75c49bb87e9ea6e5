/** How long to wait, in words: `30 seconds`, `1 minute`, `2 hours`. */
export function waitText(seconds: number): string {
  if (seconds < 60) return counted(seconds, 'second');
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? counted(minutes, 'minute') : counted(Math.ceil(minutes / 60), 'hour');
}

const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`;

/** What somebody reads who did something too often. */
export const tooOftenText = (seconds: number): string =>
  `That was done often from here. Try again in ${waitText(seconds)}.`;
