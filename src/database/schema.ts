import type { ColumnType, Generated } from 'kysely';

/** jsonb: read as parsed JSON, written as text with an explicit JSON.stringify (both engines agree on that only). */
type Json<T> = ColumnType<T, string, string>;
type JsonDefault<T> = ColumnType<T, string | undefined, string>;
type Instant = ColumnType<Date, Date | string | undefined, Date | string>;

export interface ProductTable {
  id: Generated<number>;
  slug: string;
  source: string;
  source_key: string;
  title: string;
  description: string;
  brand: string | null;
  product_type: string | null;
  category_path: string[];
  category_slugs: string[];
  tags: string[];
  condition: 'new' | 'refurbished' | 'used';
  status: 'active' | 'draft' | 'archived';
  options: Json<unknown>;
  attributes: Json<unknown>;
  images: Json<unknown>;
  popularity: Generated<number>;
  rating_average: number | null;
  rating_count: Generated<number>;
  content_hash: string;
  created_at: Instant;
  updated_at: Instant;
}

export interface VariantTable {
  id: Generated<number>;
  product_id: number;
  sku: string;
  position: number;
  title: string;
  options: Json<unknown>;
  attributes: Json<unknown>;
  gtin: string | null;
  mpn: string | null;
  price_minor: number;
  compare_at_minor: number | null;
  price_until: Instant | null;
  currency: string;
  weight_grams: number | null;
  unit_measure: Json<unknown> | null;
  image_url: string | null;
  updated_at: Instant;
}

export interface StockTable {
  variant_id: number;
  on_hand: number;
  reserved: Generated<number>;
  backorder: Generated<boolean>;
  tracked: Generated<boolean>;
  updated_at: Instant;
}

export interface CategoryTable {
  slug: string;
  parent_slug: string | null;
  name: string;
  depth: number;
}

export interface ImportRunTable {
  id: Generated<number>;
  source: string;
  file_name: string;
  file_hash: string;
  format: string;
  status: 'running' | 'finished' | 'failed';
  report: JsonDefault<unknown>;
  started_at: Instant;
  finished_at: Date | null;
}

export interface CartTable {
  id: string;
  visitor_id: string | null;
  customer_id: string | null;
  codes: ColumnType<string[], string[] | undefined, string[]>;
  burn: Generated<number>;
  details: ColumnType<unknown, string | null | undefined, string | null>;
  version: Generated<number>;
  created_at: Instant;
  updated_at: Instant;
}

export interface CartLineTable {
  cart_id: string;
  sku: string;
  quantity: number;
  added_at: Instant;
}

export interface EventTable {
  id: Generated<number>;
  at: Instant;
  visitor_id: string | null;
  kind: string;
  data: JsonDefault<unknown>;
}

export interface ConversationTable {
  id: string;
  visitor_id: string;
  state: JsonDefault<unknown>;
  created_at: Instant;
  updated_at: Instant;
}

export interface ConversationMessageTable {
  conversation_id: string;
  position: number;
  role: 'user' | 'assistant';
  parts: Json<unknown>;
  created_at: Instant;
}

export interface TurnFeedbackTable {
  conversation_id: string;
  position: number;
  helpful: boolean;
  reason: Generated<string>;
  created_at: Instant;
}

export interface ModelSpendTable {
  day: string;
  who: string;
  tokens: Generated<number>;
  micros: Generated<number>;
  calls: Generated<number>;
}

export interface ReviewInvitationTable {
  id: Generated<number>;
  order_ref: string;
  sku: string;
  customer: string;
  created_at: Instant;
  expires_at: Instant;
  used_at: Date | null;
}

export interface ReviewTable {
  id: Generated<number>;
  product_id: number;
  sku: string | null;
  source: string;
  source_key: string;
  invitation_id: number | null;
  source_says_bought: Generated<boolean>;
  author: string;
  stars: number;
  title: Generated<string>;
  body: Generated<string>;
  fit: 'small' | 'true' | 'large' | null;
  used_for: Generated<string>;
  state: Generated<'pending' | 'published' | 'rejected'>;
  rejected_because: string | null;
  written_at: Instant;
  created_at: Instant;
  changed_at: Instant;
}

export interface ReviewReplyTable {
  review_id: number;
  author: string;
  body: string;
  written_at: Instant;
}

export interface ReviewDecisionTable {
  id: Generated<number>;
  review_id: number;
  from_state: string;
  to_state: string;
  because: string | null;
  decided_by: string;
  decided_at: Instant;
}

export interface CustomerTable {
  id: string;
  email: string | null;
  name: Generated<string>;
  birthday_month: number | null;
  time_zone: string | null;
  created_at: Instant;
}

export interface VisitorCustomerTable {
  visitor_id: string;
  customer_id: string;
  linked_at: Instant;
}

export interface CustomerConsentTable {
  customer_id: string;
  purpose: 'memory' | 'personalisation' | 'reminders' | 'marketing';
  given_at: Instant;
  withdrawn_at: Date | null;
}

export interface CustomerOrderTable {
  id: string;
  number: string;
  source: Generated<string>;
  source_key: string | null;
  idempotency_key: string | null;
  customer_id: string | null;
  customer_key: string | null;
  visitor_id: string | null;
  email: string | null;
  state: 'awaiting-payment' | 'paid' | 'sent' | 'delivered' | 'cancelled';
  placed_at: Instant;
  currency: string;
  subtotal_minor: Generated<number>;
  discount_minor: Generated<number>;
  shipping_minor: Generated<number>;
  tax_minor: Generated<number>;
  total_minor: number;
  quote: ColumnType<unknown, string | null | undefined, string | null>;
  address: ColumnType<unknown, string | null | undefined, string | null>;
  updated_at: Instant;
}

export interface OrderLineTable {
  order_id: string;
  position: number;
  sku: string;
  title: Generated<string>;
  quantity: number;
  unit_minor: number;
  discount_minor: Generated<number>;
  total_minor: number;
  tax_minor: Generated<number>;
  returned: Generated<number>;
}

export interface LoyaltyMemberTable {
  customer_id: string;
  joined_at: Instant;
}

export interface PointsEntryTable {
  id: Generated<number>;
  customer_id: string;
  kind: 'earn' | 'adjust' | 'burn' | 'unburn' | 'reverse' | 'expire';
  points: number;
  lot_id: number | null;
  order_id: string | null;
  at: Date;
  expires_at: Date | null;
  note: Generated<string>;
}

export interface OfferUseTable {
  offer_id: string;
  used: Generated<number>;
  spent_minor: Generated<number>;
}

export interface OfferCustomerUseTable {
  offer_id: string;
  customer_key: string;
  used: Generated<number>;
}

export interface OfferRedemptionTable {
  order_id: string;
  offer_id: string;
  customer_key: string;
  amount_minor: number;
  currency: string;
  code_hash: string | null;
  redeemed_at: Date;
  reversed_at: Date | null;
}

export interface OfferCodeTable {
  code_hash: string;
  offer_id: string;
  batch: string;
  created_at: Instant;
  expires_at: Date | null;
  order_id: string | null;
  redeemed_at: Date | null;
}

export interface OfferExposureTable {
  offer_id: string;
  customer_key: string;
  arm: 'offered' | 'held-out';
  at: Date;
}

export interface VariantCostTable {
  sku: string;
  cost_minor: number;
  currency: string;
}

export interface AffinityModelTable {
  one: Generated<boolean>;
  generation: number;
  learned_at: Instant;
  learned_to: Instant;
  orders: number;
  weights: Json<unknown>;
  facts: Uint8Array;
  memory: number | null;
  memory_to: Instant | null;
  memory_changed: Instant | null;
  changed: Instant | null;
}

export interface AffinityMemoryTable {
  generation: number;
  part: number;
  baskets: string;
}

export interface AffinityItemTable {
  generation: number;
  item: number;
  key: string;
  support: number;
  neighbours: Uint8Array;
}

/** Every table that a room of src/ reads through Kysely. */
export interface Tables {
  product: ProductTable;
  variant: VariantTable;
  stock: StockTable;
  category: CategoryTable;
  import_run: ImportRunTable;
  cart: CartTable;
  cart_line: CartLineTable;
  event: EventTable;
  conversation: ConversationTable;
  conversation_message: ConversationMessageTable;
  model_spend: ModelSpendTable;
  turn_feedback: TurnFeedbackTable;
  customer: CustomerTable;
  visitor_customer: VisitorCustomerTable;
  customer_consent: CustomerConsentTable;
  customer_order: CustomerOrderTable;
  order_line: OrderLineTable;
  affinity_model: AffinityModelTable;
  affinity_item: AffinityItemTable;
  affinity_memory: AffinityMemoryTable;
  loyalty_member: LoyaltyMemberTable;
  points_entry: PointsEntryTable;
  offer_use: OfferUseTable;
  offer_customer_use: OfferCustomerUseTable;
  offer_redemption: OfferRedemptionTable;
  offer_code: OfferCodeTable;
  offer_exposure: OfferExposureTable;
  variant_cost: VariantCostTable;
  review: ReviewTable;
  review_decision: ReviewDecisionTable;
  review_invitation: ReviewInvitationTable;
  review_reply: ReviewReplyTable;
}
