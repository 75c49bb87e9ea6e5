import type { ContentSources } from './content-sources.ts';
import { fileRole } from './files.ts';
import type { ContentFinding } from './finding.ts';

interface Kind {
  readonly pattern: RegExp;
  /** Why it is not to be said, as the end of a sentence. */
  readonly because: string;
}

/** What words promise that no row can keep, in English and German. */
const KINDS: readonly Kind[] = [
  {
    pattern: /\b(?:guarantee[ds]?|money-back|risk[- ]free|garantiert?|garantie auf)\b/iu,
    because: 'is a guarantee: what the shop stands for is said in its policies, and nowhere else',
  },
  {
    pattern:
      /\b(?:cures\b|cured? (?:for|of|your|any|all)\b|heals\b|miracle\b|clinically proven\b|heilt\b|wundermittel\b|klinisch (?:bewiesen|erwiesen)\b)/iu,
    because: 'promises a cure, which no shop may',
  },
  {
    pattern:
      /\b(?:world[’']s (?:best|finest|fastest|lightest|greatest)|(?:best|finest|greatest) (?:\p{L}+ ){0,3}(?:in the world|on the market|money can buy|ever made)|number one|unbeatable|unrivall?ed|second to none|cheapest|lowest prices?|weltbeste\p{L}*|unschlagbar\p{L}*|(?:das|die|der) (?:billigste|beste) \p{L}+ (?:der Welt|auf dem Markt))(?!\p{L})|(?<![\p{L}\d])#1(?![\p{L}\d])/iu,
    because: 'is a superlative that nobody can check: say the number instead',
  },
  {
    pattern:
      /\b(?:today only|last chance|while (?:stocks?|supplies) lasts?|limited time|nur heute|letzte chance|solange der vorrat reicht)\b/iu,
    because: 'presses the reader with a time or a stock that words do not know',
  },
];

const PRICE: Kind = {
  pattern: /(?:\p{Sc}\s?\d|\b[A-Z]{3}\s?\d+[.,]\d{2}\b|\d\s?(?:\p{Sc}|(?:USD|EUR|GBP|CHF|CAD|AUD)\b))/u,
  because: 'is a price, which comes from the catalogue only and changes without these words',
};

/** A sentence that says what is not so makes no claim. */
const DENIES =
  /\b(?:no|not|never|nobody|nothing|none|cannot|without|kein\p{L}*|nicht|nie|niemand|ohne)\b|n[’']t\b/iu;

/** What a sentence claims that no row can keep; null where it claims nothing of the kind. */
function claimIn(
  sentence: string,
  kinds: readonly Kind[],
): { readonly said: string; readonly because: string } | null {
  if (DENIES.test(sentence)) return null;
  for (const { pattern, because } of kinds) {
    const [said] = pattern.exec(sentence) ?? [];
    if (said) return { said, because };
  }
  return null;
}

const sentencesOf = (text: string): readonly string[] => text.split(/(?<=[.!?])\s+/);

/** The same text without the sentences that claim what no row can keep: what the conversation may quote. */
export function withoutClaims(text: string): string {
  const sentences = sentencesOf(text);
  const kept = sentences.filter((sentence) => !claimIn(sentence, KINDS));
  return kept.length === sentences.length ? text : kept.join(' ');
}

const CHECKED = new Set(['products', 'categories', 'guides', 'faqs', 'store', 'bundles', 'kits']);
const PRICED = new Set(['faqs', 'bundles', 'kits', 'store']); // speak of what delivery costs, of budgets, and of what is in force

/** Guarantees, cures, superlatives, pressure and prices in the words of the shop, each with why it is refused. */
export function findClaims({ paths, read }: ContentSources): readonly ContentFinding[] {
  return paths.flatMap((file) => {
    const kind = fileRole(file)?.kind;
    if (!kind || !CHECKED.has(kind)) return [];
    const kinds = PRICED.has(kind) ? KINDS : [...KINDS, PRICE];
    return read(file)
      .split('\n')
      .flatMap((text, at) =>
        sentencesOf(text).flatMap((sentence): readonly ContentFinding[] => {
          const claim = claimIn(sentence, kinds);
          if (!claim) return [];
          return [
            {
              file,
              line: at + 1,
              field: null,
              message: `“${claim.said.trim()}” ${claim.because}.`,
              advice: null,
              fix: null,
            },
          ];
        }),
      );
  });
}
