import { MEN, WOMEN } from '#src/language/english/people.ts';
import type { Filter } from '#src/query/search-query.ts';
import { saidBy, type Said } from './said.ts';
import { use, type Word } from './words.ts';
import type { Named, Vocabulary } from './vocabulary.ts';

type Value = Extract<Named, { kind: 'value' }>;

const GROUPS: readonly ReadonlySet<string>[] = [MEN, WOMEN];
const EVERYBODY: readonly string[] = ['unisex', 'everyone', 'all', 'any'];

/**
 * Takes "men's" or "women's" out of the words where an attribute of this catalogue tells whom a product is for; what
 * is for everybody counts too.
 */
export function parseGender(vocabulary: Vocabulary, words: readonly Word[]): readonly Said[] {
  const asked = GROUPS.filter((group) => words.some((one) => !one.used && group.has(one.form)));
  const [group] = asked;
  if (asked.length !== 1 || !group) return [];
  const filter = personFilter(vocabulary, group);
  if (!filter) return [];
  const read = () => {
    for (const [at, one] of words.entries()) {
      if (one.used || !group.has(one.form)) continue;
      use(words, ['for', '-'].includes(words[at - 1]?.lower ?? '') ? at - 1 : at, at + 1);
    }
    return [{ filter, strength: 'mention' } as const];
  };
  return saidBy(words, read);
}

/** The values of the attribute by which most products tell that they are for such people, and for everybody. */
export function personFilter(vocabulary: Vocabulary, forms: ReadonlySet<string>): Filter | null {
  const own = valuesOf(vocabulary, [...forms]);
  const best = own.toSorted((a, b) => b.key.products - a.key.products)[0];
  if (!best) return null;
  const { key } = best;
  const values = [...own, ...valuesOf(vocabulary, EVERYBODY)].filter((value) => value.key.key === key.key);
  return {
    kind: 'any-of',
    key: key.key,
    label: key.label,
    values: [...new Set(values.map((value) => value.value))],
    negated: false,
  };
}

function valuesOf(vocabulary: Vocabulary, forms: readonly string[]): readonly Value[] {
  return forms.flatMap((form) =>
    (vocabulary.phrases.get(form) ?? []).flatMap(({ forms: all, named }) =>
      all.length === 1 && named.kind === 'value' && named.choices <= 12 && !named.key.isOption ? [named] : [],
    ),
  );
}
