import type { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { wireSchema } from './wire-schema.ts';

const said = (text: string) => ({
  messages: [{ role: 'user' as const, content: { type: 'text' as const, text } }],
});

const find = z.object({ wish: z.string().max(500).describe('What somebody looks for, in their words.') });
const compare = z.object({
  products: z.string().max(500).describe('The names of two to four products.'),
  need: z.string().max(500).optional().describe('What it is for.'),
});
const order = z.object({
  number: z.string().max(40).describe('The number of the order.'),
  email: z.string().max(254).describe('The address that it was placed with.'),
});

/** Mounts what a person may begin with; each says which tools answer it. */
export function mountPrompts(server: McpServer): void {
  server.registerPrompt(
    'find',
    {
      title: 'Find something',
      description: 'Looks for products by a wish with its limits, and says why each fits.',
      argsSchema: wireSchema(find, 'input'),
    },
    ({ wish }) =>
      said(
        `Find products for this wish with search_products: ${quoted(wish)}. Name at most three with price, what fits and what does not, from the answer alone. If nothing fits, say so and name the nearest with what it breaks.`,
      ),
  );
  server.registerPrompt(
    'compare',
    {
      title: 'Compare products',
      description: 'Puts products side by side and says which to take.',
      argsSchema: wireSchema(compare, 'input'),
    },
    ({ products, need }) =>
      said(
        `Find these products with search_products and compare them with compare_products: ${quoted(products)}.${need ? ` They are for: ${quoted(need)}.` : ''} Say which to take and what it costs, from the answers alone.`,
      ),
  );
  server.registerPrompt(
    'order',
    {
      title: 'Where is my order?',
      description: 'Says where an order is and when it comes.',
      argsSchema: wireSchema(order, 'input'),
    },
    ({ number, email }) =>
      said(`Look up an order with order_status: number ${quoted(number)}, address ${quoted(email)}.`),
  );
}

/** Words of a person inside an instruction, told apart from it. */
const quoted = (text: unknown): string => JSON.stringify(typeof text === 'string' ? text : '');
