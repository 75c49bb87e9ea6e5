import { z } from 'zod';
import { amountText, count, currenciesOf, name, percent, words } from './offer-fields.ts';

/* The rewards program as a marketer writes it, in loyalty.yaml. */

const tierSchema = z.strictObject({
  id: name('A short name that offers refer to, such as silver.'),
  title: words('The name members see.', 40),
  from: z
    .strictObject({
      spend: amountText('Spent within the window.').optional(),
      points: count('Points earned within the window.', 10_000_000).optional(),
    })
    .optional()
    .describe('What it takes: spend or points. The first tier needs nothing.'),
  earnTimes: z
    .number()
    .min(1, 'must be at least 1')
    .max(10, 'must be at most 10')
    .describe('How many times the usual points its members earn.')
    .optional(),
  perks: z
    .array(words('One thing a member of this tier gets.', 160))
    .min(1)
    .max(8)
    .describe('What the tier gives, one line each.'),
});

const programShape = z.strictObject({
  name: words('What the program is called.', 60),
  summary: words('The whole program in one or two sentences.', 300),
  demonstration: z.boolean().describe('true labels the program as a demonstration.').optional(),
  points: z
    .strictObject({
      one: words('The word for one point.', 20),
      many: words('The word for several.', 20),
      per: amountText('How much a member spends for one point.'),
      worth: amountText('What one point takes off an order.'),
      burnFrom: count('The fewest points that can be used at once.', 1_000_000),
      burnMostPercent: percent('The most of an order’s goods that points may pay.'),
      validDays: count('Days until points expire after they were earned.', 3650),
    })
    .describe('How points are earned, used and lost.'),
  tierWindowDays: count('Days that count for the tier.', 3650),
  tiers: z.array(tierSchema).min(1).max(8).describe('From the first tier to the highest.'),
  floor: z
    .strictObject({
      percentOfPrice: percent(
        'Whatever offers come together, a product never sells below this part of its shelf price.',
      ).optional(),
      percentOfCost: z
        .number()
        .min(50)
        .max(1000)
        .describe(
          'The least price as percent of what it costs you, where the cost is known; 110 keeps a tenth above it.',
        )
        .optional(),
    })
    .describe(
      'The lowest price that offers together may reach; only what an offer gives as every n-th piece or for a purchase goes below it.',
    ),
  holdoutPercent: z
    .int()
    .min(0)
    .max(50)
    .describe('Percent of customers left out of personal offers, to measure what they earn.'),
  holdoutSeason: words('Change it to draw the left-out customers anew.', 20),
  rules: z.array(words('One rule a line.', 240)).max(12).describe('The small print, in plain words.'),
});

export type ProgramWords = z.infer<typeof programShape>;

export const programSchema = programShape.superRefine((program, context) => {
  const refuse = (path: readonly (string | number)[], message: string, corrected?: unknown) =>
    context.addIssue({ code: 'custom', path: [...path], message, params: { corrected } });
  const seen = new Set<string>();
  let last = -1;
  for (const [at, tier] of program.tiers.entries()) {
    if (seen.has(tier.id))
      refuse(['tiers', at, 'id'], `is the name of another tier already`, `${tier.id}-${at + 1}`);
    seen.add(tier.id);
    const { spend, points } = tier.from ?? {};
    if (spend && points) refuse(['tiers', at, 'from'], 'names both spend and points: choose one', { spend });
    if (at === 0 && tier.from)
      refuse(['tiers', at, 'from'], 'must not stand at the first tier: every member has it');
    if (at > 0 && !spend && !points) refuse(['tiers', at, 'from'], 'must say what it takes: spend or points');
    const least = spend ? Number.parseFloat(spend) : (points ?? 0);
    if (at > 0 && least <= last)
      refuse(
        ['tiers', at, 'from'],
        'takes no more than the tier before it: write tiers from the first to the highest',
      );
    last = least;
  }
  const measures = new Set(program.tiers.slice(1).map((tier) => (tier.from?.spend ? 'spend' : 'points')));
  if (measures.size > 1)
    refuse(['tiers'], 'measure some tiers by spend and some by points: use one measure', program.tiers);
  if (!program.floor.percentOfPrice && !program.floor.percentOfCost)
    refuse(['floor'], 'names no lowest price', { percentOfPrice: 60 });
  const currencies = currenciesOf(program);
  if (currencies.length > 1)
    refuse(['points', 'worth'], `mixes the currencies ${currencies.join(' and ')}`, program.points.per);
});
