import type { AttributeKey } from '#src/query/attribute-key.ts';
import { ofVocabulary } from '#src/query-understanding/vocabulary.ts';

const MOST_KEYS = 16; // those that most products state; a catalogue may have thousands
const LONGEST = 40;

/** What products of this catalogue are stated by, for a model: `color, weight (Weight in g), waterproof (yes or no)`. */
export const statedLimits = ofVocabulary(({ keys }) =>
  [...keys.values()]
    .filter(({ key, label }) => key.length <= LONGEST && label.length <= LONGEST)
    .toSorted((a, b) => b.products - a.products || (a.key < b.key ? -1 : 1))
    .slice(0, MOST_KEYS)
    .map(limitText)
    .join(', '),
);

function limitText({ key, label, unit, numbers, words, flags }: AttributeKey): string {
  const isNumber = numbers > Math.max(words, flags);
  const kind = isNumber ? (unit ? `in ${unit}` : 'a number') : flags > words ? 'yes or no' : '';
  const named = label.toLowerCase().replaceAll(' ', '_') === key.toLowerCase() ? '' : label;
  const more = [named, kind].filter(Boolean).join(' ');
  return more ? `${key} (${more})` : key;
}
