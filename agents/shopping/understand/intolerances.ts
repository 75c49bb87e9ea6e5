import { english, says } from './language.ts';

/**
 * The words with what somebody cannot bear as a denial, which limits as "without" does: "allergic to down" and "down
 * gives me a rash" are "without down", and a condition that denies something by its very name says what.
 */
export function asDenials(text: string): string {
  const named = text
    .replace(BORNE, 'without ')
    .replace(MADE, (whole, said: string) => (isOther(said) ? whole : `without ${said}`))
    .replace(CALLED, (whole, said: string) => (isOther(said) ? whole : `without ${said}`));
  const denied = named === text ? text : named.replace(/ without (?:it|them|that|those|any)\b/gi, ' ');
  const conditions = Object.entries(english.conditions).filter(([name]) => says(text, [name]));
  return conditions.length
    ? `${conditions.reduce((rest, [name]) => rest.replace(new RegExp(`\\b${name}\\b`, 'gi'), ' '), denied).trim()}, ${conditions.map(([, free]) => free).join(', ')}`
    : denied;
}

/** The words in which products are named: without what somebody cannot bear. */
export function withoutUnbearable(text: string): string {
  const denied = asDenials(text);
  return denied === text ? text : denied.replace(DENIED, ' ');
}

const alternatives = (words: readonly string[]): string =>
  words.map((one) => one.replace(' t ', "[’']?t ").replaceAll(' ', String.raw`\s+`)).join('|');

const DENIED = /\bwithout\s+[\p{L}-]+(?:\s+(?:and|or|nor)\s+[\p{L}-]+)*/giu;

const isOther = (word: string): boolean => english.intolerance.others.includes(word.toLowerCase());

const { opening, makes, ills, ending } = english.intolerance;
/** "I am allergic to". */
const BORNE = new RegExp(
  `(?:\\b(?:i|he|she|we|they|is|am|are|was|has|have|an?)(?:[’']\\p{L}+)?\\s+)*\\b(?:${alternatives(opening)})\\s+`,
  'giu',
);
/** "Wool makes my skin itch". */
const MADE = new RegExp(
  `\\b([\\p{L}-]{3,})\\s+(?:${alternatives(makes)})\\s+(?:\\p{L}+\\s+){1,3}?(?:${alternatives(ills)})\\b`,
  'giu',
);
/** "A nut allergy", "lactose intolerant". */
const CALLED = new RegExp(`\\b([\\p{L}-]{3,})[\\s-]+(?:${alternatives(ending)})\\b`, 'giu');
