import type { Turn } from '../state.ts';
import { answerFromContent } from './answer-from-content.ts';
import { buildBundle } from './build-bundle.ts';
import { catalogueShapeTool } from './catalogue-shape.ts';
import { changeCart } from './change-cart.ts';
import { compareProductsTool } from './compare-products.ts';
import { dueSoonTool } from './due-soon.ts';
import { goesTogether } from './goes-together.ts';
import { merchantBundles } from './merchant-bundles.ts';
import { recommendFor } from './recommend-for.ts';
import { reorderTool } from './reorder.ts';
import { myOffersTool } from './my-offers.ts';
import { myPointsTool } from './my-points.ts';
import { orderStatusTool } from './order-status.ts';
import { startReturnTool } from './start-return.ts';
import { productDetails } from './product-details.ts';
import { searchProducts } from './search-products.ts';
import { viewCart } from './view-cart.ts';

/** The tools of one turn, the same for every model. */
export const shoppingTools = (turn: Turn) => [
  searchProducts(turn),
  productDetails(turn),
  compareProductsTool(turn),
  answerFromContent(turn),
  catalogueShapeTool(turn),
  buildBundle(turn),
  recommendFor(turn),
  goesTogether(turn),
  merchantBundles(turn),
  dueSoonTool(turn),
  reorderTool(turn),
  myOffersTool(turn),
  myPointsTool(turn),
  orderStatusTool(turn),
  startReturnTool(turn),
  viewCart(turn),
  changeCart(turn),
];
