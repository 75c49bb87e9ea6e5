import { z } from 'zod';

const text = (most: number) => z.string().max(most);

const addressSchema = z.looseObject({
  name: text(256),
  line_one: text(200),
  line_two: text(200).optional(),
  city: text(100),
  state: text(100),
  country: text(60),
  postal_code: text(20),
});

const buyerSchema = z.looseObject({
  first_name: text(100).optional(),
  last_name: text(100).optional(),
  full_name: text(200).optional(),
  email: text(254),
  phone_number: text(40).optional(),
});

// The release's schema of an item has no quantity, its examples have one: without it an item is one piece.
const itemSchema = z.looseObject({
  id: text(300).min(1),
  quantity: z.int().min(0).max(1_000_000).optional(),
});

const attributionSchema = z.looseObject({
  provider: text(100),
  publisher_id: text(200).optional(),
  campaign_id: text(200).optional(),
  creative_id: text(200).optional(),
  sub_id: text(200).optional(),
  touchpoint: z.enum(['first', 'last']).optional(),
});

const common = {
  buyer: buyerSchema.optional(),
  fulfillment_details: z
    .looseObject({
      name: text(200).optional(),
      phone_number: text(40).optional(),
      email: text(254).optional(),
      address: addressSchema.optional(),
    })
    .optional(),
  discounts: z.looseObject({ codes: z.array(text(60)).max(20).optional() }).optional(),
  coupons: z.array(text(60)).max(20).optional(),
  affiliate_attribution: attributionSchema.optional(),
  selected_fulfillment_options: z
    .array(z.looseObject({ type: text(40), option_id: text(100) }))
    .max(20)
    .optional(),
};

export const createSchema = z.looseObject({
  ...common,
  line_items: z.array(itemSchema).min(1).max(100),
  currency: text(3).regex(/^[A-Za-z]{3}$/),
  capabilities: z.looseObject({}),
});

export const updateSchema = z.looseObject({
  ...common,
  line_items: z.array(itemSchema).max(100).optional(),
});

export const completeSchema = z.looseObject({
  buyer: buyerSchema.optional(),
  payment_data: z.looseObject({
    handler_id: text(200),
    instrument: z.looseObject({
      type: text(100),
      credential: z.looseObject({ type: text(100), token: text(1_000) }),
    }),
  }),
});

export const nothingSchema = z.unknown();

export const delegateSchema = z.looseObject({
  payment_method: z.looseObject({
    type: z.literal('card'),
    card_number_type: z.enum(['fpan', 'network_token']),
    number: z.string().regex(/^[\d ]{12,23}$/),
    exp_month: z
      .string()
      .regex(/^(?:0?[1-9]|1[0-2])$/)
      .optional(),
    exp_year: z
      .string()
      .regex(/^\d{4}$/)
      .optional(),
    display_card_funding_type: z.enum(['credit', 'debit', 'prepaid']),
    metadata: z.record(text(100), text(500)),
  }),
  allowance: z.strictObject({
    reason: z.literal('one_time'),
    max_amount: z.int().min(0),
    currency: z.string().regex(/^[a-z]{3}$/),
    checkout_session_id: text(100),
    merchant_id: text(256),
    expires_at: z.iso.datetime({ offset: true }),
  }),
  risk_signals: z.array(z.looseObject({ type: text(100), score: z.int(), action: text(100) })).max(20),
  metadata: z.record(text(100), text(500)),
});

export type CreateBody = z.infer<typeof createSchema>;
export type UpdateBody = z.infer<typeof updateSchema>;
export type CompleteBody = z.infer<typeof completeSchema>;
export type DelegateBody = z.infer<typeof delegateSchema>;
