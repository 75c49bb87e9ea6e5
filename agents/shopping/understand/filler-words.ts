import { english, says } from './language.ts';

const opening = english['filler openings'].join('|');
const filler = new RegExp(`\\b(?:(?:${opening})\\s+)+(?:${english.fillers.join('|')})\\b`, 'giu');

const body = new RegExp(
  `\\b(?:(?:i|he|she|they|who)(?:\\s+(?:am|is|are)|[’']m|[’']s)?\\s+(?:${english['body words'].join('|')})|my (?:weight|height) is)(?:\\s+(?:about|around|roughly|nearly))?\\s+\\d+(?:[.,]\\d+)?\\s*(?:kg|kilos?|lbs?|pounds|stone|cm|m|feet|foot|ft)?\\b`,
  'giu',
);

/** The words without what says when, or who wears it, and not what: "in october", "I weigh 90 kg". */
export const withoutFillers = (text: string): string =>
  text.replace(filler, ' ').replace(body, ' ').replace(/ {2,}/g, ' ');

const aside = new RegExp(`^(?:(?:${english.asides.join('|')})[\\s,:;.-]+)+(?=\\S)`, 'iu');

/** The turn without an opening that asks nothing: "meanwhile: do you ship to Canada?". */
export const withoutAside = (text: string): string => text.replace(aside, '');

const gifts = new RegExp(
  `(?:[’']s\\s+|\\b)(?:(?:as\\s+)?an?\\s+|for\\s+(?:(?:his|her|my|their)\\s+)?)?(?:${english['gift words'].join('|')})\\b(?!\\s+(?:card|voucher))`,
  'giu',
);

/** The words without those of a gift, which name no kind of thing: "a birthday present for my mother". */
export const withoutGiftWords = (text: string): string =>
  text.replace(gifts, ' ').replace(/ {2,}/g, ' ').trim();

/** The occasion the words name, or null. */
export const occasionIn = (text: string): string | null =>
  english.occasions.find((one) => says(text, [one])) ?? null;
