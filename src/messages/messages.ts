import { english } from './english/messages.ts';
import { german } from './german/messages.ts';
import type { Messages } from './english/messages.ts';

export type { Messages } from './english/messages.ts';

const languages: Readonly<Record<string, Messages>> = { en: english, de: german };

/** Whether a shop in that locale is told in its own language. */
export const speaks = (locale: string): boolean => languageOf(locale) in languages;

/** Every sentence of the language of a locale, `de-AT`; in English where there is no folder for it. */
export const messagesOf = (locale: string): Messages => languages[languageOf(locale)] ?? english;

/** The language of a locale without its country: `de`. */
export const languageOf = (locale: string): string => (locale.split('-')[0] ?? locale).toLowerCase();
