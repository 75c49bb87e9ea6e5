import type { Content } from '#src/editorial/content.ts';

/** The date at the shop, such as `2026-11-27`: offers begin and end with its day. */
export function shopDay(content: Pick<Content, 'program'>, now: Date): string {
  const timeZone = content.program?.words.timeZone ?? 'UTC';
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(now);
}

/** Whether something with a first and a last day is valid on that day. */
export const runsOn = (
  {
    starts,
    ends,
    paused,
  }: { starts?: string | undefined; ends?: string | undefined; paused?: boolean | undefined },
  day: string,
): boolean => !paused && (!starts || starts <= day) && (!ends || day <= ends);
