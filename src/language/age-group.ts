import { CHILD_AGE_GROUPS, CHILD_WORDS } from './english/people.ts';
import { tokensOf } from './tokenizer.ts';
import { wordForm } from './word-form.ts';

/** Whether a value of an age group, as feeds write it ("Kids", "toddler"), is one of children. */
export const isChildAgeGroup = (value: string): boolean => CHILD_AGE_GROUPS.has(wordForm(value.trim()));

const OLDEST_CHILD = 13; // years; shops sell grown sizes from then on
const AGE =
  /\b(\d{1,2})[\s-]*(?:(?:years?|yrs?|(months?))[\s-]*)?(?:olds?|yo|y\/o)\b|\baged?\s+(\d{1,2})\b|\b(?:is|turns|turning)\s+(\d{1,2})\b(?!\s*(?:mm|cm|g|oz|inch|"|%|dollars?))/i;

/** The age in whole years that the text gives a person, or null. */
export function ageIn(text: string): number | null {
  const found = AGE.exec(text);
  if (!found) return null;
  const age = Number(found[1] ?? found[3] ?? found[4]);
  return found[2] ? Math.floor(age / 12) : age;
}

/** Whether the text gives a person the age of a child. */
export function isChildAged(text: string): boolean {
  const age = ageIn(text);
  return age !== null && age <= OLDEST_CHILD;
}

/** The text without an age, whose number is no size: "a 10 year old". */
export const withoutAge = (text: string): string => text.replace(AGE, ' ').replace(/ {2,}/g, ' ');

const CHILD: ReadonlySet<string> = new Set(tokensOf(CHILD_WORDS).map((token) => token.term));

/** Whether a question is, by its words, about a child: "for my 6 year old", "boys boots". */
export const namesChild = (text: string): boolean =>
  isChildAged(text) || tokensOf(text).some((token) => CHILD.has(token.term));
