import { glossed } from '#src/language/gloss.ts';
import { languageOf } from '#src/messages/messages.ts';
import { categoryOf } from '#src/conversations/revise-query.ts';
import type { SearchQuery } from '#src/query/search-query.ts';
import { filterText } from '#src/query/filter-text.ts';
import type { Turn } from '../state.ts';
import { asksAbout, nameless, piecesIn } from '../understand/cart-words.ts';
import { english, padded, says } from '../understand/language.ts';

/** "cheaper", "lighter", "more expensive": a request relative to what is shown; "the cheaper one" points and is none. */
export function relativeWords(
  text: string,
): { readonly key: string; readonly direction: 'less' | 'more' } | null {
  // "For less than 50" is an amount.
  const said = text.replace(/\bless than\b/gi, ' ');
  const points = english.references.extremes.some(({ words }) =>
    says(
      text,
      words.map((word) => `the ${word}`),
    ),
  );
  const relative = english.relative.find(({ words }) => says(said, words));
  return points || !relative ? null : { key: relative.key, direction: relative.direction };
}

/**
 * Keys of the filters that the words name: by the whole text of a chip, by meaning of the key, its label or its values;
 * the last one where none is.
 */
export function keysToForget(query: SearchQuery, words: string, locale: string): readonly string[] {
  // What comes back of a chip has plain spaces: `Under 1.310 €`.
  const plain = (text: string) => text.replace(/\s+/g, ' ').trim();
  const chip = query.filters.find(
    (filter) => plain(glossed(filterText(filter, locale), languageOf(locale))) === plain(words),
  );
  if (chip) return [chip.key];
  const said = words.toLowerCase();
  const named = query.filters.filter((filter) => {
    const own = [
      filter.key.replaceAll('_', ' '),
      filter.label.toLowerCase(),
      ...(filter.kind === 'any-of'
        ? filter.values.map((value) => value.toLowerCase().split('/').at(-1) ?? '')
        : []),
    ];
    const otherNames = Object.entries(english.limits).find(([key]) => filter.key.startsWith(key))?.[1] ?? [];
    if (says(words, otherNames) || (filter.key === 'price' && /\p{Sc}/u.test(said))) return true;
    return (
      own.some((name) => name && said.includes(name)) ||
      own.some((name) =>
        said.split(/\W+/).some((word) => word.length > 3 && name.split(/\W+/).includes(word)),
      )
    );
  });
  if (named.length) return [...new Set(named.map((filter) => filter.key))];
  // "Undo that" takes the last one away; "forget the budget" where there is none takes nothing.
  const last = query.filters.at(-1);
  return last && says(words, english['last limit']) ? [last.key] : [];
}

const MOST_PIECES = 20;

/** How many pieces the shopper says, or null; a number that is a size or of a name is none. */
export function quantityIn(turn: Turn): number | null {
  const { quantity } = turn.understanding.parsedQuery;
  return quantity ? Math.min(MOST_PIECES, quantity) : piecesIn(nameless(turn));
}

/** Whether the words ask for more than an option of a product already there: "in a 9" is an option, "gels" is not. */
export const substanceBeyondOptions = (parsed: SearchQuery): boolean => categoryOf(parsed) !== null;

const LEAVES_THE_CHOICE = [
  'start-over',
  'forget',
  'off-topic',
  'policy',
  'person',
  'cart-remove',
  'cart-view',
  'complaint',
];
const LONGEST_CHOICE = 7; // words

/** A short answer that names what was offered, or an option, completes the open choice; another request leaves it. */
export function answersPending(turn: Turn, intent: string): boolean {
  const { parsedQuery: parsed } = turn.understanding;
  const choices = turn.state.pending?.choices.map((choice) => padded(choice).trim()) ?? [];
  const isShort = turn.text.split(/\s+/).length <= LONGEST_CHOICE;
  if (isShort && says(turn.text, choices)) return true;
  // "How long until it gets here?" asks something else; "is there a 9?" does not.
  const offered = new Set(choices.flatMap((choice) => choice.split(' ')));
  const holdsChoice = padded(turn.text)
    .split(' ')
    .some((word) => word !== '' && offered.has(word));
  if (asksAbout(turn.text) && !holdsChoice) return false;
  return (
    !LEAVES_THE_CHOICE.includes(intent) &&
    isShort &&
    (/\d/.test(turn.text) ||
      parsed.filters.length > 0 ||
      /^\p{L}{1,4}$/u.test(turn.text) ||
      parsed.text !== '')
  );
}
