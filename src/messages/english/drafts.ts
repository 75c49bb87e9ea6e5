/** The sentences that drafts are made of; every value in them comes from rows or from the merchant's answers. */
interface DraftWords {
  readonly lead: (category: string, shop: string) => string;
  readonly parts: (names: string) => string;
  readonly makers: (names: string) => string;
  readonly makersAmong: (names: string) => string;
  readonly traits: (labels: string) => string;
  readonly traitsOf: string;
  readonly sold: (shop: string, kinds: string) => string;
  readonly faq: {
    readonly sell: Draft<{ shop: string; kinds: string }>;
    readonly brands: Draft<{ brands: string; more: boolean }>;
    readonly trait: Draft<{ label: string; category: string; values: string; href: string }>;
    readonly tax: Draft<{ included: boolean }>;
    readonly reach: Draft<{ email: string; phone: string | undefined; hours: string }>;
  };
  readonly toFollow: string;
  readonly returnsStart: string;
  readonly privacy: { readonly title: string; readonly summary: string; readonly body: string };
  readonly terms: {
    readonly title: string;
    readonly summary: (shop: string) => string;
    readonly body: (of: { company: string; address: string; currency: string; included: boolean }) => string;
  };
}

interface Draft<Facts> {
  question(facts: Facts): string;
  answer(facts: Facts): string;
}

export const drafts: DraftWords = {
  lead: (category, shop) => `${category} at ${shop}.`,
  parts: (names) => `Among them ${names}.`,
  makers: (names) => `From ${names}.`,
  makersAmong: (names) => `From ${names} and others.`,
  traits: (labels) => `Told apart by ${labels}.`,
  traitsOf: 'What these products say of themselves, and can be chosen by:',
  sold: (shop, kinds) => `${shop} sells ${kinds}.`,
  faq: {
    sell: {
      question: ({ shop }) => `What does ${shop} sell?`,
      answer: ({ kinds }) => `${kinds}. [All products](/products) stand on one list.`,
    },
    brands: {
      question: () => 'Which brands do you carry?',
      answer: ({ brands, more }) =>
        `${brands}${more ? ', and others' : ''}. Every list can be limited to a brand.`,
    },
    trait: {
      question: ({ label, category }) => `What ${label} can I find in ${category}?`,
      answer: ({ values, category, href }) =>
        `${values}. On [${category}](${href}) you can limit the list to each of them.`,
    },
    tax: {
      question: () => 'Do your prices include tax?',
      answer: ({ included }) =>
        included
          ? 'Yes. The prices you see include tax.'
          : 'No. Where tax applies, it is added at checkout from the delivery address.',
    },
    reach: {
      question: () => 'How do I reach a person?',
      answer: ({ email, phone, hours }) => `Write to ${email}${phone ? ` or call ${phone}` : ''}. ${hours}.`,
    },
  },
  toFollow: 'To follow',
  returnsStart: 'A return is started on the page of your order.',
  privacy: {
    title: 'Privacy',
    summary: 'What this shop keeps of you, why, and how you see it, take it with you or have it erased.',
    body: `## What is kept, and why

| What | Why |
| --- | --- |
| A random visitor number, in one cookie | So that your cart is still there on the next page |
| What is in your cart | So that you can come back to it |
| Questions you ask the shop, and its answers | So that a conversation makes sense from one line to the next, and wrong answers can be found |
| Pages and products you opened in this shop | To learn which answers helped |
| If you sign in: your e-mail address and what you agreed to | To send the link that signs you in, and to do only what you agreed to |
| If a person takes over a question: the conversation, your cart, your orders and the address you leave | So that you need not tell it twice, and so that the answer reaches you |
| For an order: name, address, e-mail, what you bought and what was paid; no card number | To deliver it and to refund it |

## Your choices

On [your data](/your-data) you see what is held about you, take it with you and have it erased, with or without an
account.`,
  },
  terms: {
    title: 'Terms',
    summary: (shop) => `Who sells to you at ${shop}, and what its prices hold.`,
    body: ({ company, address, currency, included }) => `## Who sells

The seller is ${company}, ${address}.

## Prices

Prices are in ${currency} and ${included ? 'include tax' : 'do not include tax, which is added at checkout where it applies'}. The price that
counts is the one in your cart when you order.`,
  },
};
