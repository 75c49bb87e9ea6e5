import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { recordCounts, type CountKind } from '#src/inventory/record-counts.ts';
import { keepForGoodSql, putBack, release, reserve, takeOut } from '#src/inventory/reserve-stock.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';

const START = Date.parse('2026-11-23T08:00:00Z');
const KINDS = ['knows-our-orders', 'knows-what-was-sent', 'does-not-know'] as const;

/** What may happen to a thing that is sold here and over the counter, and to the files that count it. */
const happening = fc.oneof(
  ...(['order', 'sell-outside', 'deliver'] as const).map((what) =>
    fc.record({ what: fc.constant(what), of: fc.integer({ min: 1, max: 5 }) }),
  ),
  ...(['pay', 'give-up', 'cancel', 'send', 'return', 'take-file', 'take-file'] as const).map((what) =>
    fc.record({ what: fc.constant(what), of: fc.nat(20) }),
  ),
  fc.record({ what: fc.constant('count' as const), of: fc.constant(0) }),
);
type Happening = typeof happening extends fc.Arbitrary<infer One> ? One : never;

interface File {
  readonly pieces: number;
  readonly takenAt: Date;
  readonly taken: boolean;
  /** How much of what was sold outside it has in it. */
  readonly soldOutside: number;
}

/** The thing as it lies there in truth, and the shop's own view of it. */
function openWorld(
  db: Database,
  sku: string,
  office: (typeof KINDS)[number] | 'delta',
  said: CountKind | null,
) {
  let minute = 0;
  let shelf = 12;
  let soldOutside = 0;
  let unheard = 0;
  let told = 0; // of changes, in files of changes
  let changes = 0;
  let orders = 0;
  const state = new Map<
    string,
    { pieces: number; is: 'reserved' | 'sold' | 'sent' | 'over'; back: number }
  >();
  const files: File[] = [];
  const later = () => new Date(START + (minute += 1) * 60_000);
  const pieces = (...is: readonly string[]) =>
    [...state.values()]
      .filter((order) => is.includes(order.is))
      .reduce((sum, order) => sum + order.pieces, 0);
  const truth = () => shelf - pieces('reserved', 'sold');
  const one = (of: number, ...is: readonly string[]) => {
    const fit = [...state].filter(([, order]) => is.includes(order.is));
    return fit[of % Math.max(1, fit.length)];
  };
  const count = (): void => {
    const number = {
      'knows-our-orders': shelf - pieces('sold'),
      'knows-what-was-sent': shelf,
      'does-not-know': shelf + unheard,
      delta: changes - told,
    }[office];
    told = changes;
    files.push({ pieces: number, takenAt: later(), taken: false, soldOutside });
  };
  const takeFile = async (at: number): Promise<void> => {
    const file = files[at % Math.max(1, files.length)];
    if (!file) return;
    const { takenAt } = file;
    await recordCounts(db, [{ sku, pieces: file.pieces }], { takenAt, knows: said, source: 'till' }, later());
    files[files.indexOf(file)] = { ...file, taken: true };
  };
  const promised = async (): Promise<number> => {
    const { rows } = await rowsOf({ free: integer })`
      select greatest(s.on_hand - s.reserved, 0)::int as free from stock s join variant v on v.id = s.variant_id
      where v.sku = ${sku}`.execute(db);
    return rows[0]?.free ?? Number.NaN;
  };
  const verbs: Readonly<Record<Happening['what'], (of: number) => Promise<void> | void>> = {
    async order(of) {
      const id = `${sku}-${(orders += 1)}`;
      const now = later();
      const got = await reserve(db, id, [{ sku, quantity: of }], new Date(now.getTime() + 1), now);
      if (got.ok) state.set(id, { pieces: of, is: 'reserved', back: 0 });
    },
    async pay(of) {
      const [id, order] = one(of, 'reserved') ?? [];
      if (!id || !order) return;
      await sql`with ${keepForGoodSql(sql`select ${id}`, later())} select 1`.execute(db);
      order.is = 'sold';
    },
    'give-up': (of) => end(one(of, 'reserved')),
    cancel: (of) => end(one(of, 'sold')),
    async send(of) {
      const [id, order] = one(of, 'sold') ?? [];
      if (!id || !order || order.pieces > shelf) return;
      await takeOut(db, id, later());
      order.is = 'sent';
      shelf -= order.pieces;
      unheard += order.pieces;
    },
    async return(of) {
      const [, order] = one(of, 'sent') ?? [];
      if (!order || order.back === order.pieces) return;
      await putBack(db, { sku, quantity: 1 }, 'R', later());
      order.back += 1;
      shelf += 1;
      unheard -= 1;
    },
    'sell-outside'(of) {
      const gone = Math.min(of, shelf);
      shelf -= gone;
      soldOutside += gone;
      changes -= gone;
      later();
    },
    deliver(of) {
      shelf += of;
      changes += of;
      later();
    },
    count,
    'take-file': takeFile,
  };
  async function end(found: ReturnType<typeof one>): Promise<void> {
    const [id, order] = found ?? [];
    if (!id || !order) return;
    await release(db, id, later());
    order.is = 'over';
  }
  return {
    verbs,
    promised,
    truth,
    files,
    /** What was sold outside that no file that was taken tells. */
    untold: () =>
      office === 'delta'
        ? soldOutside - toldByTaken()
        : soldOutside - Math.max(0, ...files.filter(({ taken }) => taken).map((file) => file.soldOutside)),
    async agree() {
      count();
      for (const at of files.keys()) await takeFile(at);
    },
  };
  function toldByTaken(): number {
    let before = 0;
    let sum = 0;
    for (const file of files) {
      if (file.taken) sum += file.soldOutside - before;
      before = file.soldOutside;
    }
    return sum;
  }
}

onBothEngines('stock and the truth', (open) => {
  let at: FreshDatabase;
  let things = 0;
  beforeAll(async () => (at = await open()));
  afterAll(() => at.close());

  const thing = async () => {
    const sku = `THING-${(things += 1)}`;
    await insertProduct(at.db, { slug: sku.toLowerCase(), variants: [{ sku, price: 900, stock: 0 }] });
    return sku;
  };
  const ledger = async (sku: string) => {
    const { rows } = await rowsOf({
      hand: integer,
      unheard: integer,
      shelf: integer,
      gone: integer,
      held: integer,
      reserved: integer,
    })`
      select s.on_hand as hand, s.unheard, s.reserved,
        (select coalesce(sum(shelf), 0) from stock_movement m where m.sku = v.sku)::int as shelf,
        (select coalesce(sum(unheard), 0) from stock_movement m where m.sku = v.sku)::int as gone,
        (select coalesce(sum(quantity), 0) from stock_reservation r where r.sku = v.sku and r.state = 'held')::int as held
      from stock s join variant v on v.id = s.variant_id where v.sku = ${sku}`.execute(at.db);
    return rows[0];
  };

  it.for([
    ...KINDS.map((kind) => [kind, kind] as const),
    ...KINDS.map((kind) => [kind, null] as const),
    ['delta', 'delta'] as const,
  ])(
    '%s, told as %s: no more is promised than was there, and counts that agree end in the truth',
    async ([office, said]) => {
      await fc.assert(
        fc.asyncProperty(fc.array(happening, { minLength: 8, maxLength: 30 }), async (happenings) => {
          const sku = await thing();
          const world = openWorld(at.db, sku, office, said);
          // What there is at first is counted by both alike.
          await recordCounts(
            at.db,
            [{ sku, pieces: 12 }],
            { takenAt: new Date(START), knows: office === 'delta' ? 'does-not-know' : said, source: 'first' },
            new Date(START),
          );
          for (const { what, of } of happenings) {
            await world.verbs[what](of);
            expect(await world.promised()).toBeLessThanOrEqual(Math.max(0, world.truth() + world.untold()));
          }
          await world.agree();
          const [ours, truth] = [await world.promised(), Math.max(0, world.truth())];
          if (said === null && office !== 'does-not-know') expect(ours).toBeLessThanOrEqual(truth);
          else expect(ours).toBe(truth);
          expect(await ledger(sku)).toSatisfy(
            (found: NonNullable<Awaited<ReturnType<typeof ledger>>>) =>
              found.hand === found.shelf && found.unheard === found.gone && found.reserved === found.held,
          );
        }),
        { numRuns: 40 },
      );
    },
  );
});
