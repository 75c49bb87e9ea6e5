import type { DraftVariant } from './draft-product.ts';
import type { Judging } from './judging.ts';
import { momentIn } from './moment.ts';
import { piecesOf, pricesOf, SAY_DECIMAL } from './amounts.ts';
import { factsOf } from '#src/catalog/import/values/facts.ts';
import { gtinDigits, isGtin, isRestrictedGtin, withLostZero } from '#src/catalog/import/values/gtin.ts';
import { gramsOf, measureOf } from '#src/catalog/import/values/measures.ts';
import { cleanLine, cutTo, lineOf } from '#src/catalog/import/values/plain-text.ts';
import type { RawVariant } from '#src/catalog/import/formats/raw-product.ts';
import type { Tell } from '#src/catalog/import/report.ts';

const MPN_LENGTH = 70; // what product feeds take; a part number that is cut names another part
const MOST_ON_HAND = 1_000_000;

/** Judges one variant; null where it has no price. Lesser faults are told and left out. */
export function checkVariant(
  raw: RawVariant,
  { sku, options }: { readonly sku: string; readonly options: Readonly<Record<string, string>> },
  judging: Judging,
  tellAll: Tell,
  pictureUrl: (found: string) => string | null,
): DraftVariant | null {
  const tell: Tell = (told) => tellAll({ file: raw.file, line: raw.line, sku, ...told });
  const prices = pricesOf(raw, judging, tell);
  if (!prices) return null;
  const merchantSku = cutTo(cleanLine(raw.sku), MERCHANT_SKU_LENGTH);
  return {
    sku,
    merchantSku: merchantSku && merchantSku !== sku ? merchantSku : null,
    title: Object.values(options).join(' / '),
    options,
    attributes: factsOf(raw.facts, judging.numbers).facts,
    gtin: gtinOf(raw, tell),
    mpn: mpnOf(raw, tell),
    ...prices,
    priceUntil: momentOf(raw.priceUntil, 'end of the price', END_OF_DAY, tell),
    priceFrom: momentOf(raw.priceFrom, 'start of the price', START_OF_DAY, tell),
    availableFrom: momentOf(raw.stock.availableFrom, 'availability date', START_OF_DAY, tell),
    preorder: raw.stock.ahead === true,
    shippingWeightGrams: weightOf(raw, judging, tell),
    unitMeasure: unitMeasureOf(raw, judging, tell),
    imageUrl: pictureUrl(raw.imageUrl),
    ...stockOf(raw, judging, tell),
  };
}

const MERCHANT_SKU_LENGTH = 500;

const START_OF_DAY = 'T00:00:00Z';
const END_OF_DAY = 'T23:59:59Z';

/** A moment as the feed writes it; `ofDay` is the one meant where it names a day only. */
function momentOf(found: string | undefined, field: string, ofDay: string, tell: Tell): string | null {
  const text = found?.trim() ?? '';
  if (!text) return null;
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const at = Date.parse(day ? text + ofDay : text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  if (/^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(at)) return new Date(at).toISOString();
  tell({
    level: 'warning',
    scope: 'variant',
    field,
    found: text,
    reason: 'It is no date; it is left out.',
    fix: 'Write it as 2026-12-31.',
  });
  return null;
}

function gtinOf(raw: RawVariant, tell: Tell): string | null {
  const digits = gtinDigits(cleanLine(raw.gtin));
  if (!digits) return null;
  const leave = (reason: string, fix: string): null => {
    tell({ level: 'warning', scope: 'variant', field: 'GTIN', found: raw.gtin, reason, fix });
    return null;
  };
  const copy = 'Copy the number under the bar code; format the column as text.';
  const whole = withLostZero(digits) ?? digits;
  if (isGtin(whole) && isRestrictedGtin(whole)) {
    return leave(
      'Numbers that begin with 02, 04 or 20 to 29 are for use inside one company; it is left out.',
      'Give the number that GS1 issued, or leave it empty.',
    );
  }
  if (isGtin(whole)) {
    if (whole !== digits) {
      leave('The number had lost its leading zero, as spreadsheets take it; it is kept with it.', copy);
    }
    return whole;
  }
  if (/^\d+(?:[.,]\d+)?e\+?\d+$/i.test(digits))
    return leave('A spreadsheet has turned the GTIN into a rounded number; it is left out.', copy);
  return leave(
    /^\d+$/.test(digits) && [8, 12, 13, 14].includes(digits.length)
      ? 'The check digit of the GTIN is wrong; it is left out.'
      : 'A GTIN has 8, 12, 13 or 14 digits; it is left out.',
    copy,
  );
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

function weightOf(raw: RawVariant, { numbers }: Judging, tell: Tell): number | null {
  if (!raw.weight?.amount) return null;
  const grams = gramsOf(raw.weight, numbers);
  if (grams === null || typeof grams === 'number') return grams;
  tell({
    level: 'warning',
    scope: 'variant',
    field: 'weight',
    found: `${raw.weight.amount} ${raw.weight.unit}`.trim(),
    reason:
      grams === 'ambiguous'
        ? 'The weight can be read in two ways; it is left out.'
        : grams === 'no-unit'
          ? 'The unit of the weight is not known; it is left out.'
          : 'The weight is no number; it is left out.',
    fix: grams === 'ambiguous' ? SAY_DECIMAL : 'Write it as a number of grams, such as 1500.',
  });
  return null;
}

function unitMeasureOf(raw: RawVariant, { numbers }: Judging, tell: Tell) {
  if (!raw.measure) return null;
  const measure = measureOf(raw.measure, numbers);
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

type Stock = Pick<DraftVariant, 'onHand' | 'tracked' | 'backorder' | 'countedAt'>;

/** Stock as the file tells it; `onHand` null where it tells nothing, so that what is known stays. */
function stockOf({ stock: raw, ...at }: RawVariant, judging: Judging, tell: Tell): Stock {
  const backorder = raw.available === 'later';
  const untold: Stock = { onHand: null, tracked: judging.unknownStock === 'hold', backorder };
  if (raw.silent) {
    judging.tellOnce(`silent ${at.file}`, {
      level: 'warning',
      scope: 'file',
      file: at.file,
      field: 'quantity',
      reason:
        'The file counts no stock: what is known is kept, and new variants ' +
        (judging.unknownStock === 'sell' ? 'can be ordered without a count.' : 'wait for their first count.'),
      fix: 'Import the stock as well, or say in store.yaml what holds meanwhile: stock: {unknown: sell} or {unknown: hold}.',
    });
    return untold;
  }
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
  // What has not come out yet lies on no shelf, however many the merchant takes orders for.
  if (raw.left === null || raw.ahead) return { onHand: 0, tracked: raw.available !== 'yes', backorder };
  const read = piecesOf(String(raw.left), judging.numbers);
  if (typeof read === 'string') {
    tell({
      level: 'warning',
      scope: 'variant',
      field: 'quantity',
      found: raw.left,
      reason: `${read}; what is known of it is kept.`,
      fix: 'Write a whole number.',
    });
    return untold;
  }
  if (!read.whole) {
    tell({
      level: 'warning',
      scope: 'variant',
      field: 'quantity',
      found: raw.left,
      reason: `The quantity is no whole number; ${Math.max(0, read.pieces)} can be promised.`,
      fix: 'Write a whole number.',
    });
  }
  // Below zero: so many more were sold than there were, which one that is given up does not bring back.
  const pieces = Math.max(-MOST_ON_HAND, Math.min(MOST_ON_HAND, read.pieces));
  const onHand = raw.available === 'no' ? Math.min(0, pieces) : pieces;
  const countedAt = momentIn(raw.countedAt ?? '', judging, tell);
  return { onHand, tracked: true, backorder, ...(countedAt ? { countedAt } : {}) };
}
