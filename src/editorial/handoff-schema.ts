import { z } from 'zod';
import { amountText } from './offer-fields.ts';

/*
 * When a person takes over, and who answers when: `content/handoff.yaml` as a marketer writes it. Rules are read from
 * the top; the first whose conditions all hold brings a person in.
 */

const words = (advice: string, most: number) => z.string().trim().min(1).max(most).describe(advice);
const phrases = (advice: string) => z.array(words(advice, 120)).min(1).max(60).describe(advice);

/** What the assistant can understand of a turn that may be a person's matter. */
const UNDERSTOOD = ['asked', 'harmed', 'order-problem', 'anger', 'legal', 'payment'] as const;
export type Understood = (typeof UNDERSTOOD)[number];

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const time = (advice: string) =>
  z
    .string()
    .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as "09:00", in quotes')
    .describe(advice);

const whenSchema = z
  .strictObject({
    understood: z
      .array(z.enum(UNDERSTOOD))
      .min(1)
      .optional()
      .describe(`What the assistant understood, one of these: ${UNDERSTOOD.join(', ')}.`),
    words: phrases('Words or phrases; one of them in the message is enough.').optional(),
    examples: phrases(
      'Whole messages as shoppers write them; one that says much the same is enough.',
    ).optional(),
    unless: phrases('Phrases that keep words and examples from counting.').optional(),
    misses: z.int().min(1).max(10).optional().describe('Turns in a row that did not help the shopper.'),
    cartAtLeast: amountText('What the cart is worth, such as 750.00 USD.').optional(),
    complaintsAtLeast: z
      .int()
      .min(1)
      .max(20)
      .optional()
      .describe('Complaints of this shopper in the last 90 days.'),
    confidenceBelow: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe('How sure the assistant is of what was meant, from 0 to 1.'),
  })
  .refine((when) => Object.keys(when).some((key) => key !== 'unless'), {
    error: 'needs at least one condition, such as words',
  });

const ruleSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens')
    .max(40)
    .describe('A short name; the inbox can be filtered by it.'),
  reason: words('Why a person is needed, as the team reads it in the inbox.', 160),
  urgency: z.enum(['low', 'normal', 'high']).describe('What is answered first.'),
  when: whenSchema.describe('All conditions must hold; of words and examples one is enough.'),
  say: words('One sentence the shopper reads before when and how the answer comes.', 200).optional(),
  complaint: z
    .literal(true)
    .optional()
    .describe('true for complaints: no reminders and offers go out while it is open.'),
});

export const handoffSchema = z
  .strictObject({
    answers: words('Who answers, as shoppers read it: "somebody of our team".', 60),
    hours: z
      .array(
        z
          .strictObject({
            days: z
              .array(z.enum(WEEKDAYS))
              .min(1)
              .describe(`Days: ${WEEKDAYS.join(', ')}.`),
            from: time('When answering begins.'),
            to: time('When it ends, the same day.'),
          })
          .refine((one) => one.from < one.to, { error: 'must end after it begins', path: ['to'] }),
      )
      .min(1)
      .max(14)
      .describe('When people answer.'),
    closed: z
      .array(z.iso.date({ error: 'must be a date such as 2026-12-25' }))
      .max(60)
      .default([])
      .describe('Days on which nobody answers.'),
    withinMinutes: z
      .int()
      .min(5)
      .max(2880)
      .describe('How long an answer takes at most, counted while people answer.'),
    rules: z.array(ruleSchema).min(1).max(40).describe('Read from the top; the first that holds counts.'),
  })
  .superRefine(({ rules }, context) => {
    const ids = rules.map((one) => one.id);
    ids.forEach((id, at) => {
      if (ids.indexOf(id) !== at)
        context.addIssue({ code: 'custom', path: ['rules', at, 'id'], message: `stands twice: ${id}` });
    });
    if (!rules.some(({ when }) => when.understood?.includes('asked')))
      context.addIssue({
        code: 'custom',
        path: ['rules'],
        message: 'lack one for whoever asks for a person: "when: { understood: [asked] }"',
      });
  });

export type HandoffWords = z.infer<typeof handoffSchema>;
export type HandoffRule = HandoffWords['rules'][number];
