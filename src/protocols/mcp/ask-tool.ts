import { z } from 'zod';
import { answeredSession, session, type OfferedTool } from './offered-tools.ts';

const product = z.object({
  slug: z.string(),
  sku: z.string(),
  title: z.string(),
  /** As the page prints it. */
  price: z.string(),
  availability: z.string(),
  /** Its page. */
  url: z.string(),
  /** Of what comes near and does not fit: what it breaks. */
  breaks: z.array(z.string()).readonly(),
});

/** What the assistant of the shop said, with what it showed. */
const askedAnswer = z.object({
  answer: z.string(),
  products: z.array(product).readonly(),
  sources: z.array(z.object({ title: z.string(), url: z.string(), quote: z.string() })).readonly(),
  conversation: z.string().describe('To be given with the next question of the same conversation.'),
  session: answeredSession,
});

/** The whole conversation as one tool: for a question in somebody’s own words, with the turns before it. */
export const askTool: OfferedTool = {
  tool: null,
  name: 'ask_shop',
  description:
    'Asks the shop’s own assistant in plain words, as a shopper would, and goes on from earlier turns where “conversation” is given. It answers with products, reasons and quoted passages, all read from the shop’s rows in this turn. It can also change the cart where the words ask for it. For lists to work with use search_products.',
  annotations: {
    title: 'Ask the shop',
    readOnlyHint: false,
    destructiveHint: true,
    idempotentHint: false,
    openWorldHint: false,
  },
  input: z.strictObject({
    question: z.string().min(1).max(2_000).describe('What the shopper says.'),
    conversation: z
      .string()
      .regex(/^[\w-]{0,64}$/)
      .optional()
      .describe('What an earlier answer gave as “conversation”.'),
    session,
  }),
  output: askedAnswer,
};

/** The way from a program’s cart to a person’s checkout. */
export const checkoutLinkTool: OfferedTool = {
  tool: null,
  name: 'checkout_link',
  description:
    'The address at which the shopper goes on to the checkout of the shop with this cart, in their own browser: they see it, agree, give their address and pay. It holds for two weeks and buys nothing by itself.',
  annotations: {
    title: 'Link to the checkout',
    readOnlyHint: true,
    destructiveHint: false,
    idempotentHint: true,
    openWorldHint: false,
  },
  input: z.strictObject({ session: session.unwrap() }),
  output: z.union([
    z.object({ url: z.string(), pieces: z.int() }),
    z.object({ refusal: z.literal('empty-cart') }),
  ]),
};
