import { messagesOf } from '#src/messages/messages.ts';
/** How long to wait, in words: `30 seconds`, `1 minute`, `2 hours`. */
export function waitText(seconds: number, locale: string): string {
  const say = messagesOf(locale).waits;
  if (seconds < 60) return say.seconds(seconds);
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? say.minutes(minutes) : say.hours(Math.ceil(minutes / 60));
}

/** What somebody reads who did something too often. */
export const tooOftenText = (seconds: number, locale: string): string =>
  messagesOf(locale).waits.tooOften(waitText(seconds, locale));
