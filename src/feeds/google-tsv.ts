import { oneLine } from './plain.ts';
import type { FeedProduct, FeedShop } from './feed-products.ts';
import { googleBundles } from './google-bundles.ts';
import { googleItems, type GoogleAttribute, type GoogleValue } from './google-feed.ts';

/** Groups of sub-attributes, named in the header once so that a row needs only their values. */
const GROUPS: Readonly<Record<string, string>> = {
  shipping:
    'shipping(country:service:price:min_handling_time:max_handling_time:min_transit_time:max_transit_time)',
  product_detail: 'product_detail(section_name:attribute_name:attribute_value)',
  variant_option: 'variant_option(name:value)',
  question_and_answer: 'question_and_answer(question:answer)',
  related_product: 'related_product(relationship_type:identifier_type:identifier)',
};

const COLUMNS =
  'id title description link image_link additional_image_link availability availability_date price sale_price sale_price_effective_date brand gtin mpn identifier_exists condition is_bundle product_type item_group_id item_group_title variant_option size color material pattern gender age_group unit_pricing_measure unit_pricing_base_measure product_weight shipping_weight shipping return_policy_label product_highlight product_detail question_and_answer related_product popularity_rank'.split(
    ' ',
  );

/** The feed as tab-separated text, one header, one line an item. */
export async function* googleTsv(
  shop: FeedShop,
  products: AsyncIterable<FeedProduct>,
): AsyncGenerator<string> {
  yield `${COLUMNS.map((name) => GROUPS[name] ?? name).join('\t')}\n`;
  for await (const told of products) {
    yield googleItems(shop, told)
      .map((item) => `${line(item)}\n`)
      .join('');
  }
  yield googleBundles(shop)
    .map((item) => `${line(item)}\n`)
    .join('');
}

function line(item: readonly GoogleAttribute[]): string {
  const values = new Map(item);
  return COLUMNS.map((name) => cell(values.get(name) ?? [])).join('\t');
}

function cell(values: readonly GoogleValue[]): string {
  const [first] = values;
  if (first === undefined) return '';
  if (values.length === 1 && typeof first === 'string') return harmless(oneLine(first));
  return harmless(
    values
      .map((value) =>
        typeof value === 'string' ? escaped(value) : value.map(([, text]) => escaped(text)).join(':'),
      )
      .join(','),
  );
}

/** A value inside a list or a group: its own commas and colons are not the list's. */
const escaped = (value: string): string => oneLine(value).replace(/[\\,:]/g, '\\$&');

/** A cell that a spreadsheet would run as a formula is shown as text (OWASP, CSV injection); quotes are doubled inside quotes. */
function harmless(value: string): string {
  const safe = /^[=+\-@]/.test(value) ? `'${value}` : value;
  return safe.includes('"') ? `"${safe.replaceAll('"', '""')}"` : safe;
}
