import type { Rule } from '../rule.ts';

export const pageLanguage: Rule = {
  id: 'page-language',
  title: 'The page says its language',
  severity: 'warning',
  why: 'Screen readers pronounce by it and engines pick readers by it.',
  check: ({ lang }) =>
    lang && isLanguage(lang)
      ? []
      : [
          {
            where: '<html lang>',
            found: lang ? `“${lang}” is no language tag.` : 'It is missing.',
            fix: 'Set the locale in store.yaml, such as en-US.',
          },
        ],
};

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
