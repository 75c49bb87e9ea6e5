import { describe, expect, it } from 'vitest';
import { ACTS, falseActs } from '#agents/shopping/guardrails/grounded-acts.ts';
import { falseClaimsAbroad } from '#agents/shopping/guardrails/claims-abroad.ts';
import { leftIsGrounded } from '#agents/shopping/guardrails/grounded-left.ts';
import { offersAreGrounded } from '#agents/shopping/guardrails/grounded-offers.ts';
import { originIsGrounded } from '#agents/shopping/guardrails/grounded-origin.ts';
import type { ToolResult } from '#agents/shopping/tool-results/tool-result.ts';

const money = { printed: '$40', minor: 4_000, currency: 'USD' };
const cart = (titles: readonly string[], sum: readonly { label: string; amount: string }[] = []) => ({
  lines: titles.map((title) => ({
    slug: title,
    sku: title,
    title,
    variant: '',
    quantity: 1,
    price: money,
    total: money,
  })),
  pieces: titles.length,
  subtotal: money,
  total: money,
  sum: sum.map((line) => ({ ...line, detail: '' })),
});
const changed = (done: 'add' | 'set' | 'remove', title: string, ...left: readonly string[]): ToolResult => ({
  tool: 'change_cart',
  answer: { done, title, quantity: 1, cart: cart(left) },
});
const viewed = (...titles: readonly string[]): ToolResult => ({
  tool: 'view_cart',
  answer: { cart: cart(titles) },
});
const order = (state: string): ToolResult => ({
  tool: 'order_status',
  answer: { number: 'R1', state, expected: null, tracking: null, lines: [] },
});
const opened: ToolResult = {
  tool: 'start_return',
  answer: { started: 'R1', title: 'Clay Pot', quantity: 1, refund: money, number: '1' },
};
const reduced: ToolResult = {
  tool: 'view_cart',
  answer: { cart: cart(['Clay Pot'], [{ label: 'Spring', amount: '−$4' }]) },
};

/** By the name of the act: words that claim it, and results that make them true; none where nothing does. */
const claims: Readonly<Record<string, { says: readonly string[]; true: readonly ToolResult[] | null }>> = {
  'added to the cart': {
    says: [
      'I’m adding it to your cart now.',
      'Adding the Clay Pot to your cart.',
      'Consider it added.',
      'I did put the Clay Pot in your basket.',

      'I have added the Clay Pot.',
      'I’ve just put it in your cart.',
      'Added to your cart!',
      'Great, added it.',
      'I went ahead: we have added it to your basket.',
    ],
    true: [changed('add', 'Clay Pot', 'Clay Pot')],
  },
  'in the cart': {
    says: [
      'Your cart now holds the Clay Pot.',
      'You have the Clay Pot in your cart.',
      'It is waiting for you in your cart.',
      'The Clay Pot has been added to your cart.',
      'It is now in your basket.',
    ],
    true: [viewed('Clay Pot')],
  },
  'taken out of the cart': {
    says: [
      'Your cart has been emptied.',
      'The Clay Pot is no longer in your cart.',
      'I have removed it from your cart.',
      'The Clay Pot was taken out of your cart.',
    ],
    true: [changed('remove', 'Clay Pot')],
  },
  'changed in the cart': {
    says: ['I have changed the quantity.', 'Your cart has been updated.', 'I’ve swapped the size.'],
    true: [changed('set', 'Clay Pot', 'Clay Pot')],
  },
  'done, with nothing more': {
    says: ['That’s taken care of.', 'You’re all set.', 'I took care of that.', 'Done!', 'All set.'],
    true: [changed('add', 'Clay Pot')],
  },
  'taken off the price': {
    says: [
      'You’re saving 10% now.',
      'I took $4 off for you.',
      'Your points have been deducted.',
      'Your discount is applied.',
      'I have applied the code.',
      'The coupon has been activated.',
    ],
    true: [reduced],
  },
  'return opened': {
    says: ['I have opened a return.', 'Your return has been started.'],
    true: [opened],
  },
  'order cancelled': {
    says: [
      'Your order has been called off.',
      'Your order won’t ship.',
      'Your order is cancelled.',
      'The order has been canceled.',
    ],
    true: [order('Cancelled')],
  },
  'order sent': {
    says: ['Your order has been shipped.', 'The parcel is on its way.'],
    true: [order('On its way')],
  },
  'order delivered': { says: ['Your package was delivered.'], true: [order('Delivered')] },
  'order paid': { says: ['Your order is confirmed.'], true: [order('Paid, being packed')] },
  'done by a person': {
    says: [
      'Your cancellation has gone through.',
      'I’m refunding you now.',
      'I put one aside for you.',
      'It is reserved for you.',
      'I have put your refund through.',

      'I have cancelled it for you.',
      'I’ve emailed the team.',
      'We have reserved one for you.',
      'I have updated your address.',
      'Your refund has been issued.',
    ],
    true: null,
  },
  announced: {
    says: [
      'Let me check the stock.',
      'Sure, I’ll take a look at that.',
      'One moment please.',
      'Okay, let me search for it.',
    ],
    true: null,
  },
  promised: { says: ['I’ll let you know when it is back.', 'I will refund it.'], true: null },
};

describe('words that claim an act', () => {
  it('are listed here for every act', () => {
    expect(Object.keys(claims)).toEqual(ACTS.map(({ name }) => name));
  });

  it.each(Object.entries(claims))(
    '%s: only where a result of the turn makes it true',
    (name, { says, true: by }) => {
      for (const sentence of says) {
        expect([sentence, falseActs(sentence, [])]).toEqual([sentence, expect.arrayContaining([name])]);
        if (by) expect([sentence, falseActs(sentence, by)]).toEqual([sentence, []]);
      }
    },
  );

  it('are of the product that was changed, not of another', () => {
    const results = [viewed('Wool Rug'), changed('add', 'Clay Pot', 'Clay Pot', 'Wool Rug')];
    expect(falseActs('I have added the Wool Rug.', results)).toEqual(['added to the cart']);
    expect(falseActs('I have added the Clay Pot.', results)).toEqual([]);
  });

  it.each([
    'Shall I say that I have added it?',
    'I have not added anything to your cart.',
    'Once your order has been shipped, a return takes ten days.',
    'If your order is cancelled, the money goes back.',
    'I can add it to your cart.',
    'Orders are shipped the same day.',
    'I have applied your budget.',
    'Added warmth comes from the lining.',
    'Set of two mugs.',
    'You’re getting a light pot.',
    'Your cart holds nothing yet.',
    'I would look at the Clay Pot first.',
    'Let me know if it fits.',
    'It was put through a wash.',
  ])('do not include: %s', (sentence) => {
    expect(falseActs(sentence, [])).toEqual([]);
  });
});

describe('claims in a language that shoppers speak', () => {
  const judge = (sentence: string, results: readonly ToolResult[] = [], told = '') =>
    falseClaimsAbroad(sentence, { results, told, own: told });

  it.each([
    ['cart changed', 'He añadido la olla a tu carrito.'],
    ['cart changed', 'Adicionei o vaso ao seu carrinho.'],
    ['cart changed', 'J’ai ajouté le pot à votre panier.'],
    ['cart changed', 'Ich habe den Topf in deinen Warenkorb gelegt.'],
    ['cart changed', 'Ho aggiunto il vaso al carrello.'],
    ['cart changed', 'De pot is toegevoegd aan je winkelwagen.'],
    ['cart changed', 'Jag har lagt krukan i din varukorg.'],
    ['cart changed', 'Dodano garnek do koszyka.'],
    ['cart changed', 'Я добавил горшок в корзину.'],
    ['cart changed', '已将花盆加入购物车。'],
    ['cart changed', '鉢をカートに入れました。'],
  ])('%s, only where a result makes it true: %s', (name, sentence) => {
    expect(judge(sentence)).toEqual([name]);
    expect(judge(sentence, [changed('add', 'Clay Pot', 'Clay Pot')])).toEqual([]);
  });

  it.each([
    ['price reduced', 'Tu descuento ya está aplicado.', reduced],
    ['price reduced', 'Der Rabatt wurde abgezogen.', reduced],
    ['order cancelled', 'Votre commande est annulée.', order('Cancelled')],
    ['order cancelled', 'Deine Bestellung ist storniert.', order('Cancelled')],
    ['return opened', 'He iniciado la devolución.', opened],
  ])('%s, only where a result makes it true: %s', (name, sentence, by) => {
    expect(judge(sentence)).toEqual([name]);
    expect(judge(sentence, [by])).toEqual([]);
  });

  it.each([
    ['left', 'Solo quedan 2.', '2 left'],
    ['left', 'Il ne reste plus que deux pots.', '2 left'],
    ['left', 'Nur noch 2 verfügbar.', '2 left'],
    ['left', '只剩2件了。', '2 left'],
    ['code', 'Usa el código BIENVENIDO al pagar.', 'bienvenido'],
    ['made', 'Der Topf ist in Italien hergestellt.', 'topf, italien'],
    ['free', 'El envío es gratis.', 'free delivery'],
  ])('%s, only where the shop says so: %s', (name, sentence, told) => {
    expect(judge(sentence, [], 'size 2')).toEqual([name]);
    expect(judge(sentence, [], told)).toEqual([]);
  });

  it.each([
    '¿Lo añado a tu carrito?',
    'Puedo añadirlo al carrito.',
    'Ich habe nichts in den Warenkorb gelegt, das geht nicht ohne dich.',
    'Ils restent au sec et coûtent 40 €.',
    'The pot is in stock in two sizes and holds a litre.',
  ])('do not include: %s', (sentence) => {
    expect(judge(sentence)).toEqual([]);
  });
});

describe('words that claim what a shop must have said', () => {
  it.each<[(sentence: string, told: string) => boolean, string, string]>([
    [offersAreGrounded, 'Use the code WELCOME at checkout.', 'code welcome'],
    [offersAreGrounded, 'Enter SPRING at checkout.', 'spring'],
    [offersAreGrounded, 'It is a limited-time offer.', 'limited-time'],
    [leftIsGrounded, 'Only 2 left!', 'availability: 2 left'],
    [leftIsGrounded, 'There are just three pots left.', '3 left'],
    [leftIsGrounded, 'Only a few remain.', '3 left'],
    [leftIsGrounded, 'We have 2 left.', '2 left'],
    [leftIsGrounded, 'We are down to the last two.', '2 left'],
    [leftIsGrounded, 'There are only 2.', '2 left'],
    [leftIsGrounded, 'Just a pair remains.', '2 left'],
    [offersAreGrounded, 'Your code is spring25.', 'spring25'],
    [offersAreGrounded, 'Try save20 at checkout.', 'save20'],
    [offersAreGrounded, 'SPRING gets you a tenth off.', 'spring'],
    [offersAreGrounded, 'Get it before it’s gone.', 'before it’s gone'],
    [originIsGrounded, 'It hails from Portugal.', 'portugal'],
    [originIsGrounded, 'Handmade by Italian artisans.', 'handmade, italian'],
    [originIsGrounded, 'Country of origin: Italy.', 'italy'],
    [originIsGrounded, 'It is sewn by hand in Portugal.', 'by hand, portugal'],
    [originIsGrounded, 'It is made in Italy.', 'origin: italy'],
    [originIsGrounded, 'It is an Italian-made pot.', 'italian workshop'],
    [originIsGrounded, 'Each is handmade.', 'handmade'],
  ])('%o holds that back: %s', (isGrounded, sentence, told) => {
    expect(isGrounded(sentence, 'size 2, 12 in a box')).toBe(false);
    expect(isGrounded(sentence, told)).toBe(true);
  });

  it('do not take 12 left for 2', () => {
    expect(leftIsGrounded('Only 2 left!', '12 left')).toBe(false);
  });

  it.each([
    'It is in stock in size 2.',
    'You have $10 left of your budget.',
    'It fits the left and the right foot.',
    'Write the code on the label.',
    'It is made in small batches.',
    'It has remained in one piece for years.',
    'It comes in small.',
    'The last step is to dry it.',
  ])('let pass: %s', (sentence) => {
    expect(
      offersAreGrounded(sentence, '') && leftIsGrounded(sentence, '') && originIsGrounded(sentence, ''),
    ).toBe(true);
  });
});
