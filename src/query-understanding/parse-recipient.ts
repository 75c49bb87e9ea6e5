import { CHILD_AGE_GROUPS, groupOfRecipient, MEN, WOMEN } from '#src/language/english/people.ts';
import { personFilter } from './parse-gender.ts';
import type { Said } from './said.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The share of the products that must state it: the gender of a few dolls tells nobody's. */
const LEAST_STATING = 0.01;

const FORMS = { man: MEN, woman: WOMEN, child: CHILD_AGE_GROUPS } as const;

/** What follows from whom it is for, where this catalogue states such things: a father's are men's and everybody's. */
export function parseRecipientGroup(vocabulary: Vocabulary, who: string | null): readonly Said[] {
  const group = who === null ? null : groupOfRecipient(who);
  const filter = group ? personFilter(vocabulary, FORMS[group]) : null;
  const stating = vocabulary.keys.get(filter?.key ?? '')?.products ?? 0;
  return filter && stating >= vocabulary.products * LEAST_STATING
    ? [{ filter, strength: 'mention', words: [] }]
    : [];
}
