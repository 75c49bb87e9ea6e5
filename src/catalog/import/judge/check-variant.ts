import { slugOf } from '#src/catalog/slug.ts';
import { isCurrency, parseMoney, type Money } from '#src/money/money.ts';
import type { DraftVariant } from './draft-product.ts';
import { factsOf } from '#src/catalog/import/values/facts.ts';
import { gtinDigits, isGtin } from '#src/catalog/import/values/gtin.ts';
import { measureOf } from '#src/catalog/import/values/measures.ts';
import { cleanLine, cutTo, lineOf } from '#src/catalog/import/values/plain-text.ts';
import type { RawStock, RawVariant } from '#src/catalog/import/formats/raw-product.ts';
import type { Tell } from '#src/catalog/import/report.ts';

const SKU_LENGTH = 120;
const MPN_LENGTH = 70; // what product feeds take; a part number that is cut names another part
const OPTION_LENGTH = 120;
const MOST_OPTIONS = 8;
const MOST_ON_HAND = 1_000_000;

/** Judges one variant; null where it has no price or no possible SKU. Lesser faults are told and left out. */
export function checkVariant(
  raw: RawVariant,
  productKey: string,
  tellAll: Tell,
  pictureUrl: (found: string) => string | null,
): DraftVariant | null {
  const options = Object.fromEntries(
    raw.options.slice(0, MOST_OPTIONS).flatMap(([name, value]) => {
      const [heading, choice] = [lineOf(name).replace(/^_+|(?<!_)_+$/g, ''), lineOf(value)];
      return heading && choice ? [[cutTo(heading, OPTION_LENGTH), cutTo(choice, OPTION_LENGTH)]] : [];
    }),
  );
  const values = Object.values(options);
  const sku = cleanLine(raw.sku) || skuFrom(productKey, values);
  const tell: Tell = (told) => tellAll({ file: raw.file, line: raw.line, sku, ...told });
  const price = priceOf(raw, tell);
  if (sku.length > SKU_LENGTH) {
    tell({
      level: 'rejected',
      scope: 'variant',
      field: 'SKU',
      found: sku,
      reason: `A SKU has at most ${SKU_LENGTH} characters.`,
      fix: 'Shorten it.',
    });
    return null;
  }
  if (!price) return null;
  return {
    sku,
    title: values.join(' / '),
    options,
    attributes: factsOf(raw.facts).facts,
    gtin: gtinOf(raw, tell),
    mpn: mpnOf(raw, tell),
    price,
    compareAt: compareAtOf(raw, price, tell),
    priceUntil: priceUntilOf(raw, tell),
    weightGrams: raw.grams,
    unitMeasure: unitMeasureOf(raw, tell),
    imageUrl: pictureUrl(raw.imageUrl),
    ...stockOf(raw.stock, tell),
  };
}

/** A variant without a SKU gets one of its product's key and its options: the same one at every import. */
const skuFrom = (productKey: string, values: readonly string[]): string =>
  cutTo([productKey, ...values].map(slugOf).join('-'), SKU_LENGTH);

function priceOf(raw: RawVariant, tell: Tell): Money | null {
  const reject = (reason: string, fix: string, found = raw.price) => {
    tell({ level: 'rejected', scope: 'variant', field: raw.priceField, found, reason, fix });
    return null;
  };
  if (!raw.price) return reject('The price is missing.', 'Write a price such as 49.95.');
  const currency = raw.currency.toUpperCase();
  if (!currency) return reject('The price names no currency.', 'Write it as 49.95 USD.');
  if (!isCurrency(currency)) {
    return reject(
      'The currency is not one of ISO 4217.',
      'Use its three-letter code, such as USD.',
      raw.currency,
    );
  }
  if (/^\s*[-−]\s*\d/.test(raw.price)) return reject('The price is negative.', 'Write a price of 0 or more.');
  const price = parseMoney(raw.price, currency);
  if (!price)
    return reject(`The price is no amount of ${currency}.`, 'Write only the number, such as 49.95.');
  if (price.minor === 0) {
    tell({
      level: 'warning',
      scope: 'variant',
      field: raw.priceField,
      found: raw.price,
      reason: 'The price is 0: it is given away.',
      fix: 'Give it a price, or unpublish it.',
    });
  }
  return price;
}

function compareAtOf(raw: RawVariant, price: Money, tell: Tell): Money | null {
  if (!raw.compareAt) return null;
  const before = parseMoney(raw.compareAt, price.currency);
  if (before && before.minor > price.minor) return before;
  if (before && (before.minor === 0 || before.minor === price.minor)) return null;
  tell({
    level: 'warning',
    scope: 'variant',
    field: 'compare-at price',
    found: raw.compareAt,
    reason: before ? 'It is below the price; it is left out.' : 'It is no amount; it is left out.',
    fix: 'Write the price before the reduction, or leave it empty.',
  });
  return null;
}

/** The last moment of the day where the feed names a day only. */
function priceUntilOf({ priceUntil = '' }: RawVariant, tell: Tell): string | null {
  const text = priceUntil.trim();
  if (!text) return null;
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const at = Date.parse(day ? `${text}T23:59:59Z` : text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  if (/^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(at)) return new Date(at).toISOString();
  tell({
    level: 'warning',
    scope: 'variant',
    field: 'end of the price',
    found: text,
    reason: 'It is no date; it is left out.',
    fix: 'Write it as 2026-12-31.',
  });
  return null;
}

function gtinOf(raw: RawVariant, tell: Tell): string | null {
  const digits = gtinDigits(cleanLine(raw.gtin));
  if (!digits) return null;
  if (isGtin(digits)) return digits;
  const spoilt = /^\d(?:\.\d+)?e\+?\d+$/i.test(digits);
  tell({
    level: 'warning',
    scope: 'variant',
    field: 'GTIN',
    found: raw.gtin,
    reason: spoilt
      ? 'A spreadsheet has turned the GTIN into a rounded number; it is left out.'
      : /^\d+$/.test(digits) && [8, 12, 13, 14].includes(digits.length)
        ? 'The check digit of the GTIN is wrong; it is left out.'
        : 'A GTIN has 8, 12, 13 or 14 digits; it is left out.',
    fix: 'Copy the number under the bar code; format the column as text.',
  });
  return null;
}

function mpnOf(raw: RawVariant, tell: Tell): string | null {
  const mpn = lineOf(raw.mpn);
  if (mpn.length <= MPN_LENGTH) return mpn || null;
  tell({
    level: 'warning',
    scope: 'variant',
    field: 'MPN',
    found: mpn,
    reason: `A manufacturer’s part number has at most ${MPN_LENGTH} characters; it is left out.`,
    fix: 'Write the part number alone, without the name.',
  });
  return null;
}

function unitMeasureOf(raw: RawVariant, tell: Tell) {
  if (!raw.measure) return null;
  const measure = measureOf(raw.measure);
  if (!measure) {
    const { amount, unit, baseAmount, baseUnit } = raw.measure;
    tell({
      level: 'warning',
      scope: 'variant',
      field: 'unit price measure',
      found: `${amount} ${unit} / ${baseAmount} ${baseUnit}`,
      reason: 'The two measures are not amounts of one kind (mass, volume, length, area, count).',
      fix: 'Write such as 750 ml and 1 l.',
    });
  }
  return measure;
}

function stockOf(raw: RawStock, tell: Tell): Pick<DraftVariant, 'onHand' | 'tracked' | 'backorder'> {
  if (raw.unknownWord) {
    tell({
      level: 'warning',
      scope: 'variant',
      field: 'availability',
      found: raw.unknownWord,
      reason: 'The word is not known; the variant counts as sold out.',
      fix: 'Write in_stock, out_of_stock, preorder or backorder.',
    });
    return { onHand: 0, tracked: true, backorder: false };
  }
  const backorder = raw.available === 'later';
  if (raw.left === null) return { onHand: 0, tracked: raw.available !== 'yes', backorder };
  const text = String(raw.left).trim();
  if (!/^[+-]?\d{1,12}(?:\.0+)?$/.test(text)) {
    tell({
      level: 'warning',
      scope: 'variant',
      field: 'quantity',
      found: raw.left,
      reason: 'The quantity is no whole number; it counts as 0.',
      fix: 'Write a whole number.',
    });
    return { onHand: 0, tracked: true, backorder };
  }
  const onHand = raw.available === 'no' ? 0 : Math.min(MOST_ON_HAND, Math.max(0, Math.trunc(Number(text))));
  return { onHand, tracked: true, backorder };
}
