import { z } from 'zod';

const amount = (advice: string) =>
  z
    .string()
    .regex(/^\d+(\.\d+)? [A-Z]{3}$/, 'must be an amount and a currency, such as 4.90 USD')
    .describe(advice);

const WHO = ['everyone', 'signed', 'listed', 'nobody'] as const;
const bounds = {
  mostAnOrder: amount(
    'What one order of an agent may come to at most; above it a person has to finish it.',
  ).optional(),
  mostADay: amount('What all orders of one agent may come to in 24 hours.').optional(),
};

/** What a merchant lets other people's agents do. */
export const agentsSchema = z
  .strictObject({
    search: z
      .enum(WHO)
      .optional()
      .describe('Who may search: everyone, agents that sign what they ask, those listed below, or nobody.'),
    buy: z
      .enum(WHO)
      .optional()
      .describe('Who may order without a person: everyone, agents that sign, those listed below, or nobody.'),
    ...bounds,
    openCarts: z
      .int()
      .min(1)
      .max(10_000)
      .optional()
      .describe('Carts and checkouts that one agent may have open at once; 200 where nothing is said.'),
    listed: z
      .array(
        z.strictObject({
          profile: z
            .url({ protocol: /^https?$/ })
            .describe('The address of its profile, as it names itself.'),
          search: z.boolean().optional().describe('false keeps it out whatever stands above.'),
          buy: z.boolean().optional().describe('false keeps it from ordering, true lets it.'),
          ...bounds,
        }),
      )
      .max(500)
      .optional()
      .describe('Agents that you know. They count only where they sign what they ask.'),
  })
  .optional()
  .describe('What other people’s agents may do, and how much. Without it everyone may search and buy.');

export type AgentRules = z.infer<typeof agentsSchema>;
