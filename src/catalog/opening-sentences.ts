const MOST_CHARACTERS = 400;
const MOST_SENTENCES = 2;
const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/**
 * The sentences a product is led with where nobody wrote any: the first two of its description, and what is left. A
 * description that begins with something longer than a lead is cut at a word, and then all of it is left.
 */
export function openingSentences(description: string): { readonly lead: string; readonly rest: string } {
  const text = description.trim();
  let end = 0;
  let sentences = 0;
  for (const { index, segment } of segmenter.segment(text.slice(0, MOST_CHARACTERS * 2))) {
    if (index + segment.trimEnd().length > MOST_CHARACTERS || sentences === MOST_SENTENCES) break;
    end = index + segment.length;
    sentences += 1;
  }
  if (sentences > 0) return { lead: text.slice(0, end).trim(), rest: text.slice(end).trim() };
  if (text.length <= MOST_CHARACTERS) return { lead: text, rest: '' };
  const cut = text.slice(0, MOST_CHARACTERS);
  const lead = /\s/.test(cut) ? cut.replace(/(?<!\s)\s+\S*$/u, '') : cut.replace(/[\ud800-\udbff]$/, '');
  return { lead: `${lead}…`, rest: text };
}
