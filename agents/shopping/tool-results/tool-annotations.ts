import type { ToolName } from './tool-result.ts';

/** What a tool does to the shop, in the words of the Model Context Protocol's tool annotations (revision 2025-06-18). */
export interface ToolAnnotations {
  readonly title: string;
  /** Changes nothing. */
  readonly readOnlyHint: boolean;
  /** May take away what was there, and not only add to it. */
  readonly destructiveHint: boolean;
  /** Called again with the same arguments it changes nothing more. */
  readonly idempotentHint: boolean;
  /** Deals with what is outside of the shop. */
  readonly openWorldHint: boolean;
}

const reads = (title: string): ToolAnnotations => ({
  title,
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
});
const adds = (title: string): ToolAnnotations => ({
  ...reads(title),
  readOnlyHint: false,
  idempotentHint: false,
});

/** The one place that says what each tool does: the agent's guardrails read it, and any endpoint that offers the tools. */
export const TOOL_ANNOTATIONS: Readonly<Record<ToolName, ToolAnnotations>> = {
  search_products: reads('Search products'),
  product_details: reads('Details of products'),
  compare_products: reads('Compare products'),
  answer_from_content: reads('Look up policies, FAQs and guides'),
  catalogue_shape: reads('What the shop sells'),
  build_bundle: reads('Put a kit together'),
  recommend_for: reads('Recommend for a purpose'),
  goes_together: reads('What goes with a product'),
  merchant_bundles: reads('Bundles of the shop'),
  due_soon: reads('What will run out soon'),
  reorder: adds('Order something again'),
  my_offers: reads('Offers of the shopper'),
  my_points: reads('Points of the shopper'),
  order_status: reads('Status of an order'),
  start_return: adds('Start a return'),
  view_cart: reads('View the cart'),
  change_cart: { ...adds('Change the cart'), destructiveHint: true },
};

/** Whether a tool of that name changes something in the shop; what is no tool changes nothing. */
export const changesSomething = (name: string): boolean =>
  Object.entries(TOOL_ANNOTATIONS).some(([tool, { readOnlyHint }]) => tool === name && !readOnlyHint);
