import { ARTICLES, BEFORE_VALUE } from '#src/language/english/function-words.ts';
import { DENIES_VALUE } from '#src/language/english/negation-words.ts';
import { isSizeKey } from '#src/language/sizes.ts';
import { isCalledColour } from '#src/language/colors.ts';
import type { Filter } from '#src/query/search-query.ts';
import { phraseAt, type Found } from './match-phrase.ts';
import { use, type Word } from './words.ts';
import type { Named, Vocabulary } from './vocabulary.ts';

const LONGEST_VALUE = 8; // words

/**
 * Takes values beside the name of their attribute out of the words, the surest reading there is: "carbon plate",
 * "terrain: trail or road", "connector gender not male". Sizes and colours have readers of their own.
 */
export function parseLabelledValues(vocabulary: Vocabulary, words: readonly Word[]): readonly Filter[] {
  const filters: Filter[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const label = phraseAt(vocabulary, words, at, (named) => named.kind === 'label' && hasPicks(named));
    if (!label) continue;
    const read = after(vocabulary, words, label) ?? before(vocabulary, words, label);
    if (!read) continue;
    filters.push(read.filter);
    use(words, read.from, read.to);
    at = read.to - 1;
  }
  return filters;
}

interface Read {
  readonly filter: Filter;
  readonly from: number;
  readonly to: number;
}

const hasPicks = (named: Named): boolean =>
  named.kind === 'label' &&
  named.key.words > 0 &&
  !(named.key.isOption && isSizeKey(named.key.key)) &&
  !isCalledColour(named.key.key);

const keysOf = (label: Found): ReadonlySet<string> =>
  new Set(label.named.flatMap((named) => (named.kind === 'label' ? [named.key.key] : [])));

function valueAt(
  vocabulary: Vocabulary,
  words: readonly Word[],
  at: number,
  keys: ReadonlySet<string>,
): { value: Extract<Named, { kind: 'value' }>; to: number } | null {
  const found = phraseAt(vocabulary, words, at, (named) => named.kind === 'value' && keys.has(named.key.key));
  const values = found?.named.flatMap((named) => (named.kind === 'value' ? [named] : [])) ?? [];
  // The label said to the letter stands first among twins, so its value does too.
  const value = [...keys].flatMap((key) => values.find((one) => one.key.key === key) ?? [])[0];
  return found && value ? { value, to: found.to } : null;
}

/** "terrain is trail or road", "cushioning: not plush". */
function after(vocabulary: Vocabulary, words: readonly Word[], label: Found): Read | null {
  let at = label.to;
  let negated = isNot(words[label.from - 1]);
  while (words[at] && !words[at]?.used && (BEFORE_VALUE.has(words[at]?.lower ?? '') || isNot(words[at]))) {
    if (valueAt(vocabulary, words, at, keysOf(label))) break;
    negated ||= isNot(words[at]);
    at += 1;
  }
  const first = valueAt(vocabulary, words, at, keysOf(label));
  if (!first) return null;
  const values = [first.value.value];
  let { to } = first;
  for (;;) {
    const isOr = words[to]?.lower === 'or' && !words[to]?.used;
    const next = isOr ? valueAt(vocabulary, words, to + 1, new Set([first.value.key.key])) : null;
    if (!next) break;
    values.push(next.value.value);
    to = next.to;
  }
  return read(first.value, values, negated, isNot(words[label.from - 1]) ? label.from - 1 : label.from, to);
}

/** "carbon plate", "not plush cushioning". */
function before(vocabulary: Vocabulary, words: readonly Word[], label: Found): Read | null {
  for (let from = Math.max(0, label.from - LONGEST_VALUE); from < label.from; from += 1) {
    const found = valueAt(vocabulary, words, from, keysOf(label));
    if (found?.to !== label.from || !words[label.from]?.joined) continue;
    // "auto focus" is a name of its own, not a focus that is auto.
    const name = phraseAt(vocabulary, words, from, (named) => named.kind === 'label');
    if (name && name.to >= label.to) continue;
    // "without a carbon plate"
    const denial = ARTICLES.has(words[from - 1]?.lower ?? '') ? from - 2 : from - 1;
    const negated = isNot(words[denial]);
    return read(found.value, [found.value.value], negated, negated ? denial : from, label.to);
  }
  return null;
}

const isNot = (one: Word | undefined): boolean =>
  one !== undefined && !one.used && DENIES_VALUE.has(one.lower.replace('’', "'"));

const read = (
  value: Extract<Named, { kind: 'value' }>,
  values: readonly string[],
  negated: boolean,
  from: number,
  to: number,
): Read => ({
  filter: {
    kind: 'any-of',
    key: value.key.key,
    label: value.key.label,
    values: [...new Set(values)],
    negated,
  },
  from,
  to,
});
