import { shortId } from '#src/feeds/offer.ts';
import { questionsText } from '../stated-facts.ts';
import { eachVariant, type Surface } from '../surface.ts';
import { feedRows, jsonLines } from './feed-rows.ts';
import { stateOfCode } from './stock-words.ts';

interface Row {
  readonly item_id: string;
  readonly price: string;
  readonly sale_price?: string;
  readonly availability: string;
  readonly return_deadline_in_days?: number;
  readonly shipping_price?: string;
  readonly star_rating?: string;
  readonly review_count?: number;
  readonly gtin?: string;
  readonly mpn?: string;
  readonly q_and_a?: readonly { readonly q: string; readonly a: string }[];
}

/** OpenAI's product feed, as it is sent: packed JSON lines. */
export const openaiFeed: Surface = {
  name: 'OpenAI feed',
  facts: () => [
    'price',
    'price before',
    'currency',
    'availability',
    'return window',
    'shipping',
    'rating',
    'sku',
    'gtin',
    'mpn',
    'questions',
  ],
  async read(shelves, product) {
    const rows = await feedRows(shelves, 'openai', async (file) =>
      jsonLines(await unpacked(file)).map((row) => [String(row['item_id']), row] as const),
    );
    return eachVariant(product, (variant) => {
      const id = shortId(variant.sku, 100);
      const row = rows.get(id) as Row | undefined;
      if (!row) return null;
      const [price = null, currency = null] = (row.sale_price ?? row.price).split(' ');
      const country = shelves.content.store.country;
      const shipping = row.shipping_price?.split(',').find((way) => way.startsWith(`${country}:`));
      return {
        price,
        'price before': row.sale_price ? (row.price.split(' ')[0] ?? null) : null,
        currency,
        availability: stateOfCode(row.availability),
        'return window': row.return_deadline_in_days ? `${row.return_deadline_in_days} days` : null,
        shipping: shipping?.split(':').at(-1) ?? null,
        rating: row.star_rating ? `${row.star_rating} of ${row.review_count}` : null,
        sku: row.item_id === id ? variant.sku : null,
        gtin: row.gtin ?? null,
        mpn: row.mpn ?? null,
        questions: questionsText((row.q_and_a ?? []).map(({ q, a }) => [q, a])),
      };
    });
  },
};

/** Some readers of the file unpack it on the way: both forms are taken. */
async function unpacked(file: Uint8Array): Promise<string> {
  if (file[0] !== 0x1f || file[1] !== 0x8b) return new TextDecoder().decode(file);
  const stream = new Blob([new Uint8Array(file)]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).text();
}
