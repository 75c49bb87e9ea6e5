import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Fact {
  readonly name: string;
  readonly pattern: RegExp;
  /** The files that may say it. */
  readonly homes: readonly string[];
  /** Ways in which it was or could be written again; each has to be found. */
  readonly written: readonly string[];
  /** Lines that look like it and are not. */
  readonly others: readonly string[];
}

const FACTS: readonly Fact[] = [
  {
    name: 'reduced',
    pattern:
      /compare(?:At|_at_minor)\b[!?]*(?:\.minor)?\)*\s*(?:[<>]=?)(?!\/)\s*\S*price|price\S*\s*[<>]=?\s*\(*[\w.!?]*compare(?:At|_at_minor)\b/i,
    homes: ['src/catalog/reduced.ts'],
    written: [
      'variant.compareAt.minor > variant.price.minor',
      '(variant.compareAt?.minor ?? 0) && price.minor < compareAt.minor',
      'v.compare_at_minor > v.price_minor',
      'where price_minor < compare_at_minor',
    ],
    others: ["Pick<Variant, 'price' | 'compareAt'> & Price", '{card.compareAt && <s>{card.compareAt}</s>}'],
  },
  {
    name: 'in stock',
    pattern:
      /\bon_?hand\b\s*(?:-|[<>]=?)\s*(?:\w+\.)?reserved\b|\breserved\b\s*[<>]=?\s*(?:\w+\.)?on_?hand\b/i,
    homes: ['src/inventory/stock-sql.ts', 'src/inventory/reserve-stock.ts'],
    written: [
      's.on_hand > s.reserved',
      'on_hand - reserved >= 2',
      'row.reserved < row.on_hand',
      'onHand - reserved',
    ],
    others: ['s.on_hand, s.reserved', 'set reserved = reserved + 1'],
  },
  {
    name: 'the currency of the shop',
    pattern: /(?:\?\?|\|\||(?<![=!<>])=)\s*['"](?:USD|EUR|GBP|CHF|JPY|CAD|AUD)['"]/,
    homes: [],
    written: [
      "options.currency ?? 'USD'",
      "{ currency = 'EUR' }",
      "currency || 'GBP'",
      "(own: string = 'USD')",
    ],
    others: ["currency === 'USD'", "['usd', 'USD'],"],
  },
  {
    name: 'the locale of the shop',
    pattern:
      /(?:\?\?|\|\||(?<![=!<>])=)\s*['"][a-z]{2}-[A-Z]{2}['"]|(?:Intl\.(?!Segmenter|supportedValuesOf)\w+|toLocale(?:Date|Time)?String)\(\s*['"][a-z]{2}/,
    homes: ['src/editorial/time-zone.ts'], // reads the parts of a time, and prints nothing
    written: [
      "store.locale ?? 'en-US'",
      "function chips(locale = 'de-DE')",
      "value.toLocaleString('en-US')",
      "new Intl.NumberFormat('en')",
    ],
    others: ["'The language of your words, such as en-US.'", 'value.toLocaleString(locale)'],
  },
  {
    name: 'who asks',
    pattern: /\bclientAddress\b|remoteAddress|\(\s*['"]x-forwarded-/i,
    homes: ['src/http/client.ts', 'src/middleware.ts'],
    written: [
      'Astro.clientAddress',
      "request.headers.get('x-forwarded-for')",
      'request.socket.remoteAddress',
    ],
    others: ['Astro.locals.client.address'],
  },
];

const sources = ['src', 'agents'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|astro)$/.test(path))
    .map((path) => join(folder, path).replaceAll('\\', '/')),
);

describe.each(FACTS)('$name', ({ pattern, homes, written, others }) => {
  it('is said at home and nowhere else', () => {
    const found = sources.filter((file) => pattern.test(readFileSync(file, 'utf8')));
    expect(found.toSorted()).toEqual(homes.toSorted());
  });

  it('would be found wherever it is written again', () => {
    expect(written.filter((line) => !pattern.test(line))).toEqual([]);
  });

  it('is not seen in what only looks like it', () => {
    expect(others.filter((line) => pattern.test(line))).toEqual([]);
  });
});
