import { closedLoop, type LoadFigures } from './closed-loop.ts';
import type { Figure } from './figures.ts';
import { FLOOR_PAGE, type Place } from './place.ts';
import { newShopper, shopperWithCart, type Shopper } from './shopper.ts';
import { openWire, type Asked, type Reply } from './wire.ts';

/** How a measure is taken: seconds of each load, and the number of the round, from 0. */
export interface Round {
  readonly seconds: number;
  readonly at: number;
  readonly large: boolean;
}

const SOME = 40; // products that are asked for again and again
/** Requests before what is measured: fewer measure the compiler, which the floor's thousand have behind them. */
export const WARM = 300;
const ok = ({ status }: Reply): boolean => status === 200;

/** The floor's page: once a round, before what is compared with it. */
export async function measureFloor({ floor }: Place, seconds: number): Promise<LoadFigures> {
  const request = newShopper(floor.url).get(FLOOR_PAGE);
  await closedLoop(floor, { requests: [request], seconds: seconds / 4, again: true, expected: ok });
  return closedLoop(floor, { requests: [request], seconds, again: true, expected: ok });
}

/** Product, category, home and guide: kept, not modified, and made anew for somebody with a cart. */
export async function measurePages(place: Place, round: Round): Promise<readonly Figure[]> {
  const { shop, shelves } = place;
  const bare = await measureFloor(place, round.seconds);
  const figures: Figure[] = round.large ? [] : figuresOf('floor', bare, null);
  const some = shelves.products.slice(0, SOME).map(({ path }) => path);
  const kinds: readonly (readonly [string, readonly string[]])[] = [
    ['product', some],
    ['category', shelves.categories],
    ['home', ['/']],
    ['guide', shelves.guides],
  ];
  const anybody = newShopper(shop.url);
  const buyer = await shopperWithCart(shop.port, shelves.products[0]?.sku ?? '');
  for (const [kind, paths] of kinds) {
    const fresh = firstAsked(place, kind, paths, round, buyer);
    const name = `${kind}, first asked${round.large ? ', large' : ''}`;
    const load = { seconds: round.seconds, expected: ok };
    await closedLoop(shop, { ...load, ...fresh.warm });
    figures.push(...figuresOf(name, await closedLoop(shop, { ...load, ...fresh.asked }), bare));
    if (round.large) continue;
    const tags = await tagsOf(shop.port, anybody, paths);
    const again = { ...load, again: true };
    const requests = paths.map((path) => anybody.get(path));
    figures.push(...figuresOf(`${kind}, cached`, await closedLoop(shop, { ...again, requests }), bare));
    const known = requests.map((request) => withTag(request, tags.get(request.path)));
    const unchanged = { ...again, requests: known, expected: ({ status }: Reply) => status === 304 };
    figures.push(...figuresOf(`${kind}, not modified`, await closedLoop(shop, unchanged), bare));
  }
  return figures;
}

/** Products that nobody has asked for; of what there is only a few, the pages of somebody with a cart, which nobody keeps. */
function firstAsked(place: Place, kind: string, paths: readonly string[], { at }: Round, buyer: Shopper) {
  if (kind !== 'product') {
    const requests = paths.map((path) => buyer.get(path));
    return { warm: { requests, again: true }, asked: { requests, again: true } };
  }
  const unseen = place.shelves.products.slice(SOME);
  const share = Math.floor(unseen.length / 4);
  const part = (from: number) =>
    unseen.slice(from, from + share).map(({ path }) => newShopper(place.shop.url).get(path));
  return {
    warm: { requests: part((at % 3) * share).slice(0, WARM), again: false },
    asked: { requests: part((at % 3) * share + WARM), again: false },
  };
}

async function tagsOf(port: number, one: Shopper, paths: readonly string[]): Promise<Map<string, string>> {
  const wire = openWire(port);
  const tags = new Map<string, string>();
  for (const path of paths) {
    const { head } = await wire.ask(one.get(path));
    tags.set(path, /\r\netag: *([^\r]+)/i.exec(head)?.[1] ?? '"none"');
  }
  wire.close();
  return tags;
}

const withTag = (request: Asked, tag = '"none"'): Asked => ({
  ...request,
  headers: { ...request.headers, 'if-none-match': tag },
});

/** The figures of a load beside the floor's of the same round. */
export function figuresOf(what: string, load: LoadFigures, floor: LoadFigures | null): Figure[] {
  return [
    { what, unit: 'CPU ms', value: load.cpuMs, floor: floor?.cpuMs ?? null },
    { what, unit: 'a second', value: load.perSecond, floor: floor?.perSecond ?? null },
    { what, unit: 'p50 ms', value: load.p50, floor: floor?.p50 ?? null },
    { what, unit: 'p99 ms', value: load.p99, floor: floor?.p99 ?? null },
  ];
}
