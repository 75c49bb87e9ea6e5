import { z } from 'zod';
import { productsBySlug } from '#src/catalog/product-store.ts';
import { availabilityText } from '#src/catalog/availability-text.ts';
import { chosenVariant, isAvailable, type Product } from '#src/catalog/product.ts';
import { priceGroups, variantAnswer } from '#src/conversations/variant-answer.ts';
import { findPassages } from '#src/search/find-passages.ts';
import { pricedCard } from '../present/product-card.ts';
import { rememberShown, requestedVariant } from '../present/remember-shown.ts';
import type { Turn } from '../state.ts';
import { detailsView } from '../present/tool-views.ts';
import { passageView, showSources } from './show-sources.ts';
import { show } from '../present/show.ts';
import { printMoney } from '../tool-results/printed-money.ts';
import type { Answer } from '../tool-results/tool-result.ts';
import { fence } from '../guardrails/untrusted-text.ts';
import { factLine } from '../understand/facts.ts';
import { nameless, sizesSpelt } from '../understand/cart-words.ts';
import { shopTool } from './shop-tool.ts';

const MOST = 4;

const schema = z.object({
  slugs: z.array(z.string()).min(1).max(MOST).describe('Slugs that a tool answered with; never a title.'),
  question: z.string().max(500).optional().describe('What the shopper wants to know about it.'),
  options: z.string().max(500).optional().describe('Size, colour and the like that it should have.'),
});

export const productDetails = (turn: Turn) =>
  shopTool(
    {
      name: 'product_details',
      description: `Everything the shop states about one to ${MOST} products: specs with units, options in stock and sold out, price by option, who it is for and not for. With a question about one product, up to two passages that answer it and the variants it asks for with how many are left; with options (“in blue”), whether it comes so. What is not in the answer is not stated: neither yes nor no.`,
      schema,
    },
    async ({ slugs, question, options }, config) => {
      const products = await productsBySlug(turn.db, slugs);
      const [first] = products;
      const asked = options && first ? requestedVariant(turn, first, options) : null;
      const sides = products.map((product) => {
        const sku = turn.state.shown.find((one) => one.slug === product.slug)?.sku;
        return { product, variant: asked?.variant ?? chosenVariant(product, sku) };
      });
      rememberShown(turn, sides);
      const title = products.length === 1 ? (first?.title ?? '') : 'These';
      const cards = sides.map(({ product, variant }) => pricedCard(turn, product, variant));
      const [priced] = cards;
      if (asked?.isMet ?? true)
        show(config, {
          part: 'products',
          data: { title, cards: cards.map(({ card }) => card), total: products.length, href: null },
        });
      const only = products.length === 1 ? first : undefined;
      const passages = question && only ? await passagesAbout(turn, question, only) : [];
      if (passages.length) showSources(config, passages);
      return {
        products: sides.map(({ product, variant }) =>
          detailsView(product, variant, turn.content, turn.locale),
        ),
        requested:
          asked && priced
            ? {
                isMet: asked.isMet,
                options: asked.options,
                offer: priced.card.variant,
                price: printMoney(priced.price, turn.locale, priced.card.price),
              }
            : null,
        passages: passages.map((one) => passageView(one)),
        stated: only && question ? statedLine(question, only) : null,
        variants: only && question ? askedVariants(turn, only) : null,
        prices: only ? pricesView(turn, only) : [],
      };
    },
  );

function statedLine(question: string, { title, description }: Product): string | null {
  const line = factLine(question, title, description);
  return line === null ? null : fence(line);
}

const MOST_VARIANTS = 3;

/** The variants that the words of this turn ask for, and of the turn before where this one leaves an option out. */
function askedVariants(turn: Turn, product: Product): Answer<'product_details'>['variants'] {
  const { parsedQuery, named } = turn.understanding;
  const need = turn.queryBefore.filters.flatMap((filter) => (filter.kind === 'any-of' ? filter.values : []));
  const before = [...need, named.length ? '' : (turn.earlier.at(-1) ?? '')].join(' ');
  const { wanted, notMade, inStock, nearest, open } = variantAnswer(
    product,
    sizesSpelt(nameless(turn)),
    before,
    [...parsedQuery.filters, ...parsedQuery.preferences],
  );
  return {
    wanted,
    notMade,
    inStock: inStock.slice(0, MOST_VARIANTS).map((variant) => ({
      variant: variant.title,
      price: printMoney(variant.price, turn.locale),
      left: availabilityText(variant, turn.locale),
    })),
    nearest,
    open,
  };
}

const pricesView = (turn: Turn, product: Product): Answer<'product_details'>['prices'] =>
  priceGroups(product.variants.filter(isAvailable)).map(({ price, before, values }) => ({
    price: printMoney(price, turn.locale),
    before: before && printMoney(before, turn.locale),
    values,
  }));

/** Passages of the product's own words; general ones are for answer_from_content. */
async function passagesAbout(
  turn: Turn,
  question: string,
  product: { readonly id: number; readonly slug: string },
) {
  const found = await findPassages(turn.db, question, { most: 4, productId: product.id });
  return found.filter((one) => one.kind === 'product' && one.slug === product.slug).slice(0, 2);
}
