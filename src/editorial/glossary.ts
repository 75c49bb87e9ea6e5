import { slugOf } from '#src/catalog/slug.ts';
import type { Content } from './content.ts';
import type { GlossaryWords } from './schemas.ts';

export type Term = GlossaryWords['terms'][number];

/** The terms of the shop's glossary by name. */
export const terms = (content: Content): readonly Term[] =>
  (content.glossary?.words.terms ?? []).toSorted((a, b) =>
    a.term.localeCompare(b.term, 'en', { sensitivity: 'base' }),
  );

export const termAnchor = (term: Pick<Term, 'term'>): string => slugOf(term.term);

/** Where the glossary explains a specification; null where it does not. */
export function termAddress(content: Content, specKey: string): string | null {
  const term = content.glossary?.words.terms.find((one) => one.specs?.includes(specKey));
  return term ? `/glossary#${termAnchor(term)}` : null;
}
