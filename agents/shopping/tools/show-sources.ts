import type { FoundPassage } from '#src/search/find-passages.ts';
import { show, type Writing } from '../present/show.ts';

const QUOTE_LONGEST = 240;

/** Quotes passages with links to where they stand. */
export function showSources(config: Writing, passages: readonly FoundPassage[]): void {
  show(config, {
    part: 'sources',
    data: {
      passages: passages.map(({ title, href, text }) => ({
        title,
        href,
        quote: shortened(text, QUOTE_LONGEST),
      })),
    },
  });
}

export const passageView = ({ title, href, text, kind, slug }: FoundPassage) => ({
  kind,
  slug,
  title,
  href,
  text: shortened(text, 700),
});

/** The first sentences of a text, up to a length. */
function shortened(text: string, most: number): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  if (plain.length <= most) return plain;
  const cut = plain.slice(0, most);
  const end = Math.max(cut.lastIndexOf('. '), cut.lastIndexOf('? '));
  return end > most / 3 ? cut.slice(0, end + 1) : `${cut.slice(0, cut.lastIndexOf(' '))} …`;
}
