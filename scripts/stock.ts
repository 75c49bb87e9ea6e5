import { parseArgs } from 'node:util';
import { dateText, dateTimeText } from '#src/editorial/date-text.ts';
import { environment } from '#src/environment.ts';
import { correctStock, REFUSED } from '#src/inventory/correct-stock.ts';
import { shortOrders } from '#src/inventory/short-orders.ts';
import { storyOf } from '#src/inventory/stock-story.ts';
import { entryWords, standingWords } from '#src/inventory/story-words.ts';
import { openShop, type Shop } from '#src/shop.ts';

const USAGE = `npm run stock -- [SKU] [--last N] [--set PIECES --because REASON [--outside-agrees]]

Tells what happened to the pieces of a SKU, one line each; without a SKU, which orders cannot be filled.
  --last N          how many lines at most (100)
  --set PIECES      correct how many lie there, those that are sold and not sent among them
  --because REASON  why it is another number
  --outside-agrees  the number that is kept elsewhere was put right as well`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    last: { type: 'string', default: '100' },
    set: { type: 'string' },
    because: { type: 'string', default: '' },
    'outside-agrees': { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const most = Number(values.last);
const [sku, ...others] = positionals;
if (values.help || others.length || !Number.isInteger(most) || most < 1 || (values.set && !sku)) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 2);
}
try {
  const shop = await openShop(environment());
  process.exitCode = sku ? await tell(shop, sku) : await tellShort(shop);
  await shop.close();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function tell({ db, content }: Shop, asked: string): Promise<number> {
  const { store } = content.current();
  const before = await storyOf(db, asked, most);
  if (!before) {
    console.error(`No variant has the SKU ${asked}, or several have it.`);
    return 2;
  }
  if (values.set !== undefined) {
    const corrected = await correctStock(
      db,
      {
        sku: before.sku,
        pieces: /^\d+$/.test(values.set) ? Number(values.set) : Number.NaN,
        reason: values.because,
        by: 'The command line',
        outsideAgrees: values['outside-agrees'],
      },
      new Date(),
    );
    if (!corrected.ok) {
      console.error(REFUSED[corrected.refusal]);
      return 2;
    }
  }
  const story = (await storyOf(db, before.sku, most)) ?? before;
  console.log(`${story.title} (${story.sku})\n`);
  if (story.hasMore) console.log('…');
  for (const entry of story.entries)
    console.log(
      `${dateTimeText(store, entry.at)}  ${entryWords(entry, (at) => dateText(store, at, 'weekday'))}`,
    );
  console.log(`\n${standingWords(story)}`);
  for (const { order, missing } of await shortOrders(db, [story.sku]))
    console.log(`Order ${order} cannot be filled: ${missing} missing.`);
  return 0;
}

async function tellShort({ db }: Shop): Promise<number> {
  const short = await shortOrders(db, null);
  for (const { sku: of, order, pieces, missing } of short)
    console.log(`${of}: order ${order} waits for ${pieces}, ${missing} of them missing`);
  console.log(
    short.length ? `${short.length} order line(s) cannot be filled.` : 'Every order can be filled.',
  );
  return 0;
}
