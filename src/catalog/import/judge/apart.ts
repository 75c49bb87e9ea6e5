import { cutTo, lineOf } from '#src/catalog/import/values/plain-text.ts';
import type { RawVariant } from '#src/catalog/import/formats/raw-product.ts';
import type { Tell } from '#src/catalog/import/report.ts';

const OPTION_LENGTH = 120;
const MOST_OPTIONS = 8;

type Options = Readonly<Record<string, string>>;

interface Chosen {
  readonly one: RawVariant;
  readonly options: Options;
}

/** The options of each variant by name. Two options of one name are told apart by number: `Size`, `Size 2`. */
export function optionsApart(variants: readonly RawVariant[], tell: Tell): readonly Chosen[] {
  let told = false;
  return variants.map((one) => {
    const options: Record<string, string> = {};
    for (const [name, value] of one.options.slice(0, MOST_OPTIONS)) {
      const heading = cutTo(lineOf(name).replace(/^_+|(?<!_)_+$/g, ''), OPTION_LENGTH - 3);
      const choice = cutTo(lineOf(value), OPTION_LENGTH);
      if (!heading || !choice) continue;
      let free = heading;
      for (let number = 2; Object.hasOwn(options, free); number++) free = `${heading} ${number}`;
      if (free !== heading && !told) {
        told = true;
        tell({
          level: 'warning',
          scope: 'product',
          line: one.line,
          field: 'options',
          found: heading,
          reason: `Two options of the product are called ${heading}; the second is shown as ${free}.`,
          fix: 'Give each option a name of its own.',
        });
      }
      options[free] = choice;
    }
    return { one, options };
  });
}

/**
 * Variants whose options are equal, made different: a row that says the same thing twice is one variant; others are told
 * apart by what their rows are called, else by their SKUs. What nobody could tell apart is left out and told.
 */
export function apart(
  variants: readonly RawVariant[],
  chosen: readonly Chosen[],
  tell: Tell,
): readonly Chosen[] {
  if (variants.length < 2) return chosen;
  const groups = Map.groupBy(chosen, ({ options }) => JSON.stringify(options));
  if (groups.size === chosen.length) return chosen;
  const out = new Map<Chosen, Chosen>();
  for (const same of groups.values()) {
    const [first] = same;
    if (same.length < 2 || !first) continue;
    const said = same.filter(({ one }) => one.price || one.title); // a row of neither says nothing
    const distinct = [
      ...new Map((said.length ? said : same).map((each) => [sayings(each.one), each])).values(),
    ];
    const titles = new Set(distinct.map(({ one }) => lineOf(one.title ?? '')));
    const skus = new Set(distinct.map(({ one }) => lineOf(one.sku)));
    const by =
      titles.size === distinct.length && !titles.has('')
        ? (one: RawVariant) => lineOf(one.title ?? '')
        : skus.size === distinct.length && !skus.has('')
          ? (one: RawVariant) => lineOf(one.sku)
          : null;
    const kept = by ? distinct : [first];
    for (const each of same) {
      const stays = kept.includes(each);
      if (stays && by && distinct.length > 1) {
        const name = Object.hasOwn(each.options, 'Variant') ? 'Variant 2' : 'Variant';
        out.set(each, {
          one: each.one,
          options: { ...each.options, [name]: cutTo(by(each.one), OPTION_LENGTH) },
        });
      } else if (!stays) out.delete(each);
      if (stays && !out.has(each)) out.set(each, each);
    }
    tell({
      level: distinct.length === kept.length ? 'warning' : 'rejected',
      scope: distinct.length === kept.length ? 'product' : 'variant',
      line: same[1]?.one.line ?? null,
      field: 'options',
      found: Object.values(first.options).join(' / '),
      reason:
        by && distinct.length > 1
          ? `${distinct.length} rows under one handle have equal options; each is sold under its own name.`
          : distinct.length > 1
            ? `${distinct.length} rows have equal options and neither names nor SKUs that differ; the first is sold.`
            : 'The same variant stands there twice; it is sold once.',
      fix: 'Give each product a handle of its own, and each variant options of its own.',
    });
  }
  const dropped = new Set(
    [...groups.values()]
      .filter((same) => same.length > 1)
      .flat()
      .filter((each) => !out.has(each)),
  );
  return chosen.filter((each) => !dropped.has(each)).map((each) => out.get(each) ?? each);
}

/** What a row says of a variant: rows that say the same are one. */
const sayings = ({ sku, title, price, gtin, options }: RawVariant): string =>
  JSON.stringify([sku, title, price, gtin, options]);
