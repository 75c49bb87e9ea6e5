import { sql } from 'kysely';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import type { Database } from '#src/database/database.ts';
import { openContent, type Content } from '#src/editorial/content.ts';
import { feedFile, feedNames } from '#src/feeds/feed-files.ts';
import { feedState } from '#src/feeds/feed-shards.ts';
import { pagesSitemap, productsSitemap, sitemapIndex } from '#src/feeds/sitemap.ts';
import { gzipStream, textStream } from '#src/http/stream.ts';
import { openScratchDatabase } from './judged/scratch-database.ts';
import { showStep } from './progress.ts';

/*
 * `npm run bench:feeds -- [--variants 100000] [--drawn] [--database URL] [--json FILE]`: writes every feed and sitemap of
 * a made-up catalogue, read as fast as it is written, and measures time and the process's peak memory. The words of
 * content/products are lent to the products in turn. `--drawn` leaves out photographs, so that each picture is drawn.
 */

const { values } = parseArgs({
  options: {
    variants: { type: 'string', default: '100000' },
    drawn: { type: 'boolean', default: false },
    database: { type: 'string' },
    json: { type: 'string' },
  },
});
const SITE = 'https://shop.example';
const PER_PRODUCT = 30;
const SAMPLE_EVERY_MS = 25;
const MB = 1024 * 1024;
const products = Math.max(1, Math.round(Number(values.variants) / PER_PRODUCT));

interface Measured {
  readonly what: string;
  readonly seconds: number;
  readonly megabytes: number;
  /** Resident memory of the whole process, the embedded database included. */
  readonly peakMegabytes: number;
}

const scratch = await openScratchDatabase(values.database);
const folder = openContent('content');
const measured: Measured[] = [];
let before = 0;
try {
  const { db } = scratch;
  await showStep('Filling the shelves', () => fill(db));
  const content = lent(folder.current());
  before = process.memoryUsage.rss() / MB;
  const measure = async (what: string, work: () => Promise<number>) => {
    measured.push(await showStep(what, () => timed(what, work)));
  };
  await measure('state for the entity tag', async () => (await feedState(db, content, SITE)).mark.length);
  for (const { name, file } of feedNames) {
    await measure(name, async () => {
      let bytes = 0;
      for (let number = 1; ; number += 1) {
        const part = number === 1 ? file : file.replace(/^([^.]*)\./, `$1-${number}.`);
        const feed = await feedFile(db, content, SITE, part, new Date());
        if (!feed) return bytes;
        const body = feed.packed ? gzipStream(feed.pieces) : textStream(feed.pieces);
        for await (const chunk of body) bytes += chunk.byteLength;
      }
    });
  }
  await measure('sitemaps', async () => {
    const index = await sitemapIndex(db, content, SITE, new Date());
    const shards = [...index.matchAll(/products-(\d+)\.xml/g)].map(([, shard]) => Number(shard));
    let bytes = index.length + (await pagesSitemap(db, content, SITE, new Date())).length;
    for (const shard of shards) bytes += (await productsSitemap(db, content, SITE, shard))?.length ?? 0;
    return bytes;
  });
} finally {
  folder.close();
  await scratch.close();
}

const report = {
  engine: scratch.engine,
  products,
  variants: products * PER_PRODUCT,
  pictures: values.drawn ? 'drawn' : 'photographs',
  memoryBeforeMegabytes: Math.round(before),
  measured,
};
console.log(`${report.variants} variants of ${products} products, ${report.pictures}, ${report.engine}`);
console.log(`memory before: ${report.memoryBeforeMegabytes} MB`);
for (const one of measured)
  console.log(
    `${one.what.padEnd(26)} ${one.seconds.toFixed(1).padStart(7)} s ${one.megabytes.toFixed(1).padStart(8)} MB written` +
      ` ${one.peakMegabytes.toFixed(0).padStart(6)} MB peak`,
  );
if (values.json) {
  await mkdir(dirname(values.json), { recursive: true });
  await writeFile(values.json, `${JSON.stringify(report, null, 2)}\n`);
}

async function timed(what: string, work: () => Promise<number>): Promise<Measured> {
  let peak = process.memoryUsage.rss();
  const sampler = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), SAMPLE_EVERY_MS);
  const started = performance.now();
  try {
    const bytes = await work();
    peak = Math.max(peak, process.memoryUsage.rss());
    const seconds = (performance.now() - started) / 1000;
    return { what, seconds, megabytes: bytes / MB, peakMegabytes: peak / MB };
  } finally {
    clearInterval(sampler);
  }
}

/** The same words for every product in turn, so that questions and answers weigh what they weigh in a real shop. */
function lent(content: Content): Content {
  const all = content.products;
  return {
    ...content,
    productWords: (slug) => all[Number(/\d+$/.exec(slug)?.[0] ?? 0) % Math.max(1, all.length)] ?? null,
  };
}

async function fill(db: Database): Promise<void> {
  const photographs = values.drawn
    ? '[]'
    : '[{"url":"https://pictures.example/a.jpg","alt":"From the side"}]';
  const facts = JSON.stringify(
    ['Drop', 'Heel stack', 'Forefoot stack', 'Lug depth', 'Durability', 'Water column'].map((label, at) => ({
      key: label.toLowerCase().replaceAll(' ', '_'),
      label,
      kind: 'number',
      value: at + 4,
      unit: 'mm',
    })),
  );
  await sql`
    insert into product (slug, source, source_key, title, description, brand, product_type, category_path, category_slugs,
      options, attributes, images, popularity, content_hash)
    select 'shoe-' || n, 'bench', n::text, 'Shoe ' || n, repeat('A shoe for long days on wet rock. ', 20), 'Maker ' || n % 50,
      'Trail running shoe', array['Shoes', 'Shelf ' || n % 60], array['shoes', 'shoes/shelf-' || n % 60],
      '[{"name":"Size","values":["1"]},{"name":"Color","values":["Ember"]}]'::jsonb, ${facts}::jsonb,
      ${photographs}::jsonb, n % 100, n::text
    from generate_series(1, ${products}::int) n`.execute(db);
  await sql`
    insert into variant (product_id, sku, position, title, options, attributes, gtin, price_minor, compare_at_minor, currency,
      weight_grams)
    select p.id, p.slug || '-' || v, v, 'US ' || v || ' / Ember', jsonb_build_object('Size', 'US ' || v, 'Color', 'Ember'),
      '[]'::jsonb, lpad(v::text, 13, '0'), 12900, case when v % 5 = 0 then 14900 end, 'USD', 280
    from product p cross join generate_series(1, ${PER_PRODUCT}::int) v`.execute(db);
  await sql`insert into stock (variant_id, on_hand) select id, id % 7 from variant`.execute(db);
  await sql`analyze`.execute(db);
}
