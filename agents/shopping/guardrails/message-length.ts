/** What a shopper may say in one turn, in characters. */
export const MOST_CHARACTERS = 2_000;

export type CheckedMessage =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly refusal: 'empty' | 'too-long'; readonly say: string };

/** The shopper's words made plain (no control characters, one kind of space), or one polite sentence. */
export function checkMessage(given: string): CheckedMessage {
  const text = given
    .toWellFormed()
    .normalize('NFC')
    // Control and bidirectional marks can hide what a message says.
    .replace(/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (!/[\p{L}\p{N}]/u.test(text)) {
    return {
      ok: false,
      refusal: 'empty',
      say: 'Say what you are looking for, in a few words or a whole sentence.',
    };
  }
  if (text.length > MOST_CHARACTERS) {
    return {
      ok: false,
      refusal: 'too-long',
      say: `That is longer than I can read at once (${MOST_CHARACTERS} characters). What is the one thing you would like to know or find?`,
    };
  }
  return { ok: true, text };
}
