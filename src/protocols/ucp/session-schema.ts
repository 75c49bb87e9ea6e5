import { z } from 'zod';
import { contextSchema } from './search-catalog.ts';

const text = (most: number) => z.string().max(most).optional().nullable();

const destinationSchema = z.looseObject({
  id: text(100),
  street_address: text(200),
  extended_address: text(200),
  address_locality: text(100),
  address_region: text(100),
  postal_code: text(20),
  address_country: text(60),
  first_name: text(100),
  last_name: text(100),
  full_name: text(200),
  phone_number: text(40),
});

const buyerSchema = z.looseObject({
  first_name: text(100),
  last_name: text(100),
  email: text(254),
  phone_number: text(40),
  consent: z.record(z.string().max(100), z.unknown()).optional(),
});

const lineSchema = z.looseObject({
  id: z.string().max(100).optional(),
  item: z.looseObject({ id: z.string().min(1).max(300) }).optional(),
  quantity: z.int().min(0).max(1_000_000),
});

const instrumentSchema = z.looseObject({
  id: z.string().max(200).optional(),
  handler_id: z.string().max(200).optional(),
  type: z.string().max(100).optional(),
  selected: z.boolean().optional(),
  credential: z.looseObject({ type: text(100), token: text(500), number: text(40) }).optional(),
});

const common = {
  line_items: z.array(lineSchema).max(100).optional(),
  buyer: buyerSchema.optional().nullable(),
  context: contextSchema.optional().nullable(),
  attribution: z.record(z.string().max(100), z.string().max(500)).optional().nullable(),
  discounts: z
    .looseObject({ codes: z.array(z.string().max(60)).max(20).optional() })
    .optional()
    .nullable(),
};

export const cartSchema = z.looseObject(common);

export const checkoutSchema = z.looseObject({
  ...common,
  cart_id: z.string().max(100).optional(),
  fulfillment: z
    .looseObject({
      methods: z
        .array(
          z.looseObject({
            type: z.string().max(40).optional(),
            destinations: z.array(destinationSchema).max(20).optional().nullable(),
            selected_destination_id: text(100),
            groups: z
              .array(z.looseObject({ selected_option_id: text(100) }))
              .max(20)
              .optional()
              .nullable(),
          }),
        )
        .max(5)
        .optional(),
    })
    .optional()
    .nullable(),
  payment: z
    .looseObject({ instruments: z.array(instrumentSchema).max(10).optional() })
    .optional()
    .nullable(),
});

export const completeSchema = z.looseObject({
  payment_data: instrumentSchema.optional(),
  payment: z
    .looseObject({ instruments: z.array(instrumentSchema).max(10).optional() })
    .optional()
    .nullable(),
});

export const nothingSchema = z.unknown();

export type SessionBody = z.infer<typeof checkoutSchema>;
export type Instrument = z.infer<typeof instrumentSchema>;
export type CompleteBody = z.infer<typeof completeSchema>;
