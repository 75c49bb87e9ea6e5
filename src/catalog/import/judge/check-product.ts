import type { Condition, Picture } from '#src/catalog/product.ts';
import { categorySlugsOf } from '#src/catalog/slug.ts';
import { checkVariant } from './check-variant.ts';
import { optionsOf, type DraftProduct, type DraftVariant } from './draft-product.ts';
import { factsOf } from '#src/catalog/import/values/facts.ts';
import { cutTo, lineOf, textOfHtml } from '#src/catalog/import/values/plain-text.ts';
import type { RawProduct, RawVariant } from '#src/catalog/import/formats/raw-product.ts';
import type { Tell } from '#src/catalog/import/report.ts';

const TITLE_LENGTH = 300;
const NAME_LENGTH = 120;
const FIELD_LENGTH = 65_536;
const MOST_LEVELS = 8;
const MOST_TAGS = 100;
const MOST_PICTURES = 50;
const MOST_VARIANTS = 2_048; // as many as Shopify allows
const URL_LENGTH = 2_048;

/** SKUs met in this run, with the place of the first. */
export type SeenSkus = Map<string, string>;

/**
 * Judges one product of a feed. What can be stored is kept, what cannot is told; null where nothing is left to
 * sell. A variant that fails does not take the others with it.
 */
export function checkProduct(raw: RawProduct, seen: SeenSkus, tellAll: Tell): DraftProduct | null {
  const tell: Tell = (told) => tellAll({ file: raw.file, line: raw.line, product: raw.key, ...told });
  const cut = (text: string, most: number, field: string): string => {
    if (text.length <= most) return text;
    tell({
      level: 'warning',
      scope: 'product',
      field,
      found: text,
      reason: `It has ${text.length} characters; ${most} are kept.`,
      fix: 'Shorten it.',
    });
    return cutTo(text, most).trim();
  };
  const title = cut(lineOf(raw.title), TITLE_LENGTH, raw.titleField);
  if (!title) {
    tell({
      level: 'rejected',
      scope: 'product',
      field: raw.titleField,
      found: raw.title,
      reason: 'The product has no title.',
      fix: 'Give it a title.',
    });
    return null;
  }
  const variants = checkVariants(raw, seen, tell);
  if (variants.length === 0) {
    tell({
      level: 'rejected',
      scope: 'product',
      field: 'variants',
      reason: raw.variants.length
        ? `None of its ${raw.variants.length} variants can be sold; see the lines above.`
        : 'It has no variant: no row with a price, a SKU or an option.',
      fix: 'Give at least one variant a valid price and SKU.',
    });
    return null;
  }
  const categoryPath = raw.categoryPath
    .map((level) => cutTo(lineOf(level), NAME_LENGTH))
    .filter(Boolean)
    .slice(0, MOST_LEVELS);
  const { facts, left } = factsOf(raw.facts);
  if (left) {
    tell({
      level: 'warning',
      scope: 'product',
      field: 'attributes',
      reason: `It has ${left} attributes more than are kept.`,
      fix: 'Leave out attributes nobody asks for.',
    });
  }
  return {
    key: raw.key,
    slugFrom: lineOf(raw.slugFrom) || title,
    title,
    description: textOfHtml(cut(raw.html, FIELD_LENGTH, 'description')),
    brand: cut(lineOf(raw.brand), NAME_LENGTH, 'brand') || null,
    productType: cut(lineOf(raw.productType), NAME_LENGTH, 'product type') || null,
    categoryPath,
    categorySlugs: categorySlugsOf(categoryPath),
    tags: [...new Set(raw.tags.map((tag) => cutTo(lineOf(tag), NAME_LENGTH)).filter(Boolean))].slice(
      0,
      MOST_TAGS,
    ),
    condition: conditionOf(raw.condition),
    status: raw.status,
    options: optionsOf(variants),
    attributes: facts,
    images: picturesOf(raw, tell),
    variants,
  };
}

function checkVariants(raw: RawProduct, seen: SeenSkus, tell: Tell): readonly DraftVariant[] {
  const variants: DraftVariant[] = [];
  const mayCarry = raw.variants.slice(0, MOST_VARIANTS);
  for (const one of mayCarry) {
    const variant = checkVariant(one, raw.key, tell, (url) => pictureUrl(url, one, tell));
    if (!variant) continue;
    const first = seen.get(variant.sku);
    const currency = variants[0]?.price.currency;
    if (first !== undefined || (currency && currency !== variant.price.currency)) {
      tell({
        level: 'rejected',
        scope: 'variant',
        file: one.file,
        line: one.line,
        sku: variant.sku,
        ...(first !== undefined
          ? {
              field: 'SKU',
              found: variant.sku,
              reason: `The SKU stands already at ${first}.`,
              fix: 'Give every variant a SKU of its own.',
            }
          : {
              field: one.priceField,
              found: variant.price.currency,
              reason: `The product's other variants are priced in ${currency}.`,
              fix: 'Price all variants of a product in one currency.',
            }),
      });
      continue;
    }
    seen.set(variant.sku, `${one.file}:${one.line}`);
    variants.push(variant);
  }
  if (raw.variants.length > MOST_VARIANTS) {
    tell({
      level: 'rejected',
      scope: 'variant',
      line: raw.variants[MOST_VARIANTS]?.line ?? null,
      field: 'variants',
      found: raw.variants.length,
      reason: `A product has at most ${MOST_VARIANTS} variants; the ones from this line on are left out.`,
      fix: 'Split the product.',
    });
  }
  return variants;
}

function picturesOf(raw: RawProduct, tell: Tell): readonly Picture[] {
  const pictures = new Map<string, Picture>();
  for (const { url: found, alt, line } of raw.images.slice(0, MOST_PICTURES)) {
    const url = pictureUrl(found, { file: raw.file, line }, tell);
    if (url && !pictures.has(url)) pictures.set(url, { url, alt: cutTo(lineOf(alt), TITLE_LENGTH) });
  }
  return [...pictures.values()];
}

function pictureUrl(found: string, at: Pick<RawVariant, 'file' | 'line'>, tell: Tell): string | null {
  const text = found.trim();
  if (!text) return null;
  const address = text.startsWith('//') ? `https:${text}` : text;
  const url = address.length <= URL_LENGTH && URL.canParse(address) ? new URL(address) : null;
  if (url && /^https?:$/.test(url.protocol) && !url.username && !url.password) return url.href;
  tell({
    level: 'warning',
    scope: 'product',
    file: at.file,
    line: at.line,
    field: 'image',
    found,
    reason: 'The image address is not an http or https address; it is left out.',
    fix: 'Write the full address, beginning with https://.',
  });
  return null;
}

function conditionOf(text: string): Condition {
  const word = text.toLowerCase();
  if (word.includes('refurb')) return 'refurbished';
  return word.includes('used') || word.includes('damaged') ? 'used' : 'new';
}
