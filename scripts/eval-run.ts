import { canBeBoughtSql } from '#src/inventory/stock-sql.ts';
import { nanoid } from 'nanoid';
import { answerTurn } from '#agents/shopping/run/answer-turn.ts';
import { textOf } from '#agents/shopping/parts.ts';
import { cartOf } from '#src/carts/cart-store.ts';
import { productsBySlug } from '#src/catalog/product-store.ts';
import type { Product } from '#src/catalog/product.ts';
import { integer, text } from '#src/database/column-kinds.ts';
import { rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import { editorialTextOf } from '#src/editorial/passages.ts';
import { decimalMoney } from '#src/money/money.ts';
import type { Shop } from '#src/shop.ts';
import type { Case, ExpectedTurn } from './eval-cases.ts';
import { failuresOf, questionsIn, shownOf, type Failure } from './eval-checks.ts';

/** A conversation as it went. */
export interface CaseResult {
  readonly name: string;
  readonly set: string;
  readonly regression: string | null;
  readonly passed: boolean;
  readonly turns: readonly {
    readonly say: string;
    readonly answer: string;
    readonly shown: readonly string[];
    readonly act: string | null;
    readonly tools: readonly string[];
    readonly handOff: { readonly expected: boolean; readonly done: boolean };
    readonly milliseconds: number;
    readonly failures: readonly Failure[];
  }[];
}

/** Says the turns of a case to the shop as a new visitor, and judges each answer. A turn that throws fails. */
export async function runCase(shop: Shop, given: Case & { readonly set: string }): Promise<CaseResult> {
  const visitorId = nanoid();
  let conversationId: string | null = null;
  let titles: readonly string[] = [];
  const met = new Set<string>();
  const said: string[] = [];
  const asked = new Set<string>();
  const turns: CaseResult['turns'][number][] = [];
  for (const written of given.turns) {
    const expected = filledIn(written, titles);
    said.push(expected.say);
    const errors: Failure[] = [];
    const report = (error: unknown) =>
      void errors.push({ kind: 'expectation', text: `failed: ${String(error)}` });
    const from = performance.now();
    const answer = await answerTurn({ shop, visitorId, conversationId, text: expected.say, report });
    const milliseconds = Math.round(performance.now() - from);
    conversationId = answer.conversationId;
    const shown = shownOf(answer);
    const cart = await cartOf(shop.db, visitorId);
    shown.forEach((card) => met.add(card.slug));
    const mentioned = [
      ...met,
      ...shown.map((card) => card.slug),
      ...cart.lines.map((line) => line.product.slug),
    ];
    const products = await productsBySlug(shop.db, [...new Set(mentioned)]);
    const content = shop.content.current();
    const evidence = JSON.stringify([
      answer.parts.filter((part) => part.type !== 'text'),
      products,
      pricesOf(products),
      products.map((product) => editorialTextOf(content, product.slug)),
      passageTexts(shop, answer.parts),
      await countsOf(shop),
      content.store,
      said,
      differencesOf(shown.map((card) => products.find((product) => product.slug === card.slug))).map(String),
    ]);
    const judged = {
      answer,
      expected,
      asked,
      evidence,
      pieces: cart.lines.reduce((sum, line) => sum + line.quantity, 0),
    };
    const failures = [
      ...errors,
      ...failuresOf({ ...judged, products: new Map(products.map((product) => [product.slug, product])) }),
    ];
    questionsIn(textOf(answer.parts)).forEach((question) => asked.add(question));
    if (shown.length) titles = shown.map((card) => card.title);
    turns.push({
      say: expected.say,
      answer: textOf(answer.parts),
      shown: shown.map((card) => `${card.title} ${card.price}`),
      act: answer.trace?.action ?? null,
      tools: answer.trace?.tools ?? [],
      handOff: { expected: expected.handoff ?? false, done: (answer.trace?.handOff ?? null) !== null },
      milliseconds,
      failures,
    });
  }
  const passed = turns.every((turn) => turn.failures.length === 0);
  return { name: given.name, set: given.set, regression: given.regression ?? null, passed, turns };
}

/** The whole texts of the pages that the sources of a turn link to. */
function passageTexts(shop: Shop, parts: Awaited<ReturnType<typeof answerTurn>>['parts']): readonly string[] {
  const content = shop.content.current();
  const slugs = parts.flatMap((part) =>
    part.type === 'data-sources'
      ? part.data.passages.map((one) => one.href.split(/[/#]/).filter(Boolean))
      : [],
  );
  const pages = [...content.guides, ...content.policies, ...content.faqs];
  return slugs.flatMap((steps) => pages.filter((page) => steps.includes(page.slug)).map((page) => page.body));
}

/** What the rows of products cost and cost before, in units of their currency: their JSON holds minor units. */
const pricesOf = (products: readonly Product[]): readonly string[] =>
  products.flatMap(({ variants }) =>
    variants.flatMap(({ price, compareAt }) =>
      (compareAt ? [price, compareAt] : [price]).map((amount) => decimalMoney(amount)),
    ),
  );

/** How far the prices and measures of two products of a turn are apart: what a comparison may say. */
function differencesOf(products: readonly (Product | undefined)[]): readonly number[] {
  const numbers = products.map((product) => [
    ...(product?.variants.map((variant) => ['price', variant.price.minor / 100] as const) ?? []),
    ...[
      ...(product?.attributes ?? []),
      ...(product?.variants.flatMap((one) => one.attributes) ?? []),
    ].flatMap((attribute) =>
      attribute.kind === 'number' ? [[attribute.key, attribute.value] as const] : [],
    ),
  ]);
  return numbers.flatMap((first, at) =>
    numbers
      .slice(at + 1)
      .flatMap((second) =>
        first.flatMap(([key, a]) =>
          second.flatMap(([other, b]) => (key === other ? [Number(Math.abs(a - b).toFixed(2))] : [])),
        ),
      ),
  );
}

let counts: readonly unknown[] | null = null;

/** How many products that can be bought each category has and what they cost, read from rows. */
async function countsOf(shop: Shop): Promise<readonly unknown[]> {
  if (counts) return counts;
  const { rows } = await rowsOf({ name: tables.product.slug, products: integer, least: text, most: text })`
    select slug as name, count(*)::int as products, (min(low) / 100.0)::text as least, (max(high) / 100.0)::text as most
    from (select unnest(category_slugs || array['all']) as slug,
        (select min(price_minor) from variant where product_id = p.id) as low,
        (select max(price_minor) from variant where product_id = p.id) as high
      from product p where status = 'active' and exists (
      select from variant v left join stock s on s.variant_id = v.id where v.product_id = p.id
        and ${canBeBoughtSql})) placed
    group by slug`.execute(shop.db);
  return (counts = rows);
}

/** The turn with the titles of what was shown before in place of `{1}`, `{2}`. */
function filledIn(turn: ExpectedTurn, titles: readonly string[]): ExpectedTurn {
  const fill = (text: string) =>
    text.replace(/\{(\d)\}/g, (_, at: string) => titles[Number(at) - 1] ?? `{${at}}`);
  return { ...turn, say: fill(turn.say), ...(turn.about ? { about: fill(turn.about) } : {}) };
}
