/** The version of the Admin API that is asked; each is served for a year. */
export const VERSION = '2026-04';

const VARIANTS = `pageInfo { hasNextPage endCursor } nodes {
  sku barcode price compareAtPrice inventoryPolicy inventoryQuantity selectedOptions { name value }
  inventoryItem { tracked } }`;

/** Few at a time: a query may cost 1,000 points, and a variant with its parts costs three. */
export const PRODUCTS = `query ($after: String) { products(first: 5, after: $after, query: "status:active") {
  pageInfo { hasNextPage endCursor }
  nodes { id handle title descriptionHtml vendor productType tags options { name }
    media(first: 10) { nodes { preview { image { url } } } }
    variants(first: 50) { ${VARIANTS} } } } }`;

export const MORE_VARIANTS = `query ($id: ID!, $after: String) { product(id: $id) {
  variants(first: 250, after: $after) { ${VARIANTS} } } }`;

export const VARIANT_BY_SKU = `query ($query: String!) { productVariants(first: 2, query: $query) { nodes { id sku } } }`;

export const ORDER_BY_TAG = `query ($query: String!) { orders(first: 1, query: $query) { nodes { id } } }`;

export const CREATE_ORDER = `mutation ($order: OrderCreateOrderInput!, $options: OrderCreateOptionsInput) {
  orderCreate(order: $order, options: $options) { order { id } userErrors { field message } } }`;

export const CANCEL_ORDER = `mutation ($id: ID!) { orderCancel(orderId: $id, reason: OTHER, restock: true,
  refundMethod: { originalPaymentMethodsRefund: false }, notifyCustomer: false) {
  orderCancelUserErrors { code message } } }`;
