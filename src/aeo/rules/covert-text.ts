import { excerpt, type Rule } from '../rule.ts';

/** Marks that no reader sees: tags, bidirectional overrides, zero-width marks and runs of variation selectors. */
const covert: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: 'tag characters', pattern: /[\u{E0000}-\u{E007F}]/u },
  { what: 'marks that turn the direction of text', pattern: /[\u202A-\u202E\u2066-\u2069]/u },
  // Emoji sequences and some scripts join with U+200D and U+200C; between other letters they hide a message.
  {
    what: 'zero-width characters',
    pattern:
      /[\u200B\u2060-\u2064\uFEFF]|(?<![\p{Extended_Pictographic}\uFE0F\p{Script=Arabic}\p{Script=Devanagari}])[\u200C\u200D]/u,
  },
  { what: 'variation selectors that carry data', pattern: /[\uFE00-\uFE0F]{2}|[\u{E0100}-\u{E01EF}]/u },
  { what: 'control characters', pattern: /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u0080-\u009F]/ },
];

const HIDDEN_WORDS = 25;

export const covertText: Rule = {
  id: 'covert-text',
  title: 'Nothing is written that a reader cannot see',
  severity: 'error',
  why: 'Text for machines only is spam to engines, and often a message smuggled in through a feed or a review.',
  check: ({ strings, hidden }) => [
    ...strings.flatMap(({ where, text }) =>
      covert
        .filter(({ pattern }) => pattern.test(text))
        .map(({ what }) => ({
          where,
          found: `“${excerpt(visible(text))}” holds ${what}.`,
          fix: 'Retype the words by hand where they come from: the catalogue, a content file or a review.',
        })),
    ),
    ...hidden
      .filter(({ because, text }) => {
        const words = text.split(' ').filter(Boolean).length;
        return because === 'for screen readers' || because === 'hidden' ? words > HIDDEN_WORDS : words > 0;
      })
      .map(({ because, text }) => ({
        where: 'text that is not shown',
        found: `“${excerpt(text)}” is written with ${because === 'hidden' || because === 'for screen readers' ? `a style that hides ${HIDDEN_WORDS} words and more` : because}.`,
        fix: 'Show it to everybody or take it away.',
      })),
  ],
};

const visible = (text: string): string => text.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '�');
