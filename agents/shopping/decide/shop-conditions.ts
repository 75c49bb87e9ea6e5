import { asksForMedicalAdvice } from '../understand/health.ts';
import { kitForWords } from '#src/bundles/kit-for-words.ts';
import { statedOptions } from '#src/conversations/choose-variant.ts';
import { leftOver, nameless, sizesSpelt } from '../understand/cart-words.ts';
import { purposeIn } from '../understand/purpose.ts';
import { english, says } from '../understand/language.ts';
import type { TurnReading } from './turn-reading.ts';
import type { Condition } from './condition.ts';

/** What is asked of the shop itself, whatever the turn resembles. */
export const asksShop: readonly Condition[] = [
  {
    name: 'asks what only a doctor may judge',
    act: ({ turn }) => (asksForMedicalAdvice(turn.text) ? { kind: 'content', about: 'health' } : null),
  },
  {
    name: 'asks what to buy for a purpose',
    act: ({ turn, top }) => {
      if (top.intent === 'bundle' && kitForWords(turn.content, turn.text)) return null;
      const purpose = purposeIn(turn.text, turn.understanding);
      return purpose === null ? null : { kind: 'recommend', purpose };
    },
  },
  {
    name: 'asks whether a product can be had some way',
    act: (reading) => {
      const [slug, ...others] = reading.spoken;
      return slug && !others.length && asksForVariant(reading)
        ? { kind: 'about', slugs: [slug], question: true, why: false }
        : null;
    },
  },
];

const MOST_UNREAD = 3; // words beside the name and values of its options; more ask for something else

/** The name of a product with values of its options and little else: "the Hollow in moss there?", without a verb of adding. */
function asksForVariant({ turn }: TurnReading): boolean {
  const [product] = turn.understanding.named;
  const words = nameless(turn);
  const asks = says(words, english['asks for stock']);
  if (!product || (!asks && says(words, [...english.adding, ...english.changing]))) return false;
  const stated = [...statedOptions(product, sizesSpelt(words)).values()].flat();
  const filters = turn.understanding.parsedQuery.filters.length > 0;
  const rest = leftOver(words, [
    ...stated,
    ...english['asks for stock'],
    ...Object.values(english['size words']).flat(),
    ...product.options.map(({ name }) => name),
  ]);
  return (stated.length > 0 || (asks && filters)) && rest.length <= MOST_UNREAD;
}
