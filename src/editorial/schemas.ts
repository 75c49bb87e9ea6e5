import { z } from 'zod';
import { COUNT_KINDS } from '#src/inventory/record-counts.ts';
import { agentsSchema } from './agents-schema.ts';
import { lookSchema } from './look-schema.ts';
import { isTimeZone } from './time-zone.ts';

/*
 * One strict schema for each kind of file in content/. Every field carries one sentence of advice to the
 * author: editors show it, and `npm run lint:content` prints it with a refusal. Facts that live in the
 * database (price, stock) have no field here, so a file cannot contradict them.
 */

const words = (advice: string, most = 400) => z.string().trim().min(1).max(most).describe(advice);
const wordList = (advice: string, most = 8) =>
  z.array(z.string().trim().min(1).max(300)).min(1).max(most).describe(advice);
const slug = (advice: string) =>
  z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens')
    .describe(advice);
const day = (advice: string) => z.iso.date({ error: 'must be a date such as 2026-11-23' }).describe(advice);
const amount = (advice: string) =>
  z
    .string()
    .regex(/^\d+(\.\d+)? [A-Z]{3}$/, 'must be an amount and a currency, such as 4.90 USD')
    .describe(advice);

const PATH = /^\/(?!\/)[^\s?#\\]*$/; // of this shop: one leading slash, so that no redirect leaves it

const faqSchema = z.strictObject({
  question: words('Ask it as a shopper would say it, ending in a question mark.', 200),
  answer: words('Answer in the first sentence, then give the number or the reason.', 1200),
});

const checked = day('The day somebody last held these words against the facts; pages print it.').optional();

export const productWordsSchema = z.strictObject({
  checked,
  name: words('Only if the page should use another name than the catalogue does.', 120).optional(),
  answer: words('Two sentences: what it is and for whom, with the numbers that decide it.', 420),
  whoFor: wordList('One runner a line, specific enough that others know it is not them.'),
  notFor: wordList('Say plainly who should buy something else, and what.'),
  whyItExists: words('The problem it was made to solve, in two or three sentences.', 900),
  useCases: z
    .array(
      z.strictObject({
        use: words('A use in a few words, such as "first marathon" or "wet trails".', 60),
        why: words('Why it suits that use, from its own facts.', 400),
      }),
    )
    .min(1)
    .max(6)
    .describe('The two to four uses that shoppers ask for it by.'),
  pros: wordList('What owners will like, each with a fact behind it.'),
  cons: wordList('What they give up; an honest list is trusted more.'),
  faqs: z
    .array(faqSchema)
    .max(8)
    .describe('Two to five questions that people really ask about this product.'),
  care: words('How to look after it, or how to store it, in one or two sentences.', 600),
  goesWith: z
    .array(slug('The last part of a product page address.'))
    .max(6)
    .optional()
    .describe('Products that are used together with this one, by slug.'),
  accessoryFor: z
    .array(slug('The last part of a product page address.'))
    .max(6)
    .optional()
    .describe('Products that this one is a part or an accessory of, by slug.'),
  consumableFor: z
    .array(slug('The last part of a product page address.'))
    .max(6)
    .optional()
    .describe('Products that use this one up, by slug.'),
});

export const guideSchema = z.strictObject({
  title: words('The question or the task the reader came with.', 110),
  description: words('One or two sentences that already answer it; shown in search results.', 240),
  kind: z
    .enum(['guide', 'comparison'])
    .describe('guide explains; comparison sets named products side by side.'),
  author: words('The person who wrote it.', 80),
  published: day('The day it first went live.'),
  updated: day('The day its facts were last checked.'),
  categories: z
    .array(z.string())
    .max(6)
    .describe('Category addresses it belongs to, such as shoes/trail-running-shoes.'),
  products: z
    .array(slug('The last part of a product page address.'))
    .max(12)
    .describe('Products it names, by slug.'),
  uses: z
    .array(words('A use in a few words.', 60))
    .max(8)
    .describe('Uses it helps with, in shoppers’ words.'),
  sources: z
    .array(
      z.strictObject({
        title: words('The work as it would be cited: author, title, where and when.', 300),
        url: z.url({ protocol: /^https$/, error: 'must be an https:// address' }).optional(),
      }),
    )
    .max(12)
    .optional()
    .describe('What its claims rest on; shown under the guide.'),
});

export const faqFileSchema = z.strictObject({
  question: words('Ask it as a shopper would say it, ending in a question mark.', 200),
  topic: z
    .enum([
      'choosing',
      'sizing',
      'training',
      'nutrition',
      'orders',
      'shipping',
      'returns',
      'care',
      'electronics',
      'about',
    ])
    .describe('The heading it stands under on the FAQ page.'),
  order: z.int().min(1).max(999).describe('Lower numbers come first under the heading.'),
  categories: z.array(z.string()).max(6).optional().describe('Category addresses where it should show too.'),
});

const policyCommon = {
  title: words('The plain name of the policy.', 80),
  summary: words('The whole policy in one or two sentences, for people in a hurry.', 300),
  updated: day('The day it last changed.'),
  draft: z.literal(true).optional().describe('true while it is not in force: it shows nowhere.'),
};

const shippingPolicySchema = z.strictObject({
  ...policyCommon,
  kind: z.literal('shipping').describe('Which policy this is.'),
  services: z
    .array(
      z.strictObject({
        name: words('The name shoppers see at checkout.', 40),
        countries: z
          .array(z.string().regex(/^[A-Z]{2}$/, 'must be two-letter country codes'))
          .min(1)
          .describe('Two-letter country codes it serves.'),
        rate: amount('What it costs, such as 4.90 USD.'),
        freeFrom: amount('Free from this order value, if ever.').optional(),
        handlingDays: z
          .tuple([z.int().min(0), z.int().min(0)])
          .describe('Least and most working days to pack.'),
        transitDays: z
          .tuple([z.int().min(0), z.int().min(0)])
          .describe('Least and most working days on the road.'),
      }),
    )
    .min(1)
    .describe('Every way you ship.'),
});

const returnsPolicySchema = z.strictObject({
  ...policyCommon,
  kind: z.literal('returns').describe('Which policy this is.'),
  windowDays: z.int().min(0).max(730).describe('Days from delivery in which a return may start.'),
  countries: z
    .array(z.string().regex(/^[A-Z]{2}$/, 'must be two-letter country codes'))
    .min(1)
    .describe('Two-letter country codes it applies to.'),
  fee: z
    .union([z.literal('free'), amount('What a return costs.')])
    .describe('free, or an amount such as 4.90 USD.'),
  method: z.enum(['mail', 'store', 'mail-or-store']).describe('How things come back.'),
  deliveryRefund: z
    .enum(['never', 'when-all-returns'])
    .optional()
    .describe('when-all-returns gives back what standard delivery cost once everything has come back.'),
  refund: z
    .enum(['full', 'store-credit', 'exchange'])
    .optional()
    .describe('What somebody gets back: the money, a credit in the shop, or another piece.'),
  rules: z
    .array(
      z.strictObject({
        categories: z
          .array(z.string())
          .min(1)
          .max(20)
          .optional()
          .describe('Category addresses it holds for, such as food/sweets.'),
        products: z
          .array(slug('The last part of a product page address.'))
          .min(1)
          .max(50)
          .optional()
          .describe('Products it holds for, by slug.'),
        takesBack: z
          .enum(['unused', 'never'])
          .describe('unused where only whole, unopened, unworn pieces come back; never where nothing does.'),
        says: words('What shoppers read beside the product, in one sentence.', 160),
      }),
    )
    .max(30)
    .optional()
    .describe(
      'Products that come back otherwise than everything else. One that names a product counts before one of its category.',
    ),
  exceptions: z
    .array(words('One exception a line.', 200))
    .max(10)
    .describe('What cannot come back, and why.'),
});

const otherPolicySchema = z.strictObject({
  ...policyCommon,
  kind: z.enum(['privacy', 'terms', 'warranty', 'accessibility']).describe('Which policy this is.'),
});

export const policySchema = z.discriminatedUnion('kind', [
  shippingPolicySchema,
  returnsPolicySchema,
  otherPolicySchema,
]);

const sizeGuide = z
  .strictObject({
    option: words('The option whose values it explains, named as the catalogue names it, such as Size.', 60),
    how: words('How to measure oneself or the place, in one to three sentences.', 400),
    columns: wordList(
      'The headings: systems of sizes and measures with their units, such as EU or Chest, cm.',
      8,
    ),
    rows: z
      .array(z.array(z.string().trim().min(1).max(40)).min(1).max(8))
      .min(1)
      .max(60)
      .describe(
        'One line a size, smallest first, a cell a heading; sizes written as the catalogue writes them.',
      ),
  })
  .refine(({ columns, rows }) => rows.every((row) => row.length === columns.length), {
    error: 'must have as many cells in every row as there are headings',
    path: ['rows'],
  });

export const categorySchema = z.strictObject({
  checked,
  title: words('The heading of the category page.', 80),
  description: words('Two sentences that help someone choose within it.', 320),
  order: z.int().min(1).max(999).describe('Lower numbers come first in the menu.'),
  sizeGuide: sizeGuide
    .optional()
    .describe('What its sizes measure; shown at the choice of sizes of everything in it and below it.'),
});

export const glossarySchema = z.strictObject({
  checked: day('The day the definitions were last checked.'),
  terms: z
    .array(
      z.strictObject({
        term: words('The word as it stands in specifications, in lower case unless it is a name.', 60),
        also: z
          .array(words('Another word for the same.', 60))
          .max(6)
          .optional()
          .describe('Other words that people use for it.'),
        definition: words('Say what it is in the first sentence, then what it changes for a runner.', 500),
        specs: z
          .array(z.string().regex(/^[a-z0-9_]+$/, 'must be a key in snake_case, such as heel_stack'))
          .max(6)
          .optional()
          .describe('Keys of the specifications it explains; their labels link here.'),
        guide: slug('The last part of a guide address that goes deeper.').optional(),
      }),
    )
    .min(1)
    .max(200)
    .describe('One entry a word, in any order; the page sorts them.'),
});

export const storeSchema = z.strictObject({
  name: words('The shop’s name, as customers say it.', 60),
  tagline: words('What the shop is, in under ten words.', 90),
  description: words('Two sentences for search engines and people who have never heard of you.', 320),
  demonstration: z.boolean().describe('true labels every page as a demonstration that takes no real orders.'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be a three-letter currency code')
    .describe('The currency you sell in.'),
  locale: words('The language and country of your words, such as en-US.', 12),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be a two-letter country code')
    .describe('Where the shop is.'),
  timeZone: z
    .string()
    .refine(isTimeZone, 'must be a time zone such as America/Denver')
    .default('UTC')
    .describe('The clock of the shop: its days, its opening hours and its nights go by it.'),
  contact: z.strictObject({
    email: z.email().describe('Where a shopper reaches a person.'),
    phone: words('With country code.', 30).optional(),
    hours: words('When somebody answers, with the time zone.', 120),
    address: words('The street address that stands on your invoices, in one line.', 200),
    postal: z
      .strictObject({
        street: words('Street and number.', 120),
        city: words('Town or city.', 80),
        region: words('State or province, where addresses name one.', 80).optional(),
        postalCode: words('The postal code.', 20).optional(),
      })
      .optional()
      .describe('The same address in parts, for search engines and assistants.'),
  }),
  legal: z.strictObject({
    company: words('The registered name.', 120),
    registration: words('The register and number, if you have one.', 120).optional(),
    taxIncluded: z.boolean().describe('true where shown prices include tax.'),
  }),
  tone: z.strictObject({
    greeting: words('The first thing the assistant says, in one sentence.', 160),
    guidance: wordList('Plain instructions for how the shop speaks, one a line.', 12),
  }),
  home: z.strictObject({
    headline: words('The biggest words on the home page.', 80),
    intro: words('One or two sentences below it.', 260),
    questions: z
      .array(words('A question a shopper could click.', 90))
      .min(2)
      .max(6)
      .describe('Shown below the box.'),
    featured: z.array(slug('A product slug.')).max(8).describe('Products on the home page, by slug.'),
  }),
  look: lookSchema.optional().describe('How the shop looks.'),
  reminders: z
    .strictObject({
      quietFrom: z.int().min(0).max(24).describe('The hour from which nobody is written to, such as 20.'),
      quietTo: z.int().min(0).max(24).describe('The hour until which nobody is written to, such as 9.'),
      mostAWeek: z
        .int()
        .min(0)
        .max(7)
        .describe('Messages a customer gets at most in seven days; 0 for none.'),
      mostAMonth: z.int().min(0).max(31).describe('Messages a customer gets at most in thirty days.'),
      mostItems: z.int().min(1).max(10).describe('Products in one message.'),
      sameItemDays: z.int().min(1).max(365).describe('Days before the same product is spoken of again.'),
    })
    .optional()
    .describe('Reminders of what runs out. Only customers who agreed get them.'),
  crawlers: z
    .strictObject({
      search: z
        .boolean()
        .optional()
        .describe('false asks search engines and assistants that answer for a person to stay away.'),
      training: z
        .boolean()
        .optional()
        .describe('true lets crawlers take your words to train models; without it they are asked not to.'),
    })
    .optional()
    .describe('What robots.txt asks of crawlers; well-behaved ones keep to it, nothing can make them.'),
  stock: z
    .strictObject({
      unknown: z
        .enum(['sell', 'hold'])
        .optional()
        .describe(
          'What holds for a new variant that no file has counted: sell lets it be ordered, hold waits for the first count.',
        ),
      counts: z
        .enum(COUNT_KINDS)
        .optional()
        .describe(
          'What the counts you import know of orders placed here: knows-our-orders where they are without all that was sold here, knows-what-was-sent where they are without what has left the house, does-not-know where they hear nothing of it, delta where a file tells only what came and went. Without it no count brings back what was sold.',
        ),
    })
    .optional()
    .describe('How stock is kept.'),
  agents: agentsSchema,
  pictureHosts: z
    .array(z.url({ protocol: /^https$/, error: 'must be an https:// address' }))
    .max(10)
    .optional()
    .describe(
      'Where pictures of your words come from besides the addresses that stand there, such as https://cdn.example.com; only needed where those lead on to another host.',
    ),
  redirects: z
    .record(
      z.string().regex(PATH, 'must be a path such as /p/old-name'),
      z.string().regex(PATH, 'must be a path such as /p/new-name'),
    )
    .optional()
    .describe('Addresses that have moved, old to new, such as /p/old-name: /p/new-name.'),
});

export type ProductWords = z.infer<typeof productWordsSchema>;
export type GuideWords = z.infer<typeof guideSchema>;
export type FaqWords = z.infer<typeof faqFileSchema>;
export type PolicyWords = z.infer<typeof policySchema>;
export type CategoryWords = z.infer<typeof categorySchema>;
export type SizeGuide = z.infer<typeof sizeGuide>;
export type GlossaryWords = z.infer<typeof glossarySchema>;
export type StoreWords = z.infer<typeof storeSchema>;
