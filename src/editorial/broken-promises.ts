import { isCurrency, parseMoney } from '#src/money/money.ts';
import { fileRole } from './files.ts';
import type { ContentSources } from './content-sources.ts';
import type { ContentFinding } from './finding.ts';
import { readYaml } from './front-matter.ts';
import type { BundleWords } from './kit-schema.ts';
import { lineOf } from './line-of.ts';
import type { OfferWords } from './offer-schema.ts';
import type { ProgramWords } from './program-schema.ts';
import { adviceFor } from './schema-fields.ts';
import { suggestedFix } from './suggested-fix.ts';
import { parsedRule } from './unknown-names.ts';

interface Broken {
  readonly path: readonly string[];
  readonly message: string;
  /** What would keep it; undefined where only the author can say. */
  readonly corrected?: number;
}

/** Offers and bundles whose words no cart could keep: more off than the lowest price allows, and titles that name another number than the file gives. */
export function findBrokenPromises({ paths, read: textOf }: ContentSources): readonly ContentFinding[] {
  const read = (path: string) => readYaml(textOf(path));
  const program = paths.includes('loyalty.yaml')
    ? parsedRule<ProgramWords>('loyalty.yaml', read('loyalty.yaml'))
    : null;
  const lowest = program?.words.floor.percentOfPrice ?? 0;
  return paths.flatMap((path): readonly ContentFinding[] => {
    const role = fileRole(path);
    if (role?.kind !== 'offers' && role?.kind !== 'bundles') return [];
    const file = parsedRule<OfferWords | BundleWords>(path, read(path));
    if (!file) return [];
    const { words } = file;
    return [...belowLowest(words, lowest), ...otherNumbers(words)].map(
      ({ path: at, message, corrected }) => ({
        file: path,
        line: lineOf(file.read, at),
        field: at.join('.'),
        message: `\`${at.join('.')}\` ${message}.`,
        advice: adviceFor(role.schema, at),
        fix:
          corrected === undefined
            ? null
            : suggestedFix(role.schema, file.read, at, 'correct', { known: corrected }),
      }),
    );
  });
}

function belowLowest(words: OfferWords | BundleWords, lowest: number): readonly Broken[] {
  const most = 100 - lowest;
  const taken: readonly (readonly [readonly string[], number | undefined])[] =
    'reward' in words
      ? [
          [['reward', 'percent'], words.reward.percent],
          [['reward', 'memberPrice', 'percent'], words.reward.memberPrice?.percent],
        ]
      : [[['price', 'percent'], 'percent' in words.price ? words.price.percent : undefined]];
  return taken.flatMap(([path, percent]): readonly Broken[] =>
    percent !== undefined && percent > most
      ? [
          {
            path,
            message: `is ${percent}, and loyalty.yaml lets nothing sell below ${lowest}% of its price: at most ${most}% can be taken off`,
            ...(most > 0 && { corrected: most }),
          },
        ]
      : [],
  );
}

// Digits are bounded: a title is short, and no number in it is longer.
const NUMBER = String.raw`\d{1,9}(?:[.,]\d{1,9}){0,3}`;
const PERCENT = new RegExp(String.raw`(${NUMBER})\s?%`, 'gu');
const AMOUNT = new RegExp(
  String.raw`(?:\p{Sc}|\b([A-Z]{3}))\s?(${NUMBER})|(${NUMBER})\s?(?:\p{Sc}|([A-Z]{3})\b)`,
  'gu',
);

/** Percentages and amounts of the title that stand nowhere in the file's rules. */
function otherNumbers({ title, ...rules }: OfferWords | BundleWords): readonly Broken[] {
  const { percents, amounts } = numbersIn(rules);
  const percentless = [...title.matchAll(PERCENT)].flatMap(([text, number = '']) =>
    percents.includes(Number(number.replace(',', '.'))) ? [] : [text],
  );
  const amountless = [...title.matchAll(AMOUNT)].flatMap(([text, before, a, b, after]) => {
    const code = before ?? after;
    if (code && !isCurrency(code)) return [];
    const isKept = amounts.some(
      ({ minor, currency }) =>
        (!code || code === currency) && parseMoney(a ?? b ?? '', currency)?.minor === minor,
    );
    return isKept ? [] : [text];
  });
  return [...percentless, ...amountless].map((text) => ({
    path: ['title'],
    message: `names ${text}, and nothing in the file gives it`,
  }));
}

interface Stated {
  readonly percents: readonly number[];
  readonly amounts: readonly { readonly minor: number; readonly currency: string }[];
}

const STATES_PERCENT = /^(?:percent|deliveryPercent)$/;

function numbersIn(rules: unknown, key = ''): Stated {
  const none: Stated = { percents: [], amounts: [] };
  if (typeof rules === 'number')
    return STATES_PERCENT.test(key)
      ? { ...none, percents: [rules] }
      : key === 'share'
        ? { ...none, percents: [Math.round(rules * 1000) / 10] }
        : none;
  if (rules === true) return key === 'freeDelivery' ? { ...none, percents: [100] } : none;
  if (typeof rules === 'string') {
    const [, number = '', currency = ''] = /^(\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(rules) ?? [];
    const amount = isCurrency(currency) ? parseMoney(number, currency) : null;
    return { ...none, amounts: amount ? [amount] : [] };
  }
  if (typeof rules !== 'object' || rules === null) return none;
  const all = Object.entries(rules).map(([name, one]) => numbersIn(one, name));
  return { percents: all.flatMap((one) => one.percents), amounts: all.flatMap((one) => one.amounts) };
}
