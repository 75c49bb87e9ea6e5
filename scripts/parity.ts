import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { proveParity } from '#src/aeo/parity.ts';
import { recordParity } from '#src/aeo/parity-store.ts';
import { surfaces } from '#src/aeo/surfaces.ts';
import { environment } from '#src/environment.ts';
import { openShop } from '#src/shop.ts';
import { mcpResource, nlwebResult } from './agent-surfaces.ts';
import { chatCard } from './chat-card-surface.ts';
import { keptReads } from './kept-reads.ts';
import { showStep } from './progress.ts';
import { serveShop } from './served.ts';

/*
 * npm run parity [-- --url URL] [--json FILE]   Compares every surface with the rows; exit code 1 on any difference.
 * With --url the pages of a running shop are read, over the database that this environment names.
 */

const { values } = parseArgs({ options: { url: { type: 'string' }, json: { type: 'string' } } });

const served = values.url
  ? { base: new URL(values.url).origin, shop: await openShop(environment()), close: null }
  : await serveShop();
const { db, content } = served.shop;
const parity = await showStep('Comparing every surface with the rows', (report) =>
  proveParity(
    db,
    { db, content: content.current(), read: keptReads(served.base) },
    [...surfaces, chatCard, mcpResource(served.shop), nlwebResult(served.shop)],
    (products) => report(products, null, 'products'),
  ),
);
await recordParity(db, parity, new Date());
await (served.close ?? served.shop.close)();

for (const one of parity.differences.slice(0, 40)) {
  console.log(
    `✗ ${one.surface}, ${one.slug} ${one.sku}, ${one.fact}: ${one.told}; the rows say ${one.truth}`,
  );
}
if (parity.differences.length > 40) console.log(`  and ${parity.differences.length - 40} more`);
for (const { name, comparisons, differences, facts } of parity.surfaces) {
  console.log(
    `${name.padEnd(12)} ${String(comparisons).padStart(7)} comparisons ${String(differences).padStart(5)} differences  (${facts.join(', ')})`,
  );
}
console.log(
  `${parity.products} products, ${parity.variants} variants: ${parity.comparisons} comparisons, ${parity.differences.length} differences.`,
);
if (values.json) writeFileSync(values.json, JSON.stringify(parity, null, 2));
process.exit(parity.differences.length ? 1 : 0);
