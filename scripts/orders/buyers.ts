import { setDetails } from '#src/carts/cart-choices.ts';
import { addToCart, cartOf } from '#src/carts/cart-store.ts';
import { quoteCart, type QuoteWords } from '#src/carts/quote-cart.ts';
import { buyerOf } from '#src/customers/buyer.ts';
import { openDatabase, type Database } from '#src/database/database.ts';
import { openContent } from '#src/editorial/content.ts';
import { payOrder } from '#src/orders/pay-order.ts';
import { testProvider } from '#src/orders/payment/test-provider.ts';
import { placeOrder } from '#src/orders/place-order.ts';
import { seenOf, type Seen } from '#src/orders/what-changed.ts';

/*
 * A process full of buyers: `node scripts/orders/buyers.ts '{"from":0,"count":50,…}'`. Says `ready`, waits for a line,
 * then each buyer orders one piece; every order that is acknowledged is a line of JSON, written before the next
 * thing happens, so that whoever kills the process knows what was promised.
 */

export interface BuyersAsked {
  /** DATABASE_URL, or null for the embedded database in `dataDir`. */
  readonly url: string | null;
  readonly dataDir: string;
  readonly sku: string;
  readonly from: number;
  readonly count: number;
  /** How many at once. */
  readonly atOnce: number;
  readonly pays: boolean;
}

export interface BuyerSaid {
  readonly buyer: number;
  readonly order: string | null;
  readonly refusal: string | null;
  readonly paid: boolean;
}

/** Puts a piece in a buyer's cart and says where it goes; answers what they see. */
export async function look(db: Database, words: QuoteWords, visitorId: string, sku: string): Promise<Seen> {
  await addToCart(db, visitorId, sku, 1);
  await setDetails(db, visitorId, {
    email: `${visitorId}@example.com`,
    name: visitorId,
    line1: '1 Road',
    line2: '',
    city: 'Boulder',
    region: 'CO',
    postcode: '80302',
    country: words.store.country,
  });
  const cart = await cartOf(db, visitorId);
  const quote = await quoteCart(db, words, cart, await buyerOf(db, visitorId), new Date());
  return seenOf(quote, cart.details);
}

/** The second half: places what was seen and, if asked, pays. */
export async function buy(
  db: Database,
  words: QuoteWords,
  visitorId: string,
  seen: Seen,
  pays: boolean,
): Promise<Omit<BuyerSaid, 'buyer'>> {
  const bank = testProvider(db);
  const method = 'good';
  const placing = { visitorId, key: 'once', seen, ...(pays && { pays: { provider: bank.name, method } }) };
  const placed = await placeOrder(db, words, placing, new Date());
  if (!placed.ok)
    return {
      order: null,
      refusal: placed.refusal === 'changed' ? placed.changes.join(' ') : placed.refusal,
      paid: false,
    };
  const paid =
    pays &&
    (await payOrder(
      db,
      bank,
      { orderId: placed.orderId, method, returnUrl: 'http://localhost/', started: placed.started },
      new Date(),
    ));
  return { order: placed.orderId, refusal: null, paid: Boolean(paid && paid.ok && paid.state === 'paid') };
}

async function main(asked: BuyersAsked): Promise<void> {
  const { db, close } = await openDatabase({
    DATABASE_URL: asked.url ?? undefined,
    DATABASE_POOL_SIZE: asked.atOnce,
    SHELFTALK_DATA_DIR: asked.dataDir,
  });
  const content = openContent('content');
  const words = content.current();
  const buyers = Array.from({ length: asked.count }, (_, at) => asked.from + at);
  const seen = new Map<number, Seen>();
  if (asked.atOnce > 1)
    for (const buyer of buyers) seen.set(buyer, await look(db, words, `buyer-${buyer}`, asked.sku));
  process.stdout.write('ready\n');
  await new Promise((resolve) => process.stdin.once('data', resolve));
  const open = buyers.values();
  const shopper = async () => {
    for (const buyer of open) {
      const name = `buyer-${buyer}`;
      const said = await buy(
        db,
        words,
        name,
        seen.get(buyer) ?? (await look(db, words, name, asked.sku)),
        asked.pays,
      );
      process.stdout.write(`${JSON.stringify({ buyer, ...said })}\n`);
    }
  };
  await Promise.all(Array.from({ length: asked.atOnce }, shopper));
  content.close();
  await close();
  process.stdin.destroy();
}

if (process.argv[1]?.endsWith('buyers.ts')) await main(JSON.parse(process.argv[2] ?? '{}') as BuyersAsked);
