import type { Database } from '#src/database/database.ts';
import { findPassages } from '#src/search/find-passages.ts';
import type { DraftSource } from './ticket.ts';

export interface Draft {
  readonly text: string;
  readonly sources: readonly DraftSource[];
}

const MOST_SOURCES = 2;
const MOST_QUOTE = 500;
const LOOKED_AT = 12; // passages among which policies are looked for

/**
 * A reply a person may send, made of what the shop has written about it; with nothing written it only asks on. A
 * complaint begins with an apology and is answered with rules of the shop alone: who was hurt wants no guide.
 */
export async function draftReply(db: Database, words: string, isComplaint = false): Promise<Draft> {
  const looked = await findPassages(db, words, { most: isComplaint ? LOOKED_AT : MOST_SOURCES });
  const found = looked.filter(({ kind }) => !isComplaint || kind === 'policy').slice(0, MOST_SOURCES);
  const sources = found.map(({ title, href, text }) => ({ title, href, quote: text.slice(0, MOST_QUOTE) }));
  const body = sources.length
    ? sources.map(({ quote, title, href }) => `${quote}\n(${title}: ${href})`).join('\n\n')
    : 'So that I can help at once: which order or product is it about, and what would put it right for you?';
  const opening = isComplaint
    ? 'I am sorry that this happened. I have read what you told us, and I take it up at once.'
    : 'Thank you for writing. I have read what you told us.';
  return { text: `${opening}\n\n${body}`, sources };
}
