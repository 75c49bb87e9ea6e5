import type { Database } from '#src/database/database.ts';
import type { Content } from '#src/editorial/content.ts';
import { bundleOffers } from '#src/loyalty/bundle-offer.ts';
import { absolute } from '#src/structured-data/json-ld.ts';
import { acpJsonl } from './acp-feed.ts';
import { feedProducts, feedShop, type FeedProduct, type FeedShop } from './feed-products.ts';
import { feedShards, type FeedState } from './feed-shards.ts';
import { googleTsv } from './google-tsv.ts';
import { googleXml } from './google-xml.ts';
import { openaiJsonl } from './openai-feed.ts';

interface Format {
  readonly name: string;
  readonly file: (part: string) => string;
  readonly type: string;
  readonly packed: boolean;
  readonly write: (shop: FeedShop, products: AsyncIterable<FeedProduct>) => AsyncIterable<string>;
}

const formats: readonly Format[] = [
  {
    name: 'google-xml',
    file: (part) => `google${part}.xml`,
    type: 'application/xml; charset=utf-8',
    packed: false,
    write: googleXml,
  },
  {
    name: 'google-tsv',
    file: (part) => `google${part}.tsv`,
    type: 'text/tab-separated-values; charset=utf-8',
    packed: false,
    write: googleTsv,
  },
  {
    name: 'openai',
    file: (part) => `openai${part}.jsonl.gz`,
    type: 'application/gzip',
    packed: true,
    write: openaiJsonl,
  },
  {
    name: 'acp',
    file: (part) => `acp/products${part}.jsonl`,
    type: 'application/jsonl; charset=utf-8',
    packed: false,
    write: acpJsonl,
  },
];

/** The first file keeps a stable name, `google.xml`; the next ones are `google-2.xml` and so on. */
const part = (number: number): string => (number === 1 ? '' : `-${number}`);

export interface FeedFile {
  readonly type: string;
  readonly packed: boolean;
  readonly pieces: AsyncIterable<string>;
}

/** The feed file of that name below /feeds/, written as it is read; null where there is none. */
export async function feedFile(
  db: Database,
  content: Content,
  site: string,
  file: string,
  now: Date,
  rows?: number,
): Promise<FeedFile | null> {
  const number = Number(/-([1-9]\d{0,4})\./.exec(file)?.[1] ?? 1);
  const format = formats.find((one) => one.file(part(number)) === file);
  if (!format) return null;
  const shard = (await feedShards(db, rows)).find((one) => one.number === number);
  if (!shard) return null;
  const bundles = number === 1 ? await bundleOffers(db, content, now) : [];
  const pieces = format.write(feedShop(site, content, now, bundles), feedProducts(db, content, shard));
  return { type: format.type, packed: format.packed, pieces };
}

/** The names of the formats and their first files. */
export const feedNames: readonly { readonly name: string; readonly file: string }[] = formats.map(
  (format) => ({
    name: format.name,
    file: format.file(''),
  }),
);

/** A list of every feed file with its size in products and variants, for those who fetch them. */
export async function feedIndex(db: Database, site: string, state: FeedState, rows?: number) {
  const shards = await feedShards(db, rows);
  return {
    changed: state.changed?.toISOString() ?? null,
    feeds: formats.map((format) => ({
      format: format.name,
      files: shards.map((shard) => ({
        url: absolute(site, `/feeds/${format.file(part(shard.number))}`),
        products: shard.products,
        variants: shard.variants,
      })),
    })),
    acpMetadata: absolute(site, '/feeds/acp/metadata.json'),
  };
}
