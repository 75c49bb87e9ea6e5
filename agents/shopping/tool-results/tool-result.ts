import { z } from 'zod';
import { buildBundleResult } from './build-bundle.ts';
import { changeCartResult, reorderResult, viewCartResult } from './cart.ts';
import { catalogueShapeResult } from './catalogue-shape.ts';
import { compareProductsResult } from './compare-products.ts';
import { dueSoonResult } from './due-soon.ts';
import { goesTogetherResult, merchantBundlesResult } from './goes-together.ts';
import { orderStatusResult } from './order-status.ts';
import { answerFromContentResult } from './passage.ts';
import { productDetailsResult } from './product-details.ts';
import { recommendForResult } from './recommend-for.ts';
import { refusedCall, type RefusedCall } from './refusal.ts';
import { myOffersResult, myPointsResult } from './rewards.ts';
import { searchProductsResult } from './search-products.ts';
import { startReturnResult } from './start-return.ts';

/** What each tool answers. */
const schemas = {
  search_products: searchProductsResult,
  product_details: productDetailsResult,
  compare_products: compareProductsResult,
  answer_from_content: answerFromContentResult,
  catalogue_shape: catalogueShapeResult,
  build_bundle: buildBundleResult,
  recommend_for: recommendForResult,
  goes_together: goesTogetherResult,
  merchant_bundles: merchantBundlesResult,
  due_soon: dueSoonResult,
  reorder: reorderResult,
  my_offers: myOffersResult,
  my_points: myPointsResult,
  order_status: orderStatusResult,
  start_return: startReturnResult,
  view_cart: viewCartResult,
  change_cart: changeCartResult,
} as const satisfies Readonly<Record<string, z.ZodType>>;

export type ToolName = keyof typeof schemas;

/** What the tool of that name answers where its call is let through. */
export type Answer<Name extends ToolName> = z.infer<(typeof schemas)[Name]>;

/** The answer that is no refusal. */
export type Found<Name extends ToolName> = Exclude<Answer<Name>, { readonly refusal: string }>;

/** A tool's answer with its name; of a tool that is not the shop's, that it failed. */
export type ToolResult =
  | { [Name in ToolName]: { readonly tool: Name; readonly answer: Answer<Name> | RefusedCall } }[ToolName]
  | { readonly tool: null; readonly answer: RefusedCall };

/** Reads what a tool answered. An answer that is not as its schema says counts as failed. */
export function readResult({
  name,
  text,
}: {
  readonly name?: string | undefined;
  readonly text: string;
}): ToolResult {
  const failed = { refusal: 'failed' } as const;
  if (!isToolName(name)) return { tool: null, answer: failed };
  const answer = answerSchemas[name].safeParse(jsonOf(text));
  return { tool: name, answer: answer.success ? answer.data : failed } as ToolResult;
}

/** The answers of one tool in the order they were given. */
export const answersOf = <Name extends ToolName>(
  results: readonly ToolResult[],
  tool: Name,
): readonly (Answer<Name> | RefusedCall)[] =>
  results.flatMap((one) => (one.tool === tool ? [one.answer as Answer<Name> | RefusedCall] : []));

/** The last answer of a tool that is no refusal. */
export const lastFound = <Name extends ToolName>(
  results: readonly ToolResult[],
  tool: Name,
): Found<Name> | undefined =>
  answersOf(results, tool).findLast((answer): answer is Found<Name> => !('refusal' in answer));

/** The schema of what each tool answers, where its call is let through and where it is not. */
export const answerSchemas = Object.fromEntries(
  Object.entries(schemas).map(([name, schema]) => [name, z.union([schema, refusedCall])]),
) as unknown as Readonly<Record<ToolName, z.ZodType>>;

const isToolName = (name: string | undefined): name is ToolName =>
  name !== undefined && Object.hasOwn(schemas, name);

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
