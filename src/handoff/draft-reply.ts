import type { Database } from '#src/database/database.ts';
import { findPassages } from '#src/search/find-passages.ts';
import type { DraftSource } from './ticket.ts';

export interface Draft {
  readonly text: string;
  readonly sources: readonly DraftSource[];
}

const MOST_SOURCES = 2;
const MOST_QUOTE = 500;

/** A reply a person may send, made of what the shop has written about it; with nothing written it only asks on. */
export async function draftReply(db: Database, words: string): Promise<Draft> {
  const found = await findPassages(db, words, { most: MOST_SOURCES });
  const sources = found.map(({ title, href, text }) => ({ title, href, quote: text.slice(0, MOST_QUOTE) }));
  const body = sources.length
    ? sources.map(({ quote, title, href }) => `${quote}\n(${title}: ${href})`).join('\n\n')
    : 'So that I can help at once: which order or product is it about, and what would put it right for you?';
  return { text: `Thank you for writing. I have read what you told us.\n\n${body}`, sources };
}
