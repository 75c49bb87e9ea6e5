import { productCard } from '#agents/shopping/present/product-card.ts';
import { currencySign } from '#src/aeo/stated-facts.ts';
import { amountsIn } from '#src/aeo/offers.ts';
import { eachVariant, type Surface } from '#src/aeo/surface.ts';
import { stateOfWords } from '#src/aeo/surfaces/stock-words.ts';
import { emptyState } from '#src/conversations/conversation-state.ts';
import { decimalMoney } from '#src/money/money.ts';

/** What the conversation shows of a product. */
export const chatCard: Surface = {
  name: 'chat card',
  facts: () => ['price', 'price before', 'currency', 'availability', 'stock words', 'sku'],
  read: async ({ content }, product) =>
    eachVariant(product, (variant) => {
      const { locale } = content.store;
      const turn = { locale, text: '', state: emptyState, vocabulary: { keys: new Map() } };
      // A card stands for a choice; of a product with this one variant it stands for the variant.
      const card = productCard(turn, { ...product, variants: [variant] }, variant);
      const { currency } = variant.price;
      const money = (text: string | null) => {
        const [minor] = text ? amountsIn(text, currency) : [];
        return minor === undefined ? null : decimalMoney({ minor, currency });
      };
      return {
        price: money(card.price),
        'price before': money(card.compareAt),
        currency: card.price.includes(currencySign(currency, locale)) ? currency : null,
        availability: stateOfWords(card.availability),
        'stock words': card.availability,
        sku: card.sku,
      };
    }),
};
