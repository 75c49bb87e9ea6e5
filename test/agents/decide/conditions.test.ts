import { nanoid } from 'nanoid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conditions } from '#agents/shopping/decide/conditions.ts';
import { answerTurn } from '#agents/shopping/run/answer-turn.ts';
import type { Shop } from '#src/shop.ts';
import { teaShop } from '../tea-shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await teaShop();
});
afterAll(() => shop.close());

/** By condition, conversations whose last turn it decides. */
const turns: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'is in another language, or code': [['ich suche eine teekanne für meine mutter']],
  'asks whether this is a machine': [['wait, are you a robot?']],
  'is a chip that takes a limit away': [['teapots under $70', 'Forget: Under $70']],
  'gives the number of an order': [['where is order K7QM-4X2P, kim@example.com']],
  'asks what only a doctor may judge': [['can I drink tea with my blood pressure medication?']],
  'asks for a size in another system': [['and US size for EU 42.5 man']],
  'asks what goes with a product': [
    ['what goes with the Hollow Teapot?'],
    ['Hollow Teapot', 'what do people buy with it'],
  ],
  'asks for bundles': [['do you have any bundles?']],
  'asks for a code that takes something off': [['got a coupon for me?']],
  'asks for a rule of buying by its own words': [['who pays for the return label?']],
  'asks whether what is bought goes to a place': [
    ['I live in Toronto. You send to Canada?'],
    ['how much is shipping', 'And if it goes to my aunt in Lima?'],
  ],
  'asks whether what is opened or used may come back': [
    ['who pays for the return label?', 'opened ones too'],
    ['return used things possible'],
  ],
  'asks whether what does not fit may be changed': [['and if they are too small can I swap them?']],
  'asks about a product that it names, and for no rule': [['until when do I have to drink the Smoky Leaf?']],
  'asks whether something is sold': [['do you sell bicycles?']],
  'asks whether there is something, and more about it': [
    ['Hollow Teapot', 'do you have mugs? how big is it'],
  ],
  'asks what to buy for a purpose': [['what should I buy for a garden party?'], ["I'm new to brewing, help"]],
  'asks whether a product can be had some way': [
    ['Hollow Teapot in moss there?'],
    ['brook teapot clay'],
    ['hate moss. Hollow Teapot, which colors'],
  ],
  'chooses for what waits to be added': [['add the Hollow Teapot to my cart', 'clay']],
  'changes what the cart holds': [['add the Hollow Teapot in ink to my cart', 'make it the clay one']],
  'goes on with the kit put together': [['put together a kit for a first brew', 'I already have a teapot']],
  'is about a subject of the guidance': [['do you teach pottery classes?']],
  'asks for acts of different kinds': [
    ['add the Smoky Leaf to my cart and what is your return policy?'],
    ['teapots', 'add the second one, and do you ship to Canada?'],
  ],
  'asks what a word means': [["What it means steeping of leaves? I don't understand this word"]],
  'asks what something is': [["what's volume?"]],
  'asks how much one needs': [['I drink in the morning. How many spoons of tea I must have?']],
  'asks several things': [['a teapot under $70 and a mug in moss']],
  'declines without a word more': [['teapots', 'nope']],
  'agrees without a word more': [['teapots', 'ok cool']],
  'has what was shown already, and names nothing else': [['teapots', 'she has one already']],
  'leaves the choice to the shop': [['teapots', 'idk, you choose']],
  'asks for what speaks against it': [['Hollow Teapot', "what's the catch?"]],
  'asks what the thing in view costs': [
    ['Hollow Teapot', 'price?'],
    ['teapots', 'how much is it'],
    ['Hollow Teapot vs Brook Teapot', 'cheaper one is how much?'],
    ['teapots', 'clay price'],
  ],
  'asks whether the thing in view comes in that': [
    ['Hollow Teapot', 'and clay?'],
    ['Hollow Teapot', 'has ink'],
    ['Hollow Teapot', 'in ink, have it?'],
  ],
  'asks which of those shown has something': [
    ['Hollow Teapot vs Brook Teapot', 'volume which bigger'],
    ['teapots', 'which one has dishwasher safe then'],
  ],
  'names something that is stated of the thing in view': [
    ['Hollow Teapot', 'volume'],
    ['Quarry Teapot', 'glaze count'],
  ],
  'asks for a fact in other words than it is stated in': [['Smoky Leaf', 'where does it come from?']],
  'asks for something else that the description speaks of': [
    ['Meadow Infusion', 'how long does it brew?', 'and chamomile?'],
  ],
  'asks about that one': [['teapots', 'any dishwasher trouble with that one?']],
  'goes on with a rule of buying': [['can I return a used pot?', 'and what does that cost me?']],
  'names two products to put side by side': [['Hollow Teapot vs Brook Teapot']],
  'wants the one at an end of a measure another way': [['teapots', 'the cheapest one but in moss']],
  'wants less or more of something than what was shown': [['Hollow Teapot', 'anything cheaper']],
  'wants others like a product': [['Hollow Teapot', 'do you have something similar?']],
  'asks for a service of the shop': [['which offers do I get as a member?']],
  'asks what the least or most expensive of a kind is': [['what is the cheapest teapot?']],
  'turns a product down that it names or points at': [['teapots', 'not the first one please']],
  'begins anew': [['teapots', 'forget all that and start over']],
  'takes a limit away': [['teapots under $70', 'forget the budget']],
  'takes the last change back': [['teapots', 'under $70', 'undo that']],
  'turns products down': [['teapots', 'I like none of these']],
  'wants the next page': [['tableware', 'show me more of these']],
  'asks what the shop has of a kind': [['how many teapots do you have?']],
  'complains of all that was shown': [['teapots', 'you did not understand me, none of these']],
  'asks which of several is at the end of a measure': [['teapots', 'which is the cheapest?']],
  'compares what was shown': [
    ['teapots', 'compare the first two'],
    ['teapots', 'compare'],
  ],
  'compares what was not shown': [['what is the difference between loose leaves and bags?']],
  'asks about a product': [['Hollow Teapot', 'does it come in moss?']],
  'orders what is named or in view': [['add the Smoky Leaf to my cart']],
  'adds to the cart': [['add the Smoky Leaf for my aunt who drinks it at night']],
  'takes out of the cart, or sets how many': [['add the Smoky Leaf to my cart', 'remove it from the cart']],
  'asks to see the cart': [['what is in my cart?']],
  'asks for advice about a product': [['Hollow Teapot', 'how should I clean it?']],
  'asks for advice or a rule of buying': [['how long should green leaves steep?']],
  'asks about health': [['I have migraines and asthma and a tired stomach']],
  'complains, greets, thanks, or is about none of the shop': [['thank you very much, goodbye']],
  'names a product': [['Smoky Leaf, a present for my aunt, ok?']],
  'says nothing else, so goods are looked for': [['something to drink from']],
};

async function decided(say: readonly string[]): Promise<string | null> {
  const visitorId = nanoid();
  let conversationId: string | null = null;
  let because: string | null = null;
  for (const text of say) {
    const answer: Awaited<ReturnType<typeof answerTurn>> = await answerTurn({
      shop,
      visitorId,
      conversationId,
      text,
      report: (error) => {
        throw error;
      },
    });
    conversationId = answer.conversationId;
    because = answer.trace?.because ?? null;
  }
  return because;
}

describe('the table of conditions', () => {
  it('holds no condition without a turn that it decides', () => {
    expect(Object.keys(turns).toSorted()).toEqual(conditions.map(({ name }) => name).toSorted());
  });

  it.each(Object.entries(turns).flatMap(([name, all]) => all.map((say) => ({ name, say }))))(
    'decides $say: $name',
    async ({ name, say }) => {
      expect(await decided(say)).toBe(name);
    },
  );
});
